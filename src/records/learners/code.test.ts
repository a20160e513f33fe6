import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedCode, mistakeText, newLearnerCode, readLearnerCode } from './code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyCode = fc
  .uint8Array({ minLength: 10, maxLength: 10 })
  .map((bytes) => newLearnerCode(bytes));

describe('a learner code', () => {
  it('has three groups of four characters that cannot be mistaken for one another', () => {
    expect(groupedCode(newLearnerCode())).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
    );
  });

  it('is a fixed function of its random part: cards printed years ago stay right', () => {
    expect(newLearnerCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).toBe('0123456789CP');
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(readLearnerCode(code).code).toBe(code);
        expect(readLearnerCode(` ${groupedCode(code).toLowerCase()} `).code).toBe(code);
        expect(readLearnerCode(groupedCode(code).replaceAll('-', ' – ')).code).toBe(code);
        expect(readLearnerCode(code.replaceAll('0', 'o').replaceAll('1', 'l')).code).toBe(code);
      }),
    );
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(11), fc.constantFrom(...ALPHABET), (code, at, other) => {
        fc.pre(code[at] !== other);
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        expect(readLearnerCode(wrong).mistake).toEqual({ kind: 'check' });
      }),
    );
  });

  it('finds any two characters that changed places, neighbours or not', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(11), fc.nat(11), (code, one, other) => {
        fc.pre(code[one] !== code[other]);
        const characters = [...code];
        [characters[one], characters[other]] = [code[other] ?? '', code[one] ?? ''];
        expect(readLearnerCode(characters.join('')).mistake).toEqual({ kind: 'check' });
      }),
    );
  });

  it('says what is wrong and what to do', () => {
    const told = (typed: string) => {
      const { mistake } = readLearnerCode(typed);
      return mistake === null ? 'right' : mistakeText(mistake);
    };
    expect(told('')).toMatch(/chưa nhập mã/);
    expect(told('K7M2')).toMatch(/mới nhập 4/);
    expect(told('0123456789CP9')).toMatch(/đã nhập 13/);
    expect(told('0123456789AU')).toMatch(/không có ký tự “U”/);
    expect(told('0123456789PC')).toMatch(/bị nhầm hoặc đổi chỗ/);
    expect(told('0123-4567-89CP')).toBe('right');
  });
});
