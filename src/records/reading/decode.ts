import { findLegacyEncoding } from './legacy-fonts.ts';
import { UnreadableFile } from './unreadable.ts';

/** A text file decoded: what encoding it was in, and its text in NFC. */
export interface DecodedText {
  /** `UTF-8`, `UTF-16LE`, `UTF-16BE` or `Windows-1258`. */
  encoding: string;
  text: string;
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
  return { encoding: decoded.encoding, text };
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
    return { encoding: 'UTF-8', text: decode('utf-8', bytes.subarray(3)) };
  }
  if (b0 === 0xff && b1 === 0xfe) {
    return { encoding: 'UTF-16LE', text: decode('utf-16le', bytes.subarray(2)) };
  }
  if (b0 === 0xfe && b1 === 0xff) {
    return { encoding: 'UTF-16BE', text: decode('utf-16be', bytes.subarray(2)) };
  }
  const wide = unmarkedUtf16(bytes);
  if (wide !== null) return { encoding: wide.toUpperCase(), text: decode(wide, bytes) };
  try {
    return { encoding: 'UTF-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return decodeSingleByte(bytes);
  }
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
  return { encoding: 'Windows-1258', text: decode('windows-1258', bytes) };
}
