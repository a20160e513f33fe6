import type { ImportKind } from '../contract.ts';
import { fold } from '../wording/fold.ts';
import { FIELDS, type FieldName, NO_FIELD } from './field-headers.ts';

export type { FieldName } from './field-headers.ts';

const FIELD_NAMES = Object.keys(FIELDS).filter((name): name is FieldName => name in FIELDS);

/** True for a string that names a field. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

/** Vietnamese label of a field. */
export function fieldLabel(field: FieldName): string {
  return FIELDS[field].label;
}

const IDENTITY: readonly FieldName[] = [
  'code',
  'name',
  'surname',
  'given',
  'email',
  'username',
  'unit',
];

/** The fields each kind of file may have; the required ones must be mapped before it can be confirmed. */
const FIELDS_OF_KIND: Record<
  ImportKind,
  { all: readonly FieldName[]; required: readonly FieldName[] }
> = {
  roster: {
    all: [
      'code',
      'name',
      'surname',
      'given',
      'unit',
      'unitCode',
      'office',
      'level',
      'role',
      'email',
      'username',
      'from',
      'to',
      'working',
    ],
    required: ['name', 'unit', 'role'],
  },
  classes: {
    all: ['unit', 'unitCode', 'office', 'className', 'size', 'level', 'schoolYear', 'sizeFrom'],
    required: ['unit', 'className', 'size'],
  },
  'record-file': { all: [], required: [] },
  'school-file': { all: [], required: [] },
  completions: {
    all: [...IDENTITY, 'module', 'status', 'score', 'date'],
    required: ['module', 'status', 'date'],
  },
  'moodle-scorm-basic': {
    all: [...IDENTITY, 'attempt', 'started', 'last', 'score'],
    required: ['last', 'score'],
  },
  'moodle-activity-completion': { all: IDENTITY, required: [] },
  'moodle-course-completion': { all: IDENTITY, required: [] },
};

/** Fields a column may be mapped to in a file of this kind, as the contract shows them. */
export function fieldsOf(
  kind: ImportKind,
): { field: FieldName; label: string; required: boolean }[] {
  const { all, required } = FIELDS_OF_KIND[kind];
  return all.map((field) => ({
    field,
    label: FIELDS[field].label,
    required: required.includes(field),
  }));
}

/** Labels of the required fields that no column has; a name may stand in two columns. */
export function missingFields(kind: ImportKind, mapped: ReadonlySet<FieldName>): string[] {
  return FIELDS_OF_KIND[kind].required
    .filter(
      (field) =>
        !mapped.has(field) && !(field === 'name' && mapped.has('surname') && mapped.has('given')),
    )
    .map((field) => FIELDS[field].label);
}

/** One header may mean one thing in a roster and another in a report of results. */
const fieldsByHeader = new Map<string, FieldName[]>();
for (const field of FIELD_NAMES) {
  for (const header of FIELDS[field].headers)
    fieldsByHeader.set(header, [...(fieldsByHeader.get(header) ?? []), field]);
}

/** Stands between the upper and the lower text of a header of two rows. */
export const HEADER_LEVELS = ' › ';

/** Lower headers that say no more than the group above them. */
const WHOLE_OF_GROUP = new Set(['tong', 'tong so', 'ts', 'tong cong', 'cong', 'chung', 'so luong']);

/**
 * The field a header names, or null. Of two levels: both together (`Đơn vị › Mã` is a unit's code),
 * then the lower one alone; the upper one alone when the lower only says "total".
 */
export function guessField(header: string, allowed: readonly FieldName[]): FieldName | null {
  const [upper = '', lower] = header.split(HEADER_LEVELS);
  if (lower === undefined) return guessText(header, allowed);
  const both = exactField(`${lower} ${upper}`, allowed) ?? exactField(`${upper} ${lower}`, allowed);
  if (both !== null) return both;
  return guessText(WHOLE_OF_GROUP.has(fold(lower)) ? upper : lower, allowed);
}

function exactField(text: string, allowed: readonly FieldName[]): FieldName | null {
  return fieldsByHeader.get(fold(text))?.find((field) => allowed.includes(field)) ?? null;
}

/** Exact words first, then the header's longest known beginning of two words or more. */
function guessText(header: string, allowed: readonly FieldName[]): FieldName | null {
  const words = fold(header.replace(/\([^)]*\)|\*/g, ' '));
  const exact = fieldsByHeader.get(words) ?? fieldsByHeader.get(fold(header));
  if (exact !== undefined) return exact.find((field) => allowed.includes(field)) ?? null;
  const parts = words.split(' ');
  for (let length = parts.length; length >= 2; length--) {
    const beginning = parts.slice(0, length).join(' ');
    if (NO_FIELD.has(beginning)) return null;
    const field = exactField(beginning, allowed);
    if (field !== null) return field;
  }
  return null;
}

/** The meaning of each column of a header row; a field is given to its first column only. */
export function guessColumns(header: readonly string[], kind: ImportKind): (FieldName | null)[] {
  const allowed = FIELDS_OF_KIND[kind].all;
  const taken = new Set<FieldName>();
  const guessed = header.map((cell) => {
    const field = guessField(cell, allowed);
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  // "Tên" alone is the whole name; beside "Họ và tên đệm" it is the last word of it.
  if (!taken.has('name') && taken.has('given') && !taken.has('surname')) {
    return guessed.map((field) => (field === 'given' ? 'name' : field));
  }
  return guessed;
}
