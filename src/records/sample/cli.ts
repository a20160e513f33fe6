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
import { wholeOfficeBackup } from './whole-office.ts';

/**
 * `npm run sample [-- folder]`: writes files to try the office page with, into `data/mau/`
 * unless a folder is named: a district's roster, tidy and messy, and what its people completed in the
 * current programme; and a back-up of a whole office with class sessions, indicators and a school that
 * moved, to restore under "Sao lưu". Nobody in them is real.
 */
const folder = resolve(process.argv[2] ?? 'data/mau');
const { currentProgramme, office } = siteSchema.parse(
  parse(await readFile('content/site.yaml', 'utf8')),
);
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

const last = today < programme.period.to ? today : programme.period.to;
const rosterText = rosterCsv(roster);
const classesText = classesCsv(roster, schoolYearOf(programme.period.from));
const completionsText = completionsTableCsv(completions);
const whole = await wholeOfficeBackup({
  programme: { id: currentProgramme, programme },
  office: { name: office.name, kind: office.kind },
  files: [
    ['danh-sach.csv', rosterText],
    ['lop.csv', classesText],
    ['ket-qua.csv', completionsText],
  ],
  topic: 'bao-luc',
  today: last,
});

const files: [string, string | Uint8Array][] = [
  ['danh-sach.csv', rosterText],
  ['danh-sach-lon-xon.csv', messyCsv(mess)],
  ['danh-sach-lon-xon.xlsx', await messyXlsx(mess)],
  ['lop.csv', classesText],
  ['ket-qua.csv', completionsText],
  ['sao-luu-mau.gz', whole],
];
await mkdir(folder, { recursive: true });
for (const [name, content] of files) {
  await writeFile(join(folder, name), content);
  console.log(`Đã ghi ${join(folder, name)}`);
}
console.log(
  `${roster.length} người (không có thật), ${completions.length} kết quả. Nhập thử ở trang /quan-ly/.`,
);
