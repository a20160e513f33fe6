import { crc32, inflateRawSync } from 'node:zlib';

/**
 * Reads a ZIP that anybody may have made. It stays in memory, nothing is written to disk, and its
 * own claims of size are checked against what really comes out (APPNOTE 6.3, without ZIP64).
 */

/** A ZIP that cannot be read; the message is for people. */
export class UnreadablePackage extends Error {}

/** Limits on what is unpacked: far above any lesson, far below what harms a machine. */
const MOST_ENTRIES = 10_000;
const MOST_BYTES = 512 * 1024 * 1024;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 0xffff;

/** Files by name as the ZIP spells it; folders are left out. */
export type ZipFiles = Map<string, Uint8Array>;

/**
 * @param limit bytes that may come out in all
 * @throws UnreadablePackage saying what is wrong and what to do
 */
export function readZip(bytes: Uint8Array, limit = MOST_BYTES): ZipFiles {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readEntries(bytes, view, limit);
  } catch (error) {
    if (error instanceof UnreadablePackage) throw error;
    // An offset that leads nowhere.
    throw damaged();
  }
}

function readEntries(bytes: Uint8Array, view: DataView, limit: number): ZipFiles {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) {
    throw new UnreadablePackage(
      `Tệp .zip có quá nhiều tệp (${count}, nhiều nhất ${MOST_ENTRIES}) nên không mở.`,
    );
  }
  if (at === 0xffffffff) {
    throw new UnreadablePackage('Tệp .zip quá lớn (dạng ZIP64): LMS thường không nhận.');
  }
  const files: ZipFiles = new Map();
  let left = limit;
  for (let number = 0; number < count; number += 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw damaged();
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const crc = view.getUint32(at + 16, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + rest;

    if (name.endsWith('/')) continue;
    if (flags & 1) {
      throw new UnreadablePackage(
        'Tệp .zip có mật khẩu. LMS không mở được: hãy nén lại, bỏ mật khẩu.',
      );
    }
    if (files.has(name)) throw new UnreadablePackage(`Trong tệp .zip có hai tệp cùng tên: ${name}`);
    if (size > left) throw tooLarge(limit);
    if (view.getUint32(local, true) !== LOCAL) throw damaged(name);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = bytes.subarray(start, start + packed);
    if (data.length !== packed) throw damaged(name);
    const content = unpack(data, method, size, name);
    if (crc32(content) !== crc) throw damaged(name);
    left -= size;
    files.set(name, content);
  }
  return files;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new UnreadablePackage(
    'Đây không phải tệp .zip, hoặc tệp tải về chưa đủ. Hãy tải lại rồi kiểm tra lần nữa.',
  );
}

function unpack(data: Uint8Array, method: number, size: number, name: string): Uint8Array {
  if (method === 0) {
    if (data.length !== size) throw damaged(name);
    return data;
  }
  if (method !== 8) {
    throw new UnreadablePackage(
      `Tệp ${name} nén bằng cách mà LMS không đọc được. Hãy nén lại dạng .zip thông thường.`,
    );
  }
  let content: Uint8Array;
  try {
    // A ZIP that unpacks to more than it says stops here.
    content = inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw damaged(name);
  }
  if (content.length !== size) throw damaged(name);
  return content;
}

function damaged(name?: string): UnreadablePackage {
  const where = name === undefined ? '' : ` (ở tệp ${name})`;
  return new UnreadablePackage(
    `Tệp .zip bị hỏng${where}. Hãy tải lại hoặc xuất lại gói rồi kiểm tra lần nữa.`,
  );
}

function tooLarge(limit: number): UnreadablePackage {
  const megabytes = Math.max(1, Math.round(limit / 1024 / 1024));
  return new UnreadablePackage(
    `Giải nén ra quá lớn (trên ${megabytes} MB) nên không mở: có thể là tệp .zip gây hại.`,
  );
}
