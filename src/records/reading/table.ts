import { parseCsv } from './csv.ts';
import { decodeText } from './decode.ts';
import { cellFromLegacy, type LegacyEncoding } from './legacy-fonts.ts';
import { UnreadableFile } from './unreadable.ts';

/** One sheet of a file: cells as text, row 0 is the spreadsheet's row 1. */
export interface Sheet {
  /** Null when the file has only one sheet or none by name. */
  name: string | null;
  rows: string[][];
}

/** A file read as a table. */
export interface Table {
  /** E.g. `UTF-8`, `Windows-1258`, `XLSX`. */
  encoding: string;
  sheets: Sheet[];
  /** Row numbers (0-based) the file breaks off in, by sheet index 0 only: an open quotation mark. */
  broken: { row: number; reason: string }[];
  /** Old encodings that some or all of the text was in, turned into Unicode here. */
  legacy: readonly LegacyEncoding[];
  /** Names of the sheets that the workbook hides: they are not read. */
  hidden: readonly string[];
}

/** Called now and then with how far reading has come; reading goes on when it resolves, stops when it throws. */
export type ReadPace = (done: number, total: number) => Promise<void>;

/** Files above this are refused before they are read (bytes). */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Reads a CSV, tab-separated text or XLSX file; throws `UnreadableFile` with the next step. */
export async function readTable(
  bytes: Uint8Array,
  pace: ReadPace = async () => {},
): Promise<Table> {
  refuseOtherFormats(bytes);
  if (isZip(bytes)) {
    const { readXlsx } = await import('./xlsx.ts');
    return readXlsx(bytes, pace);
  }
  const { encoding, text, cut, legacy } = decodeText(bytes);
  await pace(1, 3);
  const { rows, broken } = parseCsv(text, cut);
  if (legacy === null)
    return { encoding, sheets: [{ name: null, rows }], broken, legacy: [], hidden: [] };
  const converted = rows.map((row) => row.map((cell) => cellFromLegacy(cell, legacy)));
  return {
    encoding: legacy.encoding,
    sheets: [{ name: null, rows: converted }],
    broken,
    legacy: [legacy.encoding],
    hidden: [],
  };
}

/** True when the file starts as a ZIP does (XLSX is one). */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** What the container of Microsoft's older files holds, told by the names of its streams (UTF-16). */
function compoundFile(bytes: Uint8Array): UnreadableFile {
  const names = new TextDecoder('latin1').decode(bytes).replaceAll('\0', '');
  if (names.includes('EncryptedPackage')) {
    return new UnreadableFile(
      'password',
      'Tệp Excel này có mật khẩu nên không đọc được. Hãy mở bằng Excel, vào Tệp (File) › Thông tin (Info) › Bảo vệ sổ làm việc (Protect Workbook) › Mã hóa bằng mật khẩu (Encrypt with Password), xóa mật khẩu, lưu lại rồi nhập lại.',
    );
  }
  if (names.includes('WordDocument')) {
    return new UnreadableFile(
      'not-a-workbook',
      'Đây là tệp Word đời cũ (.doc), không phải bảng tính. Hãy chép bảng sang Excel, lưu dạng "Excel Workbook (.xlsx)", rồi nhập lại.',
    );
  }
  return new UnreadableFile(
    'old-excel',
    'Đây là tệp Excel đời cũ (.xls). Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng "Excel Workbook (.xlsx)", rồi nhập lại.',
  );
}

function refuseOtherFormats(bytes: Uint8Array): void {
  if (bytes.length === 0) {
    throw new UnreadableFile(
      'empty-file',
      'Tệp trống. Hãy chọn lại tệp, hoặc xuất lại từ nơi đã tạo ra nó.',
    );
  }
  if (bytes.length > MAX_FILE_BYTES) {
    throw new UnreadableFile(
      'file-too-large',
      `Tệp lớn hơn ${MAX_FILE_BYTES / 1024 / 1024} MB. Hãy tách thành nhiều tệp nhỏ hơn (ví dụ mỗi trường một tệp) rồi nhập lần lượt.`,
    );
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw compoundFile(bytes);
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) {
    throw new UnreadableFile(
      'pdf',
      'Đây là tệp PDF, không đọc được thành bảng. Hãy xin tệp Excel (.xlsx) hoặc CSV gốc rồi nhập lại.',
    );
  }
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 512)).toLowerCase();
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    throw new UnreadableFile(
      'old-excel',
      'Đây là bảng tính dạng XML của Excel 2003. Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng "Excel Workbook (.xlsx)", rồi nhập lại.',
    );
  }
  if (/^\W*<(!doctype html|html|table|\?xml)/.test(head)) {
    throw new UnreadableFile(
      'web-page',
      'Tệp này là trang web đổi tên thành tệp bảng tính. Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng "Excel Workbook (.xlsx)", rồi nhập lại.',
    );
  }
}
