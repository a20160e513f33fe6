import { expect, it } from 'vitest';
import { z } from 'zod';
import { pupilCoverageSchema } from '../../src/records/contract/figures.ts';
import { indicatorGridSchema } from '../../src/records/contract/indicators.ts';
import { treeUnitSchema } from '../../src/records/contract/units.ts';
import { generateCompletions, generateRoster } from '../../src/records/roster-generator.ts';
import { classesCsv, completionsTableCsv, rosterCsv } from '../../src/records/sample/files.ts';
import { wholeOfficeBackup } from '../../src/records/sample/whole-office.ts';
import { catalogue, Office } from './records-office.ts';

const TODAY = '2026-11-20';

it('the sample back-up restores an office with sessions, indicators and a school that moved', async () => {
  const [programme] = catalogue.programmes;
  if (programme === undefined) throw new Error('the catalogue of tests has a programme');
  const roster = generateRoster({ seed: 3, people: 120, schools: 12 });
  const completions = generateCompletions(roster, ['tong-quan', 'bao-luc'], {
    seed: 3,
    share: 0.9,
    from: '2026-01-01',
    to: TODAY,
  });
  const backup = await wholeOfficeBackup({
    programme,
    office: { name: 'Phòng mẫu', kind: 'phong' },
    files: [
      ['danh-sach.csv', rosterCsv(roster)],
      ['lop.csv', classesCsv(roster, '2026-2027')],
      ['ket-qua.csv', completionsTableCsv(completions)],
    ],
    topic: 'bao-luc',
    today: TODAY,
  });
  const office = await Office.open();
  const restored = await office.request('/api/restore', {
    method: 'POST',
    body: new Uint8Array(backup),
  });
  expect(restored.status).toBe(200);
  const asked = `programme=hien-hanh&on=${TODAY}`;
  const pupils = await office.json(pupilCoverageSchema, `/api/coverage/pupils?${asked}`);
  expect(pupils.total.classesReached).toBe(Math.ceil(pupils.total.classes / 3));
  const { rates } = await office.json(indicatorGridSchema, `/api/indicators?${asked}`);
  expect(rates.find(({ indicator }) => indicator === 'ke-hoach')?.units.numerator).toBe(8);
  const tree = await office.json(z.array(treeUnitSchema), `/api/units/tree?on=${TODAY}`);
  expect(tree.filter(({ past }) => past.length > 0)).toHaveLength(1);
  expect((await office.coverage(TODAY)).total.trained.numerator).toBeGreaterThan(0);
});
