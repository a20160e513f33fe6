import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import { writeBackup } from '../../src/records/backup.ts';
import { type ImportPreview, importSummarySchema } from '../../src/records/contract.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { PENDING_FILES, PENDING_HOURS } from '../../src/records/imports/pending-imports.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { HOME_NAMES, type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const HEADER = 'Mã,Họ và tên,Đơn vị,Chức vụ\n';
const roster = `${HEADER}GV1,Lò Thị Ban,Trường Mầm non Hoa Ban,GV\nGV2,Cà Văn Nam,Trường Mầm non Hoa Ban,GV\n`;

/** Homes that several processes can share. */
const SHARED = ['node:sqlite file', 'PostgreSQL'] as const;

/** Two processes over one database, and a way to close all they opened. */
async function twoProcesses(home: (typeof SHARED)[number]) {
  const path = homes.file();
  const url = home === 'PostgreSQL' ? await homes.postgres.database() : '';
  const open = (): Promise<RecordsDatabase> =>
    home === 'PostgreSQL' ? openPostgresDatabase(url) : openNodeDatabase(path);
  const a = await Office.open(catalogue, await open());
  const b = await Office.open(catalogue, await open());
  return {
    a,
    b,
    open,
    close: () => Promise.all([a.app.home.close(), b.app.home.close()]),
  };
}

const pendingOf = ({ kysely }: RecordsDatabase) =>
  kysely.selectFrom('pending_import').selectAll().execute();

describe.each(SHARED)('several processes on one %s', (home) => {
  it('show, correct and keep a file that another one read', async () => {
    const { a, b, close } = await twoProcesses(home);
    const preview = await a.preview(roster.replace('Đơn vị', 'Chỗ dạy'));
    expect(preview.ready).toBe(false);
    expect(await b.rows(preview)).toEqual(await a.rows(preview));
    const mapping = {
      ...preview.mapping,
      sheets: preview.mapping.sheets.map((sheet) => ({
        ...sheet,
        columns: sheet.columns.map((column) =>
          column.index === 2 ? { ...column, field: 'unit' } : column,
        ),
      })),
    };
    expect(await b.remap({ ...preview, mapping })).toMatchObject({ ready: true });
    // What the first process still has in its memory is no longer how the file is understood.
    expect((await a.rows(preview, 'new')).map(({ row }) => row)).toEqual([2, 3]);
    await a.confirm(preview);
    expect(await b.state()).toMatchObject({ people: 2, units: 2 });
    await close();
  });

  it('keep a file after the one that read it is gone', async () => {
    const { a, b, open, close } = await twoProcesses(home);
    const preview = await a.preview(roster);
    await close();
    const restarted = await Office.over(createRecordsApp(await open()));
    await restarted.confirm(preview);
    expect(await restarted.state()).toMatchObject({ people: 2 });
    expect(b).not.toBe(a);
    await restarted.app.home.close();
  });

  it('write a file once, however often and wherever it is confirmed', async () => {
    const { a, b, close } = await twoProcesses(home);
    const preview = await a.preview(roster);
    const first = await a.tryConfirm(preview);
    expect(first).toMatchObject({ event: 'done', counts: { new: 2 } });
    expect(await b.tryConfirm(preview)).toEqual(first);
    expect(await a.tryConfirm(preview)).toEqual(first);
    expect(await a.json(z.array(importSummarySchema), '/api/imports')).toHaveLength(1);
    expect(await a.state()).toMatchObject({ people: 2 });
    // Once it is taken back, that it was done is no longer the answer.
    await b.request(`/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect(await a.tryConfirm(preview)).toMatchObject({ event: 'failed', code: 'unknown-import' });
    expect(await b.state()).toMatchObject({ people: 0 });
    await close();
  });

  it('refuse to write what the officer was not shown, and write it once it was looked at', async () => {
    const { a, b, close } = await twoProcesses(home);
    const preview = await a.preview(roster);
    await b.take(`${HEADER}GV1,Lò Thị Bản,Trường Mầm non Hoa Ban,Kế toán\n`);
    const refused = await a.tryConfirm(preview);
    expect(refused).toMatchObject({
      event: 'failed',
      code: 'preview-changed',
      message: expect.stringMatching(/đã thay đổi.*chưa ghi gì.*xem lại/),
    });
    expect(await a.state()).toMatchObject({ people: 1 });
    expect(await a.remap(preview)).toMatchObject({ counts: { new: 1, changed: 1 } });
    await a.confirm(preview);
    expect(await b.state()).toMatchObject({ people: 2 });
    await close();
  });

  it('write a file all the same when what changed meanwhile is nothing to it', async () => {
    const { a, b, close } = await twoProcesses(home);
    const preview = await a.preview(roster);
    await b.take(`${HEADER}XX,Tòng Văn Yêu,Trường Khác,Kế toán\n`);
    const shown = await a.tryConfirm(preview);
    // The warning says whom else the file does not speak of; the rows are the same.
    expect(shown).toMatchObject({ event: 'done', counts: { new: 2 } });
    expect(await b.state()).toMatchObject({ people: 3 });
    await close();
  });
});

describe('two officers at once', () => {
  it('keep one file each, and nothing twice, on one PostgreSQL', async () => {
    const { a, b, close } = await twoProcesses('PostgreSQL');
    const [one, other] = [await a.preview(roster), await b.preview(roster)];
    const answers = await Promise.all([a.tryConfirm(one), b.tryConfirm(other)]);
    expect(answers.map((answer) => answer?.event).sort()).toEqual(['done', 'failed']);
    expect(await a.state()).toMatchObject({ people: 2, units: 2 });
    // One file confirmed twice at the same moment is kept once and answered twice.
    const third = await a.preview(`${HEADER}GV3,Quàng Thị Chi,Trường Mầm non Hoa Ban,GV\n`);
    const twice = await Promise.all([a.tryConfirm(third), b.tryConfirm(third)]);
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]).toMatchObject({ event: 'done', counts: { new: 1 } });
    expect(await a.state()).toMatchObject({ people: 3 });
    await close();
  });
});

describe.each(HOME_NAMES)('a file that waits in %s', (home) => {
  it('is its officer’s alone', async () => {
    const database = await homes.empty(home);
    const as = (id: string): Actor => ({ kind: 'officer', id, role: 'so', unitId: 'office' });
    let actor = as('o1');
    const office = await Office.over(createRecordsApp(database, { actorOf: () => actor }));
    const preview = await office.preview(roster);
    actor = as('o2');
    const rows = await office.request(`/api/imports/${preview.id}/rows`);
    expect(rows.status).toBe(404);
    expect(await office.tryConfirm(preview)).toMatchObject({ code: 'unknown-import' });
    await office.request(`/api/imports/${preview.id}`, { method: 'DELETE' });
    actor = as('o1');
    expect(await office.tryConfirm(preview)).toMatchObject({ event: 'done' });
    actor = as('o2');
    expect(await office.tryConfirm(preview)).toMatchObject({ code: 'unknown-import' });
  });

  it('goes by itself, with its content, and says so to whoever comes too late', async () => {
    const database = await homes.empty(home);
    const office = await Office.open(catalogue, database);
    const preview = await office.preview(roster);
    const [kept] = await pendingOf(database);
    const hours = (Date.parse(kept?.expires_at ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(PENDING_HOURS - 1);
    expect(hours).toBeLessThanOrEqual(PENDING_HOURS);
    await database.kysely
      .updateTable('pending_import')
      .set({ expires_at: new Date().toISOString() })
      .execute();
    expect(await office.tryConfirm(preview)).toMatchObject({
      code: 'unknown-import',
      message: expect.stringContaining(`quá ${PENDING_HOURS} giờ`),
    });
    await office.app.home.desk.sweep(office.app.home);
    expect(await pendingOf(database)).toEqual([]);
    expect(await database.kysely.selectFrom('pending_import_part').selectAll().execute()).toEqual(
      [],
    );
  });

  it('is in no back-up, and gone when everything is erased, restored or confirmed', async () => {
    const database = await homes.empty(home);
    const office = await Office.open(catalogue, database);
    const parts = () => database.kysely.selectFrom('pending_import_part').selectAll().execute();
    await office.preview(roster);
    const backup = await office.app.home.read((db) => writeBackup(db, new Date()));
    expect(await parts()).toHaveLength(1);
    await office.request('/api/restore', { method: 'POST', body: backup });
    expect([await parts(), await pendingOf(database)]).toEqual([[], []]);
    await office.take(roster);
    expect(await parts()).toEqual([]);
    await office.preview(roster);
    await office.request('/api/erase', {
      method: 'POST',
      body: JSON.stringify({ confirm: 'XÓA HẾT' }),
    });
    expect([await parts(), await pendingOf(database)]).toEqual([[], []]);
  });

  it('is one of some at most, and a large one comes back as it was', async () => {
    const database = await homes.empty(home);
    const office = await Office.open(catalogue, database);
    const first = await office.preview(roster);
    const people = Array.from({ length: 12_000 }, (_, at) => `N${at},Lò Thị Ban,Trường A,GV\n`);
    const large = await office.preview(HEADER + people.join(''));
    const parts = await database.kysely
      .selectFrom('pending_import_part')
      .select('part')
      .where('import_id', '=', large.id)
      .execute();
    expect(parts.length).toBeGreaterThan(1);
    const later: ImportPreview[] = [];
    for (let at = 0; at < PENDING_FILES - 1; at++) later.push(await office.preview(roster));
    expect((await pendingOf(database)).map(({ id }) => id).sort()).toEqual(
      [large.id, ...later.map(({ id }) => id)].sort(),
    );
    expect(await office.tryConfirm(first)).toMatchObject({ code: 'unknown-import' });
    const other = await Office.over(createRecordsApp(database));
    expect((await other.rows(large, 'new')).length).toBe(1000);
  });

  it('leaves no name in what is logged', async () => {
    const database = await homes.empty(home);
    const office = await Office.open(catalogue, database);
    const written = ['log', 'info', 'warn', 'error'] as const;
    const spies = written.map((name) => vi.spyOn(console, name).mockImplementation(() => {}));
    const preview = await office.preview(roster);
    await office.rows(preview);
    await database.kysely
      .updateTable('pending_import_part')
      .set({ bytes: btoa('{"Lò": ') })
      .execute();
    const restarted = await Office.over(createRecordsApp(database));
    expect((await restarted.request(`/api/imports/${preview.id}/rows`)).status).toBe(422);
    await office.confirm(preview);
    const said = JSON.stringify(spies.flatMap((spy) => spy.mock.calls));
    for (const spy of spies) spy.mockRestore();
    const log = await database.kysely.selectFrom('audit').selectAll().execute();
    expect(log).toHaveLength(1);
    for (const name of ['Ban', 'Nam', 'GV1']) {
      expect(said).not.toContain(name);
      expect(JSON.stringify(log)).not.toContain(name);
    }
  });
});
