import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, SECTION_IDS } from './routes.ts';

describe('addresses of the office page', () => {
  it('come back as they were written, whatever the ids hold', () => {
    const idOrNull = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: null });
    fc.assert(
      fc.property(
        fc.constantFrom(...SECTION_IDS),
        idOrNull,
        fc.constantFrom(null, '2026-05-31'),
        idOrNull,
        (section, programme, on, unit) => {
          const route = { section, programme, on, unit };
          expect(parseRoute(formatRoute(route))).toEqual(route);
        },
      ),
    );
  });

  it('show the overview when the address is unknown, and forget a day that is none', () => {
    expect(parseRoute('')).toEqual({ section: 'tong-quan', programme: null, on: null, unit: null });
    expect(parseRoute('#/khong-co?ngay=hom-nay').section).toBe('tong-quan');
    expect(parseRoute('#/sao-luu?ngay=hom-nay').on).toBeNull();
    expect(parseRoute('#constructor').section).toBe('tong-quan');
  });
});
