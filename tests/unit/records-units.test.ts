import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import { schoolClassSchema } from '../../src/records/contract/classes.ts';
import {
  type TreeUnit,
  treeUnitSchema,
  unitsChangedSchema,
} from '../../src/records/contract/units.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { newId } from '../../src/records/database/ids.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { Office } from './records-office.ts';

const XA = 'Phòng Văn hóa – Xã hội xã Hoa Ban';
const PHUONG = 'Phòng Văn hóa – Xã hội phường Sông Trăng';
const ROSTER = `Mã,Họ và tên,Phòng,Trường,Mã trường,Vai trò,Từ ngày
G1,Lò Thị Ban,${XA},Trường Tiểu học Số 1,TH1,Giáo viên,05/09/2020
G2,Vì Thị Mơ,${XA},Trường Tiểu học Số 2,TH2,Giáo viên,05/09/2020
G3,Giàng A Páo,${PHUONG},Trường THCS Số 3,CS3,Hiệu trưởng,05/09/2020
`;
const CLASSES = `Trường;Lớp;Sĩ số;Năm học
Trường Tiểu học Số 1;1A;31;2026-2027
Trường Tiểu học Số 2;1A;28;2026-2027
`;

type Kind = 'phong' | 'truong';

describe('units entered and changed by hand', () => {
  let who: Actor;
  let office: Office;
  beforeEach(async () => {
    who = { kind: 'local' };
    office = await Office.over(createRecordsApp(await openNodeDatabase(), { actorOf: () => who }));
    await office.take(ROSTER, 'danh-sach.csv');
  });

  const tree = (on = '2026-11-20') =>
    office.json(z.array(treeUnitSchema), `/api/units/tree?on=${on}`);
  const named = async (name: string): Promise<TreeUnit> => {
    const unit = (await tree()).find((one) => one.name === name);
    if (unit === undefined) throw new Error(`no ${name}`);
    return unit;
  };
  const actAs = async (role: Kind, unit: string) => {
    who = { kind: 'local' };
    who = { kind: 'officer', id: 'o', role, unitId: (await named(unit)).id };
  };
  const send = async (method: string, path: string, body?: unknown): Promise<string> => {
    const response = await office.request(`/api${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return 'ok';
    return apiErrorSchema.parse(await response.json()).error.code;
  };
  const change = (unitId: string, what: object, from = '2026-07-01') =>
    send('POST', '/units/changes', { from, changes: [{ unitId, ...what }] });

  it('an officer adds, renames and ends below their unit alone', async () => {
    const other = await named('Trường THCS Số 3');
    const foreign = await named(PHUONG);
    const top = (await tree()).find(({ parentId }) => parentId === null);
    const own = await named('Trường Tiểu học Số 1');
    const mine = await named(XA);
    await actAs('phong', XA);
    const group = { name: 'Nhóm trẻ Hoa Sen', kind: 'nhom-tre', level: 'mam-non' };
    expect(await send('POST', '/units', { ...group, id: newId(), parentId: mine.id })).toBe('ok');
    expect(await send('POST', '/units', { ...group, id: newId(), parentId: foreign.id })).toBe(
      'unknown-unit',
    );
    expect(await change(own.id, { name: 'Trường Tiểu học Hoa Ban' })).toBe('ok');
    expect(await change(own.id, { parentId: foreign.id })).toBe('unknown-unit');
    expect(await change(other.id, { parentId: mine.id })).toBe('unknown-unit');
    expect(await change(mine.id, { name: 'Phòng khác' })).toBe('own-unit');
    expect(await change(top?.id ?? '', { name: 'Sở khác' })).toBe('unknown-unit');
    const seen = (await tree()).map(({ name }) => name);
    expect(seen).toEqual([
      'Nhóm trẻ Hoa Sen',
      XA,
      'Trường Tiểu học Hoa Ban',
      'Trường Tiểu học Số 2',
    ]);
    await actAs('truong', 'Trường Tiểu học Số 2');
    expect(await send('POST', '/units', { ...group, id: newId(), parentId: mine.id })).toBe(
      'not-allowed',
    );
  });

  it('a unit added by mistake is taken back while nothing hangs on it', async () => {
    const id = newId();
    const school = await named('Trường Tiểu học Số 1');
    const { parentId } = school;
    await send('POST', '/units', { id, name: 'Nhóm trẻ Mây', kind: 'nhom-tre', parentId });
    await send('PUT', `/classes/${newId()}`, {
      unitId: id,
      schoolYear: '2026-2027',
      name: 'Lớp Mầm',
      size: 12,
    });
    expect(await send('DELETE', `/units/${id}`)).toBe('unit-in-use');
    const second = newId();
    await send('POST', '/units', { id: second, name: 'Nhóm Gió', kind: 'nhom-tre', parentId });
    expect(await send('DELETE', `/units/${second}`)).toBe('ok');
    expect((await tree()).map(({ name }) => name)).not.toContain('Nhóm Gió');
    // What a roster named stays: it would come back with the next import anyway.
    expect(await send('DELETE', `/units/${school.id}`)).toBe('unit-in-use');
  });

  it('an ended unit says from when, and can be opened again', async () => {
    const { id } = await named('Trường Tiểu học Số 2');
    await change(id, { ended: true }, '2026-08-01');
    expect(await named('Trường Tiểu học Số 2')).toMatchObject({
      exists: false,
      endedOn: '2026-08-01',
    });
    await change(id, { ended: false }, '2026-08-01');
    expect(await named('Trường Tiểu học Số 2')).toMatchObject({ exists: true, endedOn: null });
  });

  /** What the records keep of a unit in time, whoever may see it. */
  const kept = async (id: string) => {
    const { kysely } = office.app.home.database;
    return {
      unit: await kysely.selectFrom('unit').selectAll().where('id', '=', id).execute(),
      past: await kysely
        .selectFrom('unit_past')
        .selectAll()
        .where('unit_id', '=', id)
        .orderBy('to_day')
        .execute(),
    };
  };
  const changed = (unitId: string, what: object, from: string) =>
    office.json(unitsChangedSchema, '/api/units/changes', {
      method: 'POST',
      body: JSON.stringify({ from, changes: [{ unitId, ...what }] }),
    });

  it('a change that replaced later ones is taken back by one call, to the last row', async () => {
    const { id } = await named('Trường Tiểu học Số 1');
    const foreign = await named(PHUONG);
    await change(id, { name: 'Trường Tiểu học Hoa Ban' }, '2026-03-01');
    await change(id, { parentId: foreign.id }, '2026-07-01');
    await change(id, { name: 'Trường Tiểu học Ban Mai' }, '2026-12-01');
    await change(id, { ended: true }, '2027-06-01');
    const before = await kept(id);
    expect(before.past).toHaveLength(3);
    const undo = await changed(id, { name: 'Trường Khác', ended: false }, '2026-02-01');
    expect((await kept(id)).past).toHaveLength(1);
    expect(await send('POST', '/units/changes/undo', undo)).toBe('ok');
    expect(await kept(id)).toEqual(before);
    expect((await tree('2026-06-30')).find((one) => one.id === id)?.name).toBe(
      'Trường Tiểu học Hoa Ban',
    );
    expect(await send('POST', '/units/changes/undo', undo)).toBe('unit-changed-since');
  });

  it('a change is not taken back when the unit was changed again, and nothing of it then', async () => {
    const [one, other] = [await named('Trường Tiểu học Số 1'), await named('Trường Tiểu học Số 2')];
    const undo = await office.json(unitsChangedSchema, '/api/units/changes', {
      method: 'POST',
      body: JSON.stringify({
        from: '2026-07-01',
        changes: [
          { unitId: one.id, name: 'Trường A' },
          { unitId: other.id, name: 'Trường B' },
        ],
      }),
    });
    await change(other.id, { name: 'Trường C' }, '2026-08-01');
    const before = [await kept(one.id), await kept(other.id)];
    expect(await send('POST', '/units/changes/undo', undo)).toBe('unit-changed-since');
    expect([await kept(one.id), await kept(other.id)]).toEqual(before);
  });

  it('taking back is no way to put a unit where its officer sees nothing', async () => {
    const { id } = await named('Trường Tiểu học Số 1');
    const foreign = await named(PHUONG);
    const other = await named('Trường THCS Số 3');
    await actAs('phong', XA);
    const undo = await changed(id, { name: 'Trường A' }, '2026-07-01');
    const moved = undo.before.map((one) => ({ ...one, parentId: foreign.id }));
    expect(await send('POST', '/units/changes/undo', { ...undo, before: moved })).toBe(
      'unknown-unit',
    );
    const theirs = undo.before.map((one) => ({ ...one, unitId: other.id }));
    expect(await send('POST', '/units/changes/undo', { before: theirs, after: theirs })).toBe(
      'unknown-unit',
    );
    expect(await send('POST', '/units/changes/undo', undo)).toBe('ok');
  });

  it('a school brings classes of its own, never those of another school', async () => {
    await actAs('truong', 'Trường Tiểu học Số 1');
    const preview = await office.preview(CLASSES, 'lop.csv');
    expect(preview.counts).toMatchObject({ new: 1, error: 1 });
    expect((await office.rows(preview, 'error'))[0]?.reason).toContain('không thuộc phạm vi');
    await office.confirm(preview);
    who = { kind: 'local' };
    const kept = await office.json(z.array(schoolClassSchema), '/api/classes');
    expect(kept.map(({ unit, size }) => [unit, size])).toEqual([['Trường Tiểu học Số 1', 31]]);
  });
});
