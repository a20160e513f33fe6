import { findLegacy, fromLegacy, type LegacyText } from './legacy-fonts.ts';
import { countSyllables } from './syllables.ts';
import { UnreadableFile } from './unreadable.ts';

/** A text file decoded: what encoding it was in, and its text in NFC. */
export interface DecodedText {
  /** `UTF-8`, `UTF-16LE`, `UTF-16BE` or `Windows-1258`; of bytes in an old font `Windows-1252`. */
  encoding: string;
  text: string;
  /** True when the file ends in the middle of a character. */
  cut: boolean;
  /** The old font its cells were typed for (`cellFromLegacy` turns each into Unicode), or null. */
  legacy: LegacyText | null;
}

/**
 * Decodes a text file by its byte-order mark, else by its bytes: UTF-16 without a mark, strict UTF-8,
 * Windows-1258. Text typed for the fonts of TCVN3 and VNI is recognised by what its words would be.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = decodeBytes(bytes);
  const text = decoded.text.normalize('NFC');
  const legacy = decoded.encoding === 'Windows-1258' ? null : (decoded.legacy ?? findLegacy(text));
  return { ...decoded, text, legacy };
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
    legacy: null,
    cut: whole.length < bytes.length,
  };
}

/** UTF-8 if it is, even when the last character is cut; else one byte a character. */
function decodeUtf8(bytes: Uint8Array): DecodedText {
  for (let missing = 0; missing <= 3; missing++) {
    const head = bytes.subarray(0, bytes.length - missing);
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(head);
      return { encoding: 'UTF-8', text, cut: missing > 0, legacy: null };
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

/** One byte a character: Windows-1258, which writes tones as bytes of their own, or an old font. */
function decodeSingleByte(bytes: Uint8Array): DecodedText {
  const text = decode('windows-1258', bytes).normalize('NFC');
  const latin = decode('windows-1252', bytes);
  const legacy = findLegacy(latin);
  const good = countSyllables(text.slice(0, 200_000)).good;
  if (
    legacy !== null &&
    countSyllables(fromLegacy(latin.slice(0, 200_000), legacy.encoding)).good > good
  )
    return { encoding: 'Windows-1252', text: latin, cut: false, legacy };
  return { encoding: 'Windows-1258', text, cut: false, legacy: null };
}
