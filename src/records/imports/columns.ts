import type { ImportMapping } from '../contract.ts';
import { fold, tidy } from '../wording/fold.ts';
import { type FieldName, fieldLabel, guessColumns, isFieldName } from './fields.ts';
import type { SheetLayout, TableKind } from './layout.ts';
import { columnLetter } from './lines.ts';

/** Reads the cells of a row by field, in one sheet. */
export class Columns {
  readonly #index = new Map<FieldName, number>();
  readonly #header: readonly string[];

  /** `mapping` is for the first sheet's columns; other sheets are mapped by the same headers. */
  constructor(
    layout: SheetLayout,
    mapping: ImportMapping['columns'],
    isFirst: boolean,
    kind: TableKind,
  ) {
    this.#header = layout.header;
    if (isFirst) {
      for (const { index, field } of mapping) this.#set(field, index);
      return;
    }
    const byHeader = new Map(mapping.map(({ header, field }) => [fold(header), field]));
    const guessed = guessColumns(layout.header, kind);
    for (const [index, header] of layout.header.entries()) {
      const field = byHeader.get(fold(header));
      this.#set(field === undefined ? (guessed[index] ?? null) : field, index);
    }
  }

  #set(field: string | null, index: number): void {
    if (field !== null && isFieldName(field) && !this.#index.has(field))
      this.#index.set(field, index);
  }

  /** The fields that have a column. */
  get fields(): ReadonlySet<FieldName> {
    return new Set(this.#index.keys());
  }

  has(field: FieldName): boolean {
    return this.#index.has(field);
  }

  /** A row's value in the field's column, tidied, without the guard our exports put before `=`; empty when there is none. */
  get(row: readonly string[], field: FieldName): string {
    const index = this.#index.get(field);
    return index === undefined ? '' : tidy(row[index] ?? '').replace(/^'(?=[=+\-@])/, '');
  }

  /** The whole name, from one column or two. */
  name(row: readonly string[]): string {
    return this.get(row, 'name') || tidy(`${this.get(row, 'surname')} ${this.get(row, 'given')}`);
  }

  /** The column as an error message names it: `cột D "Chức vụ"`. */
  title(field: FieldName): string {
    const index = this.#index.get(field);
    if (index === undefined) return `cột "${fieldLabel(field)}"`;
    return `cột ${columnLetter(index)} "${this.#header[index] || fieldLabel(field)}"`;
  }
}
