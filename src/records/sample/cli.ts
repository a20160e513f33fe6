import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { programmeSchema } from '../../schemas/programme.ts';
import { siteSchema } from '../../schemas/site.ts';
import { schoolYearOf } from '../coverage/school-year.ts';
import { requiredModules } from '../coverage/tally.ts';
import { DISTRICT, generateCompletions, generateRoster } from '../roster-generator.ts';
import { classesCsv, completionsTableCsv, rosterCsv } from './files.ts';
import { messyCsv, messyRoster, messyXlsx } from './messy.ts';

/**
 * `npm run sample [-- folder]`: writes files to try the office page with, into `data/mau/`
 * unless a folder is named: a district's roster, tidy and messy, and what its people completed in the
 * current programme. Nobody in them is real.
 */
const folder = resolve(process.argv[2] ?? 'data/mau');
const { currentProgramme } = siteSchema.parse(parse(await readFile('content/site.yaml', 'utf8')));
const programme = programmeSchema.parse(
  parse(await readFile(`content/programmes/${currentProgramme}.yaml`, 'utf8')),
);

const roster = generateRoster(DISTRICT);
const mess = messyRoster(roster);
const today = new Date().toISOString().slice(0, 10);
const completions = generateCompletions(roster, requiredModules(programme), {
  seed: DISTRICT.seed,
  share: 0.93,
  from: programme.period.from,
  to:
    today < programme.period.to
      ? today > programme.period.from
        ? today
        : programme.period.from
      : programme.period.to,
});

const files: [string, string | Uint8Array][] = [
  ['danh-sach.csv', rosterCsv(roster)],
  ['danh-sach-lon-xon.csv', messyCsv(mess)],
  ['danh-sach-lon-xon.xlsx', await messyXlsx(mess)],
  ['lop.csv', classesCsv(roster, schoolYearOf(programme.period.from))],
  ['ket-qua.csv', completionsTableCsv(completions)],
];
await mkdir(folder, { recursive: true });
for (const [name, content] of files) {
  await writeFile(join(folder, name), content);
  console.log(`Đã ghi ${join(folder, name)}`);
}
console.log(
  `${roster.length} người (không có thật), ${completions.length} kết quả. Nhập thử ở trang /quan-ly/.`,
);
