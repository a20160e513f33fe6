import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import type { PackageFiles } from './package-files.ts';

/** 1 January 2020, midnight, for every file, in ZIP's own form: the same content gives the same bytes. */
const DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;
const TIME = 0;
/** Version 2.0: deflate. */
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 1 << 11;
const DEFLATED = 8;

/** A file as it lies in a ZIP. */
interface Packed {
  deflated: Uint8Array;
  crc: number;
  size: number;
}

/**
 * Packed files by the hash of their content: packages share scripts, styles and schemas, and packing
 * those again for each took most of a build's packaging.
 */
const packed = new Map<string, Packed>();
/** Bytes above which a file is not kept: pages, which are in few packages. */
const SHARED_AT_MOST = 64_000;

/**
 * fflate, not Node's zlib: that gives other bytes on another processor, and a checksum that is
 * published must be the same for whoever builds.
 */
function pack(bytes: Uint8Array): Packed {
  const make = (): Packed => ({
    deflated: deflateSync(bytes, { level: 9 }),
    crc: crc32(bytes),
    size: bytes.length,
  });
  if (bytes.length > SHARED_AT_MOST) return make();
  const key = createHash('sha256').update(bytes).digest('base64');
  const known = packed.get(key) ?? make();
  packed.set(key, known);
  return known;
}

/** Packs files, sorted by place, with the strongest compression; the same files give the same bytes. */
export function packZip(files: PackageFiles): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [place, bytes] of sorted) {
    const name = new TextEncoder().encode(place);
    const file = pack(bytes);
    const facts = [
      [VERSION, 2],
      [FLAGS, 2],
      [DEFLATED, 2],
      [TIME, 2],
      [DATE, 2],
      [file.crc, 4],
      [file.deflated.length, 4],
      [file.size, 4],
      [name.length, 2],
      [0, 2],
    ] as const;
    const head = fields([0x04034b50, 4], ...facts);
    parts.push(head, name, file.deflated);
    // Comment, disk, attributes (2 and 4 bytes): none.
    const entry = fields(
      [0x02014b50, 4],
      [VERSION, 2],
      ...facts,
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    );
    directory.push(entry, name);
    offset += head.length + name.length + file.deflated.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.size, 2],
    [files.size, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  );
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

/** Numbers one after the other, each in so many bytes, the lowest first. */
function fields(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(values.reduce((sum, [, bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) out.setUint16(at, value, true);
    else out.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(out.buffer);
}
