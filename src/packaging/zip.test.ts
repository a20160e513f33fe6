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
