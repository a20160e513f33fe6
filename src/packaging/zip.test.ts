import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packZip } from './zip.ts';

const bytes = (content: string) => new TextEncoder().encode(content);

test('the same files give the same bytes, whatever their order and the time zone', () => {
  const one = packZip(
    new Map([
      ['a.txt', bytes('A')],
      ['b/c.txt', bytes('C')],
    ]),
  );
  const other = packZip(
    new Map([
      ['b/c.txt', bytes('C')],
      ['a.txt', bytes('A')],
    ]),
  );
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});

test('what was packed comes out again', () => {
  const files = unzipSync(packZip(new Map([['assets/á.txt', bytes('Chào')]])));
  expect(new TextDecoder().decode(files['assets/á.txt'])).toBe('Chào');
});

test('a file that several packages share is the same in each', () => {
  const shared = bytes('dùng chung '.repeat(500));
  const first = packZip(new Map([['a.js', shared]]));
  const second = packZip(new Map([['a.js', shared.slice()]]));
  expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  expect(first.length).toBeLessThan(shared.length / 10);
});

test('other tools read it: sizes, checksums and names as the ZIP format has them', () => {
  const zip = packZip(new Map([['bài/1.txt', bytes('123456789')]]));
  const view = new DataView(zip.buffer);
  expect(view.getUint32(0, true)).toBe(0x04034b50);
  expect(view.getUint16(6, true) & 0x0800).not.toBe(0);
  // The check value of CRC-32.
  expect(view.getUint32(14, true)).toBe(0xcbf43926);
  expect(view.getUint32(22, true)).toBe(9);
  expect(view.getUint32(zip.length - 22, true)).toBe(0x06054b50);
});
