import type { IndicatorGrid, StatementInput } from '../../records/contract/indicators.ts';
import { newId } from '../../records/database/ids.ts';
import { INDICATORS, type Indicator, indicatorSchema } from '../../schemas/vocabulary.ts';
import { nameKey, pastedCells, saidOf } from '../paste/cells.ts';
import { badLine, type PastedLine } from '../paste/pasted-line.ts';

/** A unit of the grid, with what holds of it. */
export type GridUnit = IndicatorGrid['units'][number];

/** The indicators in the order of the columns. */
export const COLUMNS: readonly Indicator[] = indicatorSchema.options;

/** Answers given on the page and not yet kept, by `cellKey`. */
export type Draft = ReadonlyMap<string, boolean>;

/** Key of a unit and an indicator. */
export function cellKey(unitId: string, indicator: Indicator): string {
  return `${unitId} ${indicator}`;
}

/** Whether a unit is asked an indicator: authorities of the Phòng, all else of schools. */
export function asked({ kind }: Pick<GridUnit, 'kind'>, indicator: Indicator): boolean {
  return (kind === 'phong') === (indicator === 'chinh-quyen');
}

/** What holds of a unit and an indicator, or undefined when nothing was said. */
export function heldBy({ statements }: GridUnit, indicator: Indicator) {
  return statements.find((statement) => statement.indicator === indicator);
}

/** A draft with some answers changed; null takes an answer back. */
export function withAnswers(draft: Draft, changes: Iterable<[string, boolean | null]>): Draft {
  const next = new Map(draft);
  for (const [key, met] of changes) {
    if (met === null) next.delete(key);
    else next.set(key, met);
  }
  return next;
}

/** The statements that a draft makes. */
export function statementsOf(
  draft: Draft,
  about: Pick<StatementInput, 'day' | 'statedBy' | 'note'>,
): StatementInput[] {
  return [...draft].map(([key, met]) => {
    const [unitId = '', indicator] = key.split(' ');
    return { id: newId(), unitId, indicator: indicatorSchema.parse(indicator), met, ...about };
  });
}

/** A place in the grid, from 0. */
export interface Place {
  row: number;
  column: number;
}

/**
 * Where a key leads from a cell, as in a spreadsheet: arrows by one, Home and End within the row, with
 * Ctrl the first and last cell, Page keys by `page` rows. Cells that ask nothing are passed over.
 * Null when the key leads nowhere.
 */
export function placeAfter(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  from: Place,
  units: readonly GridUnit[],
  page: number,
): Place | null {
  const asks = ({ row, column }: Place) => {
    const unit = units[row];
    const indicator = COLUMNS[column];
    return unit !== undefined && indicator !== undefined && asked(unit, indicator);
  };
  const places = (rows: number[], columns: number[]) =>
    rows.flatMap((row) => columns.map((column) => ({ row, column }))).filter(asks);
  const rows = units.map((_, row) => row);
  const columns = COLUMNS.map((_, column) => column);
  const left = columns.slice(0, from.column).reverse();
  switch (key) {
    case 'ArrowRight':
      return places([from.row], columns.slice(from.column + 1))[0] ?? null;
    case 'ArrowLeft':
      return places([from.row], left)[0] ?? null;
    case 'ArrowDown':
      return places(rows.slice(from.row + 1), [from.column])[0] ?? null;
    case 'ArrowUp':
      return places(rows.slice(0, from.row).reverse(), [from.column])[0] ?? null;
    case 'Home':
      return (ctrlKey ? places(rows, columns) : places([from.row], columns))[0] ?? null;
    case 'End':
      return (ctrlKey ? places(rows, columns) : places([from.row], columns)).at(-1) ?? null;
    case 'PageDown':
      return places(rows.slice(from.row + 1, from.row + page + 1), [from.column]).at(-1) ?? null;
    case 'PageUp':
      return places(rows.slice(Math.max(0, from.row - page), from.row), [from.column])[0] ?? null;
    default:
      return null;
  }
}

/** Answers that a pasted line gives: by `cellKey`. */
export type PastedAnswers = [key: string, met: boolean][];

/**
 * Judges a pasted block (pure), a line a unit. Lines that begin with a unit's name go to that unit and
 * to the indicators from the first on; others go down from the cell it was pasted in, in the order the
 * units are shown in.
 */
export function statementLines(
  text: string,
  units: readonly GridUnit[],
  shown: readonly GridUnit[],
  at: Place,
): PastedLine<PastedAnswers>[] {
  const byName = new Map(units.map((unit) => [nameKey(unit.name), unit]));
  return pastedCells(text).flatMap((cells, index): PastedLine<PastedAnswers>[] => {
    const line = index + 1;
    const [first = '', ...others] = cells;
    if (cells.every((cell) => cell === '')) return [];
    const named = byName.get(nameKey(first));
    const isName =
      named !== undefined || (cells.length > 1 && first !== '' && saidOf(first) === null);
    const unit = isName ? named : shown[at.row + index];
    const answers = isName ? others : cells;
    const start = isName ? 0 : at.column;
    const read = [unit?.name ?? first, answers.join(' | ')];
    // Only a first line that names columns is a heading; a name nobody knows is a mistake to see.
    if (
      index === 0 &&
      isName &&
      named === undefined &&
      answers.every((cell) => saidOf(cell) === null)
    )
      return [];
    if (unit === undefined)
      return [badLine(line, read, isName ? `Không có đơn vị "${first}"` : 'Ngoài bảng')];
    const value: PastedAnswers = [];
    let changed = false;
    for (const [offset, cell] of answers.entries()) {
      const indicator = COLUMNS[start + offset];
      const said = saidOf(cell);
      if (said === 'nothing') continue;
      if (said === null) return [badLine(line, read, `Không hiểu "${cell}": ghi Đạt hoặc Chưa`)];
      if (indicator === undefined) return [badLine(line, read, 'Nhiều cột hơn số chỉ tiêu')];
      if (!asked(unit, indicator))
        return [badLine(line, read, `"${INDICATORS[indicator]}" không hỏi đơn vị này`)];
      const held = heldBy(unit, indicator);
      if (held?.met === (said === 'met')) continue;
      if (held !== undefined) changed = true;
      value.push([cellKey(unit.id, indicator), said === 'met']);
    }
    if (value.length === 0)
      return [{ line, cells: read, verdict: 'same', says: 'Không có gì đổi', value: null }];
    const says = `${value.length} ô${changed ? ', có ô đổi so với đang giữ' : ''}`;
    return [{ line, cells: read, verdict: changed ? 'changed' : 'new', says, value }];
  });
}
