import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attemptOf,
  attemptsOf,
  mergeAttempts,
  type Report,
} from '../../src/records/coverage/attempts.ts';
import { compareRates, rate } from '../../src/records/coverage/rate.ts';
import { NO_SCORE } from '../../src/records/database/tables.ts';
import { streamCsv, writeCsv } from '../../src/records/exports/csv-writer.ts';
import { parseCsv } from '../../src/records/reading/csv.ts';
import { generateCompletions, generateRoster } from '../../src/records/roster-generator.ts';
import { completionsTableCsv, rosterCsv } from '../../src/records/sample/files.ts';
import { parseDay, showDay } from '../../src/records/wording/days.ts';
import {
  COMPLETION_SOURCES,
  COMPLETION_STATUSES,
  type CompletionSource,
} from '../../src/schemas/vocabulary.ts';
import { catalogue, MODULES, Office } from './records-office.ts';

const sources = Object.keys(COMPLETION_SOURCES) as CompletionSource[];
const reportOfOneAttempt = fc.record({
  person_id: fc.constant('p'),
  module: fc.constant('m'),
  day: fc.constant('2026-11-21'),
  status: fc.constantFrom(...COMPLETION_STATUSES),
  score: fc.oneof(fc.constant(NO_SCORE), fc.integer({ min: 0, max: 100 })),
  source: fc.constantFrom(...sources),
});
const anyReport: fc.Arbitrary<Report> = fc
  .tuple(
    reportOfOneAttempt,
    fc.constantFrom('p', 'q', 'r'),
    fc.constantFrom('m', 'n'),
    fc.constantFrom('2020-05-01', '2026-11-21'),
  )
  .map(([report, person_id, module, day]) => ({ ...report, person_id, module, day }));

describe('merging reports of one attempt', () => {
  const attempt = fc
    .array(reportOfOneAttempt, { minLength: 1, maxLength: 4 })
    .map((reports) => reports.map(attemptOf).reduce(mergeAttempts));

  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(attempt, attempt, attempt, (a, b, c) => {
        expect(mergeAttempts(a, b)).toEqual(mergeAttempts(b, a));
        expect(mergeAttempts(mergeAttempts(a, b), c)).toEqual(
          mergeAttempts(a, mergeAttempts(b, c)),
        );
        expect(mergeAttempts(a, a)).toEqual(a);
      }),
    );
  });

  it('keeps the better status, the best score and every source', () => {
    fc.assert(
      fc.property(attempt, attempt, (a, b) => {
        const merged = mergeAttempts(a, b);
        const rank = (status: (typeof COMPLETION_STATUSES)[number]) =>
          COMPLETION_STATUSES.indexOf(status);
        expect(rank(merged.status)).toBe(Math.min(rank(a.status), rank(b.status)));
        expect(merged.score ?? NO_SCORE).toBe(Math.max(a.score ?? NO_SCORE, b.score ?? NO_SCORE));
        expect(new Set(merged.sources)).toEqual(new Set([...a.sources, ...b.sources]));
      }),
    );
  });

  it('tells attempts of different days apart, and does not mind order or repetition', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 20 }), (reports) => {
        const key = (list: Report[]) => new Set(attemptsOf(list).map((one) => JSON.stringify(one)));
        expect(key([...reports].reverse())).toEqual(key(reports));
        expect(key([...reports, ...reports])).toEqual(key(reports));
      }),
    );
  });
});

describe('a rate', () => {
  const counts = fc
    .integer({ min: 1, max: 2_000_000 })
    .chain((denominator) =>
      fc.tuple(fc.integer({ min: 0, max: denominator }), fc.constant(denominator)),
    );

  it('never shows above the truth, nor a tenth of a per cent or more below it', () => {
    fc.assert(
      fc.property(counts, ([numerator, denominator]) => {
        const tenths = Number(
          rate(numerator, denominator, 90).shown.replace(',', '').replace('%', ''),
        );
        expect(BigInt(tenths) * BigInt(denominator)).toBeLessThanOrEqual(BigInt(numerator) * 1000n);
        expect(BigInt(tenths + 1) * BigInt(denominator)).toBeGreaterThan(BigInt(numerator) * 1000n);
      }),
      { numRuns: 1000 },
    );
  });

  it('meets its target only when it truly does', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 100 }), ([numerator, denominator], target) => {
        expect(rate(numerator, denominator, target).met).toBe(
          BigInt(numerator) * 100n >= BigInt(target) * BigInt(denominator),
        );
      }),
    );
  });

  it('shows 89.96 per cent as 89,9%, all as 100,0% and nobody as a dash', () => {
    expect(rate(2249, 2500, 90)).toMatchObject({ shown: '89,9%', met: false });
    expect(rate(2500, 2500, 100)).toMatchObject({ shown: '100,0%', met: true });
    expect(rate(0, 0, 90)).toMatchObject({ shown: '–', met: null });
    expect(compareRates(rate(1, 3, 90), rate(0, 0, 90))).toBeLessThan(0);
  });
});

describe('CSV', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aĐệ ;,"\'\t\n\r=+-@0'), maxLength: 12 });

  it('reads back what was written, and nothing in it can run as a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
        fc.constantFrom('semicolon' as const, 'comma' as const),
        (rows, style) => {
          const table = [['Mã', 'Họ và tên', 'Đơn vị'], ...rows];
          const csv = writeCsv(table, style);
          const read = parseCsv(
            `sep=${style === 'comma' ? ',' : ';'}\r\n${csv.slice(1)}`,
          ).rows.slice(1);
          // The guard is an apostrophe before what Excel would run.
          const guarded = (cell: string) => (/^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
          expect(read).toEqual(table.map((row) => row.map(guarded)));
          for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r]/);
        },
      ),
    );
  });

  it('is the same as a stream, which asks for rows only as fast as it is read', async () => {
    let asked = 0;
    function* rows(count: number) {
      for (asked = 0; asked < count; asked++) yield ['Trường Tiểu học Chiềng Lề', asked, null];
    }
    const whole = await new Response(streamCsv(rows(9000), 'comma')).arrayBuffer();
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole)).toBe(
      writeCsv([...rows(9000)], 'comma'),
    );
    const reader = streamCsv(rows(100_000), 'comma').getReader();
    await reader.read();
    expect(asked).toBeLessThan(20_000);
    await reader.cancel();
  });

  it('begins with a byte-order mark and ends its lines with CR LF', () => {
    expect(
      writeCsv([['Mã', 1.5, { day: '2026-11-05' }, { rate: '89,9%' }, null]], 'semicolon'),
    ).toBe('\uFEFFMã;1,5;05/11/2026;89,9%;\r\n');
    expect(writeCsv([['Mã', 1.5, { day: '2026-11-05' }, { rate: '89,9%' }, null]], 'comma')).toBe(
      '\uFEFFMã,1.5,2026-11-05,89.9%,\r\n',
    );
  });
});

describe('days', () => {
  it('are read in every form offices write them', () => {
    const day = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2069-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dom = ''] = iso.split('-');
        const serial = Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000);
        for (const written of [
          iso,
          `${iso} 22:45:16`,
          showDay(iso),
          `${Number(dom)}/${Number(month)}/${year.slice(2)}`,
          `${dom}-${month}-${year}`,
          `${dom}.${month}.${year}`,
          `ngày ${dom} tháng ${month} năm ${year}`,
          `Thứ bảy, ${Number(dom)} tháng ${Number(month)} ${year}, 10:44 PM`,
          `Saturday, ${Number(dom)} ${date.toLocaleString('en', { month: 'long', timeZone: 'UTC' })} ${year}, 10:44 PM`,
          String(serial),
        ]) {
          expect(`${written} ${parseDay(written)}`).toBe(`${written} ${iso}`);
        }
      }),
    );
  });

  it('of an instant are those of Vietnam', () => {
    expect(parseDay('2026-11-21T17:30:00Z')).toBe('2026-11-22');
    expect(parseDay('2026-11-21T16:59:59Z')).toBe('2026-11-21');
  });

  it.each(['', 'hôm qua', '11/21/2026', '31/04/2026', '2026-02-30', '12', '1/1'])(
    'are not guessed from %j',
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );
});

describe('headers', () => {
  it('are found in any order of columns', async () => {
    const office = await Office.open();
    const columns = [
      ['Mã GV', 'GV001'],
      ['HỌ VÀ TÊN', 'Lò Thị Ban'],
      ['don vi', 'Trường THCS Suối Trong'],
      ['Cấp học', 'THCS'],
      ['Chức vụ (ghi rõ)', 'Hiệu trưởng'],
      ['E-mail', 'ban@example.invalid'],
      ['Tên đăng nhập', 'ban'],
      ['Ngày vào làm', '05/09/2020'],
      ['STT', '1'],
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...columns], { minLength: columns.length }),
        async (shuffled) => {
          const csv = `${shuffled.map(([header]) => header).join(';')}\n${shuffled.map(([, value]) => value).join(';')}\n`;
          const preview = await office.preview(csv);
          expect(preview.counts).toMatchObject({ new: 1, error: 0 });
          const fields = new Map(
            preview.mapping.sheets[0]?.columns.map(({ header, field }) => [header, field]),
          );
          expect([...columns].map(([header]) => fields.get(header))).toEqual([
            'code',
            'name',
            'unit',
            'level',
            'role',
            'email',
            'username',
            'from',
            null,
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the records as a whole', () => {
  const roster = generateRoster({ seed: 7, people: 120, schools: 6 });
  const slugs = MODULES.map(({ slug }) => slug);
  const completions = generateCompletions(roster, slugs, {
    seed: 8,
    share: 0.8,
    from: '2025-10-01',
    to: '2026-11-20',
  });
  const files = [0, 1, 2, 3].map((part) =>
    completionsTableCsv(completions.filter((_, index) => index % 4 === part || index % 7 === part)),
  );

  /** What is kept, in a form that can be compared: the export of completions and all figures. */
  async function kept(office: Office): Promise<string[]> {
    const csv = await (
      await office.request('/api/exports/completions.csv?programme=hien-hanh&on=2026-12-31')
    ).text();
    const { total, byLevel, byRole, byModule, bySource } = await office.coverage();
    return [
      ...csv.split('\r\n').sort(),
      JSON.stringify({ total, byLevel, byRole, byModule, bySource }),
    ];
  }

  it('are the same whatever the order of files and however often each is imported', async () => {
    const straight = await Office.open();
    await straight.take(rosterCsv(roster));
    for (const file of files) await straight.take(file);
    const expected = await kept(straight);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 0, 2], { minLength: 6 }),
        fc.integer({ min: 0, max: 5 }),
        async (order, rosterAt) => {
          const office = await Office.open();
          for (const [index, file] of order.entries()) {
            // Also when the roster comes late: records kept aside are matched then.
            if (index === rosterAt) await office.take(rosterCsv(roster));
            await office.take(files[file] ?? '');
          }
          expect(await kept(office)).toEqual(expected);
          expect((await office.state()).unmatched).toBe(0);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('are as before when an import is taken back', async () => {
    const office = await Office.open();
    const [first = '', second = ''] = files;
    await office.take(first);
    await office.take(rosterCsv(roster));
    await office.take(second);
    const before = [await kept(office), await office.state()].flat();
    const later = await office.take(
      rosterCsv(generateRoster({ seed: 7, people: 150, schools: 9 })),
    );
    const undone = await office.request(`/api/imports/${later.id}/undo`, { method: 'POST' });
    expect(undone.status).toBe(200);
    const after = [await kept(office), await office.state()].flat();
    const timeless = (values: unknown[]) =>
      JSON.stringify(values).replace(/"lastChange":"[^"]*"/, '');
    expect(timeless(after)).toBe(timeless(before));
  });

  it('have groups that sum to the total, and figures that a plain count confirms', async () => {
    const office = await Office.open();
    await office.take(rosterCsv(roster));
    for (const file of files) await office.take(file);
    const { programme } = catalogue.programmes[0] ?? expect.fail('no programme');
    for (const on of ['2025-12-31', '2026-03-15', '2026-06-30', '2026-12-31', '2027-05-01']) {
      const coverage = await office.coverage(on);
      for (const groups of [coverage.byUnit, coverage.byLevel, coverage.byRole]) {
        const sum = (pick: (group: (typeof groups)[number]) => number) =>
          groups.reduce((all, group) => all + pick(group), 0);
        expect(sum(({ people }) => people)).toBe(coverage.total.people);
        expect(sum(({ trained }) => trained.numerator)).toBe(coverage.total.trained.numerator);
        expect(sum(({ reached }) => reached.numerator)).toBe(coverage.total.reached.numerator);
      }
      const present = roster.filter(({ from, to }) => from <= on && (to === null || to > on));
      const asked = present.filter(({ role }) => programme.required[role] !== undefined);
      const counts = (day: string) =>
        day >= programme.period.from && day <= on && day <= programme.period.to;
      const own = (code: string) =>
        completions.filter(({ person, day }) => person.code === code && counts(day));
      const trained = asked.filter(({ code, role }) =>
        (programme.required[role] ?? []).every((module) =>
          own(code).some((one) => one.module === module && one.status === 'passed'),
        ),
      );
      const reached = asked.filter(({ code }) => own(code).length > 0);
      expect(coverage.total.people).toBe(asked.length);
      expect(coverage.outside).toBe(present.length - asked.length);
      expect(coverage.total.trained.numerator).toBe(trained.length);
      expect(coverage.total.reached.numerator).toBe(reached.length);
      expect(coverage.bySource.reduce((all, { people }) => all + people, 0)).toBe(trained.length);
    }
  });

  it('export a table of completions that import takes back unchanged', async () => {
    const office = await Office.open();
    await office.take(rosterCsv(roster));
    for (const file of files) await office.take(file);
    for (const separator of ['semicolon', 'comma']) {
      const csv = await (
        await office.request(
          `/api/exports/completions.csv?programme=hien-hanh&on=2026-12-31&separator=${separator}`,
        )
      ).text();
      const preview = await office.preview(csv, 'xuat.csv');
      expect(preview.kind).toBe('completions');
      expect(preview.counts).toMatchObject({ new: 0, error: 0, unmatched: 0, proposed: 0 });
      const other = await Office.open();
      await other.take(rosterCsv(roster));
      await other.take(csv, 'xuat.csv');
      expect((await other.coverage()).total).toEqual((await office.coverage()).total);
    }
  });
});
