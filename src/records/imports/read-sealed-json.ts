import { z } from 'zod';
import { decodeText } from '../reading/decode.ts';
import { UnreadableFile } from '../reading/unreadable.ts';

/** A format of ours: JSON with its name, its version and a checksum over the rest. */
export interface SealedFormat<File extends { checksum: string }> {
  format: string;
  /** By version: reads the JSON into the shape of now. */
  versions: Readonly<Record<number, z.ZodType<File>>>;
  checksumOf(content: Omit<File, 'checksum'>): string;
  /** Code of the refusal of a file of another format. */
  wrongFormat: string;
  /** Vietnamese, for the refusals. */
  words: {
    /** What it is: `Tệp kết quả`. */
    name: string;
    /** What it should have been: `tệp kết quả của trang này`. */
    wanted: string;
    /** The next step for a file that is damaged or another one. */
    again: string;
    /** The next step for a file of a newer version. */
    newer: string;
  };
}

/** True when a file looks like JSON: one of ours, or something posing as one. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(head);
}

/** Reads and verifies a file of that format; throws `UnreadableFile` with the next step. */
export function readSealedJson<File extends { checksum: string }>(
  bytes: Uint8Array,
  { format, versions, checksumOf, wrongFormat, words }: SealedFormat<File>,
): File {
  const { name, wanted, again, newer } = words;
  let json: unknown;
  try {
    json = JSON.parse(decodeText(bytes).text);
  } catch {
    throw new UnreadableFile('damaged-file', `${name} bị hỏng hoặc bị cắt giữa chừng. ${again}`);
  }
  const header = z.object({ format: z.string(), version: z.number() }).safeParse(json);
  if (!header.success || header.data.format !== format)
    throw new UnreadableFile(wrongFormat, `Đây không phải ${wanted}. ${again}`);
  const schema = versions[header.data.version];
  if (schema === undefined) {
    throw new UnreadableFile(
      'newer-file',
      `${name} được tạo bằng phiên bản mới hơn của trang. ${newer}`,
    );
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new UnreadableFile(
      'damaged-file',
      `${name} không đúng mẫu${where === '' ? '' : ` (ở mục "${where}")`}. ${again}`,
    );
  }
  const { checksum, ...content } = parsed.data;
  if (checksumOf(content) !== checksum) {
    throw new UnreadableFile(
      'wrong-checksum',
      `${name} đã bị sửa hoặc hỏng sau khi tạo (mã kiểm tra không khớp). ${again}`,
    );
  }
  return parsed.data;
}
