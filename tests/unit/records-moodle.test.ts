import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Catalogue, ImportPreview } from '../../src/records/contract.ts';
import { completionState } from '../../src/records/wording/moodle-states.ts';
import { catalogue, Office } from './records-office.ts';

/** Moodle 4.5's own exports; the people in them are invented. */
const sample = (name: string) =>
  readFileSync(new URL(`../fixtures/records/moodle/${name}`, import.meta.url), 'utf8');

const known: Catalogue = {
  ...catalogue,
  modules: [
    { slug: 'fire-safety', title: 'Fire safety', passMark: 80 },
    { slug: 'data-privacy', title: 'Data, "privacy"' },
    { slug: 'lab-2004', title: 'Lab 2004' },
    { slug: 'graded-quiz', title: 'Graded quiz', passMark: 80 },
  ],
};

const roster = `Mã,Họ và tên,Trường,Vai trò,Email
L1,Lena Learner,THCS Suối Trong,Giáo viên,learner1@example.invalid
L2,"Luis Núñez, Jr.",THCS Suối Trong,Giáo viên,learner2@example.invalid
L3,Never Started,THCS Suối Trong,Giáo viên,LEARNER3@example.invalid
`;

async function office(): Promise<Office> {
  const opened = await Office.open(known);
  await opened.take(roster);
  return opened;
}

/** Chooses a module for a title of the file and judges it again. */
async function choose(
  place: Office,
  preview: ImportPreview,
  title: string,
  module: string | null,
): Promise<ImportPreview> {
  const modules = preview.mapping.modules.map((one) =>
    one.title === title ? { title, module } : one,
  );
  const events = await place.events(`/api/imports/${preview.id}/mapping`, {
    method: 'PUT',
    body: JSON.stringify({ ...preview.mapping, modules }),
  });
  const last = events.at(-1);
  if (last?.event !== 'preview') throw new Error(JSON.stringify(last));
  return last.preview;
}

const said = (rows: Awaited<ReturnType<Office['rows']>>) =>
  rows.map(
    ({ row, verdict, cells }) => `${row} ${verdict} ${cells.map(({ value }) => value).join(' | ')}`,
  );

describe("Moodle's activity completion report", () => {
  it('is recognised, its titles found, and each state taken as it stands', async () => {
    const place = await office();
    const preview = await place.preview(sample('progress.csv'), 'progress.csv');
    expect(preview).toMatchObject({ kind: 'moodle-activity-completion', ready: true });
    expect(preview.mapping.sheets[0]?.columns.slice(0, 2).map(({ field }) => field)).toEqual([
      'name',
      'email',
    ]);
    // Moodle writes ' for " in this report.
    expect(preview.mapping.modules).toEqual([
      { title: 'Fire safety', module: 'fire-safety' },
      { title: "Data, 'privacy'", module: 'data-privacy' },
      { title: 'Lab 2004', module: 'lab-2004' },
      { title: 'Graded quiz', module: 'graded-quiz' },
    ]);
    expect(preview.counts).toMatchObject({ new: 5, ignored: 7, error: 0, unmatched: 0 });
    expect(said(await place.rows(preview, 'new'))).toEqual([
      "2 new Lena Learner | learner1@example.invalid | Data, 'privacy' | Completed | 2026-11-21 22:45:16",
      '2 new Lena Learner | learner1@example.invalid | Lab 2004 | Completed | 2026-11-21 22:45:41',
      '2 new Lena Learner | learner1@example.invalid | Graded quiz | Completed (achieved pass grade) | 2026-11-21 22:47:46',
      '3 new Luis Núñez, Jr. | learner2@example.invalid | Fire safety | Completed | 2026-11-21 22:44:59',
      '3 new Luis Núñez, Jr. | learner2@example.invalid | Graded quiz | Completed (did not achieve pass grade) | 2026-11-21 22:47:28',
    ]);
    expect(preview.warnings.join()).toContain('3 kết quả Moodle ghi "Completed"');
  });

  it('reads the same from the Excel variant: UTF-16LE, tabs', async () => {
    const place = await office();
    const cells = sample('progress.csv').replace(/","/g, '"\t"').replace(/^,"/, '\t"');
    const bytes = new Uint8Array(
      Buffer.from(
        `\uFEFF${cells.replace('Fire safety","","Data', 'Fire safety"\t""\t"Data')}`,
        'utf16le',
      ),
    );
    const preview = await place.preview(bytes, 'progress.txt');
    expect(preview).toMatchObject({ kind: 'moodle-activity-completion', encoding: 'UTF-16LE' });
    expect(preview.counts).toMatchObject({ new: 5, ignored: 7, error: 0 });
  });

  it('reads the same in Vietnamese', async () => {
    const place = await office();
    const vietnamese = sample('progress.csv')
      .replace('Email address', 'Địa chỉ thư điện tử')
      .replaceAll('"Not completed"', '"Chưa hoàn thành"')
      .replaceAll('"Completed"', '"Đã hoàn thành"')
      .replace('Completed (achieved pass grade)', 'Đã hoàn thành (đạt điểm chuẩn)')
      .replace('Completed (did not achieve pass grade)', 'Đã hoàn thành (không đạt điểm chuẩn)')
      .replace('2026-11-21 22:47:46', 'Thứ bảy, 21 tháng 11 2026, 10:47 PM');
    const preview = await place.preview(vietnamese, 'progress.csv');
    expect(preview.mapping.sheets[0]?.columns[1]?.field).toBe('email');
    expect(preview.counts).toMatchObject({ new: 5, ignored: 7, error: 0 });
  });

  it('says what a state means in either language, and who ticked it does not matter', () => {
    expect(completionState('Completed (achieved pass grade)')).toBe('passed');
    expect(completionState('Completed (did not achieve pass grade)')).toBe('failed');
    expect(completionState('Đã hoàn thành (đạt điểm chuẩn)')).toBe('passed');
    expect(completionState('Đã hoàn thành (không đạt điểm chuẩn)')).toBe('failed');
    expect(completionState('Completed (set by Terry Teacher)')).toBe('completed');
    expect(completionState('Đã hoàn thành (được đặt bởi Đạt)')).toBe('completed');
    expect(completionState('Not completed')).toBe('nothing');
    expect(completionState('Chưa hoàn thành (được đặt bởi Đạt)')).toBe('nothing');
    expect(completionState('Terminé')).toBeNull();
  });
});

describe("Moodle's course completion report", () => {
  it('is recognised; its own ID is not the roster code', async () => {
    const place = await office();
    const preview = await place.preview(sample('completion.csv'), 'completion.csv');
    expect(preview.kind).toBe('moodle-course-completion');
    expect(preview.mapping.sheets[0]?.columns.slice(0, 3).map(({ field }) => field)).toEqual([
      null,
      'name',
      'email',
    ]);
    expect(preview.mapping.modules.map(({ module }) => module)).toEqual([
      'fire-safety',
      'data-privacy',
      'lab-2004',
      'graded-quiz',
    ]);
    expect(preview.counts).toMatchObject({ new: 5, ignored: 7, error: 0, unmatched: 0 });
  });

  it('says nothing new after the activity report of the same course', async () => {
    const place = await office();
    await place.take(sample('progress.csv'), 'progress.csv');
    const preview = await place.preview(sample('completion.csv'), 'completion.csv');
    expect(preview.counts).toMatchObject({ new: 0, changed: 0, same: 5 });
  });
});

describe("Moodle's SCORM report", () => {
  it('asks which module it is of, unless the file name says', async () => {
    const place = await office();
    const preview = await place.preview(sample('scorm_basic.txt'), 'bao-cao.txt');
    expect(preview).toMatchObject({ kind: 'moodle-scorm-basic', ready: false });
    expect(preview.warnings.join()).toContain('Chưa biết báo cáo này là của mô-đun nào');
    const named = await place.preview(sample('scorm_basic.txt'), 'TAPHUAN - Fire safety.txt');
    expect(named.mapping.modules).toEqual([{ title: 'Cả báo cáo', module: 'fire-safety' }]);
  });

  it('takes every attempt by its score against the pass mark, and passes over who never started', async () => {
    const place = await office();
    const asked = await place.preview(sample('scorm_basic.txt'), 'bao-cao.txt');
    const preview = await choose(place, asked, 'Cả báo cáo', 'fire-safety');
    expect(preview).toMatchObject({
      ready: true,
      counts: { new: 1, changed: 1, ignored: 3, error: 0 },
    });
    expect(preview.warnings.join()).toContain('không có cột trạng thái chung');
    await place.confirm(preview);
    const csv = await (
      await place.request(
        '/api/exports/completions.csv?programme=hien-hanh&on=2026-12-31&separator=comma',
      )
    ).text();
    // Two attempts of one day are told as one: better status, best score.
    expect(csv).toContain('Fire safety,fire-safety,Đạt,90,2026-11-21,Hệ thống LMS');
    expect((await place.state()).completions).toBe(1);
  });

  it('without a known pass mark never makes anybody pass', async () => {
    const place = await office();
    const asked = await place.preview(sample('scorm_basic.txt'), 'bao-cao.txt');
    await place.confirm(await choose(place, asked, 'Cả báo cáo', 'lab-2004'));
    const csv = await (
      await place.request('/api/exports/completions.csv?programme=hien-hanh&on=2026-12-31')
    ).text();
    expect(csv).toContain('Lab 2004;lab-2004;Đang học;90;21/11/2026');
  });

  it("reads the SCO's own column when the report has details", async () => {
    const place = await office();
    const asked = await place.preview(sample('scorm_basic_full.txt'), 'bao-cao.txt');
    expect(asked.mapping.modules.map(({ title }) => title)).toEqual([
      'Cả báo cáo',
      'SCO one (1.2)',
    ]);
    const preview = await choose(place, asked, 'SCO one (1.2)', 'fire-safety');
    expect(said(await place.rows(preview))).toEqual([
      '2 ignored Terry Teacher | teacher1@example.invalid | - | -',
      '3 ignored Lena Learner | learner1@example.invalid | - | -',
      '4 new Luis Núñez, Jr. | learner2@example.invalid | 1 | Saturday, 21 November 2026, 10:44 PM | Fire safety | 0 | Incomplete',
      '5 changed Luis Núñez, Jr. | learner2@example.invalid | 2 | Saturday, 21 November 2026, 10:45 PM | Fire safety | 90 | 90/100',
      '6 ignored Never Started | learner3@example.invalid | - | -',
    ]);
  });

  it('reads the workbook, whose dates are text, with identity columns and Vietnamese labels', async () => {
    const place = await office();
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Report');
    sheet.addRow([
      'Họ và tên',
      'Tên đăng nhập',
      'Mã số ID',
      'Lần thử nghiệm',
      'Đã bắt đầu vào',
      'Truy cập lần cuối vào',
      'Điểm',
    ]);
    sheet.addRow([
      'Lena Learner',
      'lena',
      'L1',
      1,
      'Thứ bảy, 21 tháng 11 2026, 10:44 PM',
      'Thứ bảy, 21 tháng 11 2026, 10:50 PM',
      85,
    ]);
    sheet.addRow(['Never Started', 'never', 'L3', '-', '-', '-', '-']);
    const preview = await place.preview(
      new Uint8Array(await book.xlsx.writeBuffer()),
      'Fire safety.xlsx',
    );
    expect(preview).toMatchObject({
      kind: 'moodle-scorm-basic',
      encoding: 'XLSX',
      ready: true,
      counts: { new: 1, ignored: 1, error: 0 },
    });
  });
});
