import type { SizeChange } from '../classes/class-sizes.ts';
import type { RowVerdict } from '../contract.ts';
import type {
  CompletionRow,
  IndicatorStatementRow,
  PersonPastRow,
  PersonRow,
  SchoolClassRow,
  SchoolSession,
  UnitPastRow,
  UnitRow,
  UnmatchedRow,
} from '../database/tables.ts';
import type { Cell, Line, Place } from './lines.ts';

/** A line judged against what is kept: what would become of it, and what would be written. */
export interface JudgedRow extends Place {
  verdict: RowVerdict;
  reason: string;
  cells: () => Cell[];
  proposal: { personId: string; text: string } | null;
  /** What confirming writes for it; null for nothing. A `gone` or `dropped` row is written only on the officer's word. */
  write: RowWrite | null;
  /** The unit it speaks of, where what it writes does not say so. */
  unit?: string;
}

/** The rows to write carry an empty `import_id` until the import is confirmed. */
export type RowWrite =
  | {
      table: 'person';
      before: PersonRow | null;
      after: PersonRow;
      /** Where they worked before, when the roster changes that. */
      past: { before: PersonPastRow[]; after: PersonPastRow[] } | null;
      /** For a proposal: what is written when the officer does not accept it; left out: nothing. */
      otherwise?: AddedInstead;
    }
  | { table: 'class_session'; before: SchoolSession | null; after: SchoolSession | null }
  | {
      table: 'indicator_statement';
      before: IndicatorStatementRow | null;
      after: IndicatorStatementRow | null;
    }
  | {
      table: 'school_class';
      before: SchoolClassRow | null;
      /** Null: it goes. */
      after: SchoolClassRow | null;
      /** Its earlier sizes, when the list changes them. */
      past: SizeChange['past'];
    }
  | {
      table: 'completion';
      /** Null when nobody is meant. For a proposal it is taken only when the officer ticks it. */
      completion: CompletionRow | null;
      /** The row that keeps it aside when it is not taken; made when asked, because most never are. */
      unmatched: () => UnmatchedRow;
    };

/** Somebody new in place of whom a line was taken for. */
export interface AddedInstead {
  after: PersonRow;
  /** Added only when this person is said to have left in the same import; null: always. */
  onceLeft: string | null;
}

/** A file judged as a whole. */
export interface Judgement {
  rows: JudgedRow[];
  /** Units that the roster names and nobody knew. */
  newUnits: UnitRow[];
  /** Units of which the roster says more than was known. */
  changedUnits: UnitChange[];
  warnings: string[];
}

/** A kept unit under what a roster says of it; `past` when it moved or was renamed. */
export interface UnitChange {
  before: UnitRow;
  after: UnitRow;
  past: { before: UnitPastRow[]; after: UnitPastRow[] } | null;
}

/** A line as a row of which nothing is decided and nothing written yet. */
export function unjudged({
  row,
  sheet,
  cells,
}: Line<unknown>): Pick<JudgedRow, 'row' | 'sheet' | 'cells' | 'proposal' | 'write'> {
  return { row, sheet, cells, proposal: null, write: null };
}
