import type { SheetMapping } from '../contract.ts';
import { tidy } from '../wording/fold.ts';
import { type FieldName, fieldLabel, isFieldName } from './fields.ts';
import type { SheetLayout } from './layout.ts';
import { columnLetter } from './lines.ts';

/** Reads the cells of a row by field, in one sheet. */
export class Columns {
  readonly #index = new Map<FieldName, number>();
  readonly #header: readonly string[];

  /** @param mapping which field each of the sheet's columns holds. */
  constructor(layout: SheetLayout, mapping: SheetMapping['columns']) {
    this.#header = layout.header;
    for (const { index, field } of mapping) this.#set(field, index);
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
