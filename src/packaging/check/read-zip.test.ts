import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packZip } from '../zip.ts';
import { checkPackage } from './check-package.ts';
import { readZip, UnreadablePackage } from './read-zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const zip = packZip(
  new Map([
    ['a.txt', bytes('A'.repeat(10_000))],
    ['thư mục/b.txt', bytes('Chào')],
  ]),
);

/** The ZIP with one 32-bit field of its first central entry overwritten. */
function withField(offset: number, value: number): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  const central = view.getUint32(copy.length - 22 + 16, true);
  view.setUint32(central + offset, value, true);
  return copy;
}

describe('reading a ZIP', () => {
  test('gives its files, names with diacritics included', () => {
    const files = readZip(zip);
    expect([...files.keys()]).toEqual(['a.txt', 'thư mục/b.txt']);
    expect(new TextDecoder().decode(files.get('thư mục/b.txt'))).toBe('Chào');
  });

  test('refuses what unpacks to more than is allowed', () => {
    expect(() => readZip(zip, 9_999)).toThrow('Giải nén ra quá lớn');
  });

  test('stops at a file that unpacks to more than it says', () => {
    expect(() => readZip(withField(24, 100))).toThrow('bị hỏng (ở tệp a.txt)');
  });

  test('finds a file whose content changed on the way', () => {
    expect(() => readZip(withField(16, 1))).toThrow('bị hỏng (ở tệp a.txt)');
  });

  test('says that a file is cut off or no ZIP at all', () => {
    expect(() => readZip(zip.slice(0, zip.length - 30))).toThrow('không phải tệp .zip');
    expect(() => readZip(bytes('xin chào'))).toThrow('không phải tệp .zip');
    expect(() => readZip(new Uint8Array())).toThrow('không phải tệp .zip');
  });

  test('refuses a password kindly', () => {
    const copy = withField(8, 1 | (8 << 16));
    expect(() => readZip(copy)).toThrow('có mật khẩu');
  });

  test('whatever bytes change, it is read or refused in words, never more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const copy = zip.slice();
          for (const [at, value] of changes) copy[at] = value;
          try {
            readZip(copy);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadablePackage);
          }
        },
      ),
    );
  });

  test('a check of a damaged file ends in one kind sentence', () => {
    const { findings } = checkPackage(zip.slice(0, 100));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/Hãy tải lại/);
  });
});
