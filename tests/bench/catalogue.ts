import type { Catalogue } from '../../src/records/contract.ts';
import type { Programme } from '../../src/schemas/programme.ts';

/** What the benchmarks count by: one programme of the year 2026, and the modules it asks for. */
export function benchCatalogue(
  required: Programme['required'],
  modules: Catalogue['modules'],
): Catalogue {
  return {
    programmes: [
      {
        id: 'do-toc-do',
        programme: {
          title: 'Đo tốc độ',
          basis: 'Đo tốc độ',
          legal: [],
          past: false,
          period: { from: '2026-01-01', to: '2026-12-31' },
          targets: { reached: 90, trained: 90 },
          required,
          reportingDates: [],
          order: 1,
        },
      },
    ],
    modules,
  };
}
