import type { RecordFile } from './record-file.ts';

/*
 * Apart from the schema, so that the page that writes a record file does not carry Zod.
 */

/** `format` of every record file. */
export const RECORD_FILE_FORMAT = 'truong-hoc-an-toan/record-file';

/** The text that the checksum covers: JSON with keys in sorted order, without `checksum`. */
export function canonicalRecordText(file: Omit<RecordFile, 'checksum'>): string {
  return JSON.stringify(file, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  });
}
