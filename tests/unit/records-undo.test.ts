import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import { keptSessionSchema, schoolClassSchema } from '../../src/records/contract/classes.ts';
import { treeUnitSchema } from '../../src/records/contract/units.ts';
import { apiErrorSchema, importSummarySchema } from '../../src/records/contract.ts';
import { newId } from '../../src/records/database/ids.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { HOME_NAMES, type HomeName, type Homes, openHomes } from './records-homes.ts';
import { Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const A = 'THCS Mường A';
const B = 'TH Mường B';
const HEADER = 'Mã,Họ và tên,Đơn vị,Vai trò\n';
const ROSTER_A = `${HEADER}A1,Lò Thị Hoa,${A},Giáo viên\nA2,Cà Văn Nam,${A},Giáo viên\n`;
const ROSTER_B = `${HEADER}B1,Tòng Văn Chung,${B},Giáo viên\n`;
const RESULTS = 'Mã,Họ và tên,Mô-đun,Kết quả,Điểm,Ngày\n';
const passed = (code: string, name: string) => `${code},${name},tong-quan,Đạt,90,10/03/2026\n`;

/** An office in which one can work as somebody else. */
class Desks {
  readonly database: RecordsDatabase;
  readonly office: Office;
  #actor: { now: Actor };

  private constructor(database: RecordsDatabase, office: Office, actor: { now: Actor }) {
    this.database = database;
    this.office = office;
    this.#actor = actor;
  }

  static async open(home: HomeName = 'node:sqlite file'): Promise<Desks> {
    const database = await homes.empty(home);
    const actor: { now: Actor } = { now: { kind: 'local' } };
    const office = await Office.over(createRecordsApp(database, { actorOf: () => actor.now }));
    return new Desks(database, office, actor);
  }

  /** Works as the focal teacher of a school. */
  async asSchool<T>(unit: string, work: () => Promise<T>): Promise<T> {
    const unitId = await this.unit(unit);
    this.#actor.now = { kind: 'officer', id: `officer-${unitId}`, role: 'truong', unitId };
    try {
      return await work();
    } finally {
      this.#actor.now = { kind: 'local' };
    }
  }

  tree() {
    return this.office.json(z.array(treeUnitSchema), '/api/units/tree?on=2026-12-31');
  }

  async unit(name: string): Promise<string> {
    return (await this.tree()).find((unit) => unit.name === name)?.id ?? '';
  }

  imports() {
    return this.office.json(z.array(importSummarySchema), '/api/imports');
  }

  /** Takes an import back; the code of the refusal, or `done`. */
  async undo(id: string): Promise<string> {
    return (await this.#tryUndo(id))?.code ?? 'done';
  }

  /** What is said when an import is not taken back. */
  async whyNot(id: string): Promise<string> {
    return (await this.#tryUndo(id))?.message ?? '';
  }

  async #tryUndo(id: string) {
    const response = await this.office.request(`/api/imports/${id}/undo`, { method: 'POST' });
    if (response.ok) return null;
    expect(response.status).toBeLessThan(500);
    return apiErrorSchema.parse(await response.json()).error;
  }

  async send(method: string, path: string, body: object): Promise<void> {
    const response = await this.office.request(`/api${path}`, {
      method,
      body: JSON.stringify(body),
    });
    expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  }

  /** All that is kept, for comparing. */
  async kept(): Promise<string> {
    const tables = [
      'unit',
      'unit_past',
      'person',
      'person_past',
      'completion',
      'unmatched',
      'school_class',
      'school_class_past',
      'class_session',
      'session_class',
      'import_batch',
      'before_import',
      'standing',
    ] as const;
    const kept = [];
    for (const table of tables) {
      const rows = await this.database.kysely.selectFrom(table).selectAll().execute();
      kept.push(rows.map((row) => `${table} ${JSON.stringify(Object.entries(row).sort())}`).sort());
    }
    return kept.flat().join('\n');
  }

  async trained(): Promise<string[]> {
    const rows = await this.database.kysely
      .selectFrom('completion')
      .innerJoin('person', 'person.id', 'completion.person_id')
      .select('person.code')
      .execute();
    return rows.map(({ code }) => code).sort();
  }
}

describe.each(HOME_NAMES)('a record kept aside, in %s', (home) => {
  it('is matched only to people whom the officer who brought it sees', async () => {
    const desks = await Desks.open(home);
    await desks.office.take(ROSTER_A);
    await desks.office.take(ROSTER_B);
    await desks.asSchool(A, async () => {
      await desks.office.take(RESULTS + passed('B1', 'Tòng Văn Chung') + passed('A9', 'Vì Thị Mơ'));
      await desks.office.take(ROSTER_A);
    });
    expect(await desks.trained()).toEqual([]);
    // Also when somebody who sees all brings the next list.
    await desks.office.take(ROSTER_B);
    expect(await desks.trained()).toEqual([]);
    await desks.asSchool(A, () => desks.office.take(`${ROSTER_A}A9,Vì Thị Mơ,${A},Giáo viên\n`));
    expect(await desks.trained()).toEqual(['A9']);
  });
});

describe.each(HOME_NAMES)('taking back an import, in %s', (home) => {
  it('does not wait for later ones of other units', async () => {
    const desks = await Desks.open(home);
    const first = await desks.office.take(ROSTER_A, 'a.csv');
    const before = await desks.kept();
    const wrong = await desks.office.take(RESULTS + passed('A1', 'Lò Thị Hoa'), 'sai.csv');
    await desks.office.take(ROSTER_B, 'b.csv');
    expect((await desks.imports()).map(({ undoable }) => undoable)).toEqual([true, true, false]);
    expect(await desks.undo(wrong.id)).toBe('done');
    expect(await desks.trained()).toEqual([]);
    expect(await desks.undo((await desks.imports())[0]?.id ?? '')).toBe('done');
    expect(await desks.kept()).toBe(before);
    expect(await desks.undo(first.id)).toBe('done');
    expect((await desks.tree()).map(({ id }) => id)).toEqual(['office']);
  });

  it('waits for later ones of the same units, also those that told nothing new, and names them', async () => {
    const desks = await Desks.open(home);
    await desks.office.take(ROSTER_A);
    const first = await desks.office.take(RESULTS + passed('A1', 'Lò Thị Hoa'), 'mot.csv');
    const again = await desks.office.take(RESULTS + passed('A1', 'Lò Thị Hoa'), 'hai.csv');
    expect(again.counts).toMatchObject({ same: 1, new: 0 });
    expect(await desks.whyNot(first.id)).toContain('Hãy hoàn tác “hai.csv” trước');
    expect(await desks.trained()).toEqual(['A1']);
    expect(await desks.undo(again.id)).toBe('done');
    expect(await desks.undo(first.id)).toBe('done');
    expect(await desks.trained()).toEqual([]);
  });

  it('takes its records back also from whom a later list of another unit let them be matched', async () => {
    const desks = await Desks.open(home);
    const results = await desks.office.take(
      RESULTS + passed('B1', 'Tòng Văn Chung') + passed('B2', 'Lường Thị Lan'),
      'ket-qua.csv',
    );
    const roster = await desks.office.take(ROSTER_B);
    expect(await desks.trained()).toEqual(['B1']);
    expect(await desks.undo(results.id)).toBe('done');
    expect(await desks.trained()).toEqual([]);
    expect(await desks.undo(roster.id)).toBe('done');
  });

  it('sets aside again what it let be matched, whatever was brought later for other units', async () => {
    const desks = await Desks.open(home);
    await desks.office.take(RESULTS + passed('B1', 'Tòng Văn Chung'));
    const roster = await desks.office.take(ROSTER_B);
    await desks.office.take(ROSTER_A);
    expect(await desks.undo(roster.id)).toBe('done');
    expect(await desks.trained()).toEqual([]);
    await desks.office.take(ROSTER_B);
    expect(await desks.trained()).toEqual(['B1']);
  });

  it('is refused once its school has moved, has a unit below it, or has an account', async () => {
    const desks = await Desks.open(home);
    const { id } = await desks.office.take(
      'Mã,Họ và tên,Đơn vị,Phòng,Vai trò\nB1,Tòng Văn Chung,THCS Hai,Phòng Hai,Giáo viên\n',
    );
    const school = await desks.unit('THCS Hai');
    const office = await desks.unit('Phòng Hai');
    await desks.send('POST', '/units/changes', {
      from: '2026-11-01',
      changes: [{ unitId: school, name: 'THCS Hai Mới' }],
    });
    const before = await desks.kept();
    expect(await desks.undo(id)).toBe('changed-since');
    expect(await desks.kept()).toBe(before);

    const other = await Desks.open(home);
    const { id: second } = await other.office.take(
      'Mã,Họ và tên,Đơn vị,Phòng,Vai trò\nB1,Tòng Văn Chung,THCS Hai,Phòng Hai,Giáo viên\n',
    );
    await other.send('POST', '/units', {
      id: newId(),
      name: 'Nhóm trẻ Con',
      kind: 'nhom-tre',
      parentId: await other.unit('Phòng Hai'),
    });
    expect(await other.whyNot(second)).toContain('đã có đơn vị khác thuộc đơn vị');
    await other.database.kysely.deleteFrom('unit').where('name', '=', 'Nhóm trẻ Con').execute();
    await other.database.kysely
      .insertInto('officer')
      .values({
        id: newId(),
        name: 'Người mới',
        username: 'truong-moi',
        role: 'truong',
        unit_id: await other.unit('THCS Hai'),
        disabled_at: null,
        setup_hash: null,
        setup_until: null,
        created_at: '2026-11-01T00:00:00.000Z',
        updated_at: '2026-11-01T00:00:00.000Z',
        email: 'x@officer.invalid',
        email_verified: 0,
        image: null,
      })
      .execute();
    expect(await other.whyNot(second)).toContain('đã có tài khoản');
    await other.database.kysely.deleteFrom('officer').execute();
    expect(await other.undo(second)).toBe('done');
    expect(office).not.toBe('');
  });

  it('keeps what was changed by hand since: the end of a renamed school, a class, a session', async () => {
    const desks = await Desks.open(home);
    await desks.office.take(
      `Mã,Họ và tên,Đơn vị,Mã trường,Vai trò\nA1,Lò Thị Hoa,${A},TA,Giáo viên\n`,
    );
    const renamed = await desks.office.take(
      'Mã,Họ và tên,Đơn vị,Mã trường,Vai trò\nA1,Lò Thị Hoa,THCS Mường A Mới,TA,Giáo viên\n',
    );
    await desks.send('POST', '/units/changes', {
      from: '2026-11-21',
      changes: [{ unitId: await desks.unit('THCS Mường A Mới'), ended: true }],
    });
    expect(await desks.whyNot(renamed.id)).toContain('“THCS Mường A Mới” đã được sửa');
    expect(
      (await desks.database.kysely.selectFrom('unit').selectAll().execute()).map((u) => u.to_day),
    ).toContain('2026-11-21');

    const other = await Desks.open(home);
    await other.office.take(ROSTER_A);
    const classes = await other.office.take(`Trường,Lớp,Năm học,Sĩ số\n${A},6A,2026-2027,40\n`);
    const [kept] = await other.office.json(z.array(schoolClassSchema), '/api/classes');
    const { unitId, schoolYear, name, level } = kept ?? {};
    await other.send('PUT', `/classes/${kept?.id}`, { unitId, schoolYear, name, level, size: 41 });
    expect(await other.whyNot(classes.id)).toContain('lớp “6A” đã được sửa');
    await other.send('PUT', `/classes/${kept?.id}`, { unitId, schoolYear, name, level, size: 40 });
    await other.office.json(keptSessionSchema, `/api/class-sessions/${newId()}`, {
      method: 'PUT',
      body: JSON.stringify({
        unitId,
        day: '2026-10-20',
        topic: 'xam-hai',
        module: null,
        leader: 'Cô Hoa',
        note: '',
        classes: [{ classId: kept?.id, headcount: 30 }],
      }),
    });
    expect(await other.whyNot(classes.id)).toContain('đã ghi buổi tuyên truyền');
  });
});

describe('taking back an import', () => {
  it('is not found for an officer who does not see who brought it', async () => {
    const desks = await Desks.open();
    await desks.office.take(ROSTER_A);
    const { id } = await desks.office.take(ROSTER_B);
    await desks.asSchool(A, async () => {
      expect(await desks.undo(id)).toBe('unknown-import');
      const own = await desks.office.take(RESULTS + passed('A1', 'Lò Thị Hoa'));
      expect((await desks.imports()).map((one) => [one.id, one.undoable])).toEqual([
        [own.id, true],
      ]);
    });
    const [mine] = await desks.imports();
    await desks.office.take(RESULTS + passed('A2', 'Cà Văn Nam'), 'phong.csv');
    await desks.asSchool(A, async () => {
      const said = await desks.whyNot(mine?.id ?? '');
      expect(said).toContain('do đơn vị khác thực hiện');
      expect(said).not.toContain('phong.csv');
    });
  });

  it('of which nothing was written down waits for every later one', async () => {
    const desks = await Desks.open();
    const first = await desks.office.take(ROSTER_A);
    const later = await desks.office.take(ROSTER_B);
    await desks.database.kysely.updateTable('import_batch').set({ touches: null }).execute();
    expect(await desks.undo(first.id)).toBe('later-import');
    expect(await desks.undo(later.id)).toBe('done');
    expect(await desks.undo(first.id)).toBe('done');
  });
});

describe('imports taken back in any order', () => {
  it('leave what the others brought, and nothing else', async () => {
    const files = [
      ROSTER_A,
      ROSTER_B,
      `${HEADER}C1,Vì Thị Mơ,THCS Ba,Giáo viên\n`,
      RESULTS + passed('A1', 'Lò Thị Hoa'),
      RESULTS + passed('B1', 'Tòng Văn Chung') + passed('C1', 'Vì Thị Mơ'),
      `${HEADER}A1,Lò Thị Hoa,${B},Giáo viên\nB1,Tòng Văn Chung,${B},CBQL\n`,
      RESULTS + passed('C1', 'Vì Thị Mơ'),
      `Trường,Lớp,Năm học,Sĩ số\n${A},6A,2026-2027,40\n${B},1A,2026-2027,30\n`,
    ];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 6; round++) {
      const desks = await Desks.open('SQLite Wasm');
      for (let step = 0; step < 14; step++) {
        const imports = await desks.imports();
        const [some] = [imports[random(imports.length || 1)]];
        if (some !== undefined && random(3) === 0) {
          const said = await desks.undo(some.id);
          expect(['done', 'later-import', 'import-in-use']).toContain(said);
          if (said === 'later-import') expect(some.undoable).toBe(false);
          continue;
        }
        const preview = await desks.office.preview(files[random(files.length)] ?? '');
        if (preview.ready) await desks.office.confirm(preview);
      }
      // In the end all can be taken back, newest first, and then nothing is left.
      for (const { id } of await desks.imports()) expect(await desks.undo(id)).toBe('done');
      const left = (await desks.kept()).split('\n').filter((line) => !line.startsWith('unit '));
      expect(left.join('')).toBe('');
      expect((await desks.tree()).map(({ id }) => id)).toEqual(['office']);
    }
  });
});
