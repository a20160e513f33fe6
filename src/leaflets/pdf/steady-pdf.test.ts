import { describe, expect, it } from 'vitest';
import { steadyPdf } from './steady-pdf.ts';

const pdfOf = (time: string) =>
  Buffer.from(
    `%PDF-1.4\n\xe1\xba\n/CreationDate (D:${time}+00'00')\n/ModDate (D:${time}+00'00')>>`,
    'latin1',
  );

describe('a steady PDF', () => {
  it('is the same whenever it was printed', () => {
    const first = steadyPdf(pdfOf('20261122031500'), '2026-11-21');
    const second = steadyPdf(pdfOf('20270101000000'), '2026-11-21');
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.from(first).toString('latin1')).toContain('(D:20261121000000');
  });

  it('keeps its length and every other byte', () => {
    const pdf = pdfOf('20261121000000');
    expect(Buffer.compare(steadyPdf(pdf, '2026-11-21'), pdf)).toBe(0);
  });

  it('refuses what is no day', () => {
    expect(() => steadyPdf(pdfOf('20261122031500'), 'hôm nay')).toThrow('Not a day');
  });
});
