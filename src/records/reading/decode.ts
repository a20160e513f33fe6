import { findLegacyEncoding } from './legacy-fonts.ts';
import { UnreadableFile } from './unreadable.ts';

/** A text file decoded: what encoding it was in, and its text in NFC. */
export interface DecodedText {
  /** `UTF-8`, `UTF-16LE`, `UTF-16BE` or `Windows-1258`. */
  encoding: string;
  text: string;
  /** True when the file ends in the middle of a character. */
  cut: boolean;
}

/**
 * Decodes a text file by its byte-order mark, else by its bytes: UTF-16 without a mark, strict UTF-8,
 * Windows-1258. TCVN3 and VNI are fonts, not encodings a computer can be sure about: they are
 * recognised and refused by name (`UnreadableFile`), with how to save the file properly.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = decodeBytes(bytes);
  const text = decoded.text.normalize('NFC');
  const legacy = findLegacyEncoding(text);
  if (legacy !== null) throw legacyFontError(legacy);
  return { ...decoded, text };
}

/** The refusal of text typed in an old font, for text files and workbooks alike. */
export function legacyFontError(legacy: 'TCVN3' | 'VNI'): UnreadableFile {
  return new UnreadableFile(
    'legacy-encoding',
    `Tệp gõ bằng bảng mã cũ ${legacy === 'TCVN3' ? 'TCVN3 (phông .VnTime)' : 'VNI (phông VNI-Times)'}, chữ sẽ bị sai nếu nhập. ` +
      'Hãy mở tệp trong Excel, chuyển mã sang Unicode (ví dụ bằng Unikey Toolkit: Ctrl + Shift + F6), ' +
      'lưu dạng "Excel Workbook (.xlsx)" hoặc "CSV UTF-8", rồi nhập lại.',
  );
}

function decodeBytes(bytes: Uint8Array): DecodedText {
  const [b0, b1, b2] = bytes;
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) {
    return decodeUtf8(bytes.subarray(3));
  }
  if (b0 === 0xff && b1 === 0xfe) {
    return decodeWide('utf-16le', bytes.subarray(2));
  }
  if (b0 === 0xfe && b1 === 0xff) {
    return decodeWide('utf-16be', bytes.subarray(2));
  }
  const wide = unmarkedUtf16(bytes);
  return wide === null ? decodeUtf8(bytes) : decodeWide(wide, bytes);
}

function decodeWide(encoding: 'utf-16le' | 'utf-16be', bytes: Uint8Array): DecodedText {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return {
    encoding: encoding.toUpperCase(),
    text: decode(encoding, whole),
    cut: whole.length < bytes.length,
  };
}

/** UTF-8 if it is, even when the last character is cut; else one byte a character. */
function decodeUtf8(bytes: Uint8Array): DecodedText {
  for (let missing = 0; missing <= 3; missing++) {
    const head = bytes.subarray(0, bytes.length - missing);
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(head);
      return { encoding: 'UTF-8', text, cut: missing > 0 };
    } catch {
      // One byte less may be whole.
    }
  }
  refuseDamagedUtf8(bytes);
  return decodeSingleByte(bytes);
}

/** A few bad bytes among many good characters: UTF-8 that was damaged, and must not pass for 1258. */
function refuseDamagedUtf8(bytes: Uint8Array): void {
  const text = decode('utf-8', bytes);
  const bad = text.match(/\uFFFD/g)?.length ?? 0;
  const good = text.match(/[\u0100-\u1EFF]/g)?.length ?? 0;
  if (good <= bad * 4) return;
  throw new UnreadableFile(
    'damaged-text',
    `Tệp có ${bad} chỗ bị hỏng mã (chữ đọc không ra). Hãy mở tệp trong Excel, sửa các chữ bị lỗi, lưu dạng "CSV UTF-8" hoặc "Excel Workbook (.xlsx)", rồi nhập lại.`,
  );
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** Half of the bytes of Latin text in UTF-16 are zero, all on one side. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096 - (bytes.length % 2));
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const enough = sample.length / 8;
  if (odd > enough && even < odd / 4) return 'utf-16le';
  if (even > enough && odd < even / 4) return 'utf-16be';
  return null;
}

/** Windows-1258 writes tone marks as bytes of their own after the vowel; the old fonts do not. */
function decodeSingleByte(bytes: Uint8Array): DecodedText {
  const legacy = findLegacyEncoding(decode('windows-1252', bytes));
  if (legacy !== null) throw legacyFontError(legacy);
  return { encoding: 'Windows-1258', text: decode('windows-1258', bytes), cut: false };
}
