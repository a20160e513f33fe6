import { describe, expect, it } from 'vitest';
import { createRecordsApp } from '../../src/records/app.ts';
import {
  changedCodesSchema,
  codeCardSchema,
  codeHoldersSchema,
  commitsAnswerSchema,
  identifiedSchema,
} from '../../src/records/contract/learners.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { learnerEndpoints } from '../../src/records/routes/learners.ts';
import { Office } from './records-office.ts';

const ROSTER = `Họ và tên;Mã;Đơn vị;Vai trò
Nguyễn Thị Hoa;GV1;Trường TH Vân Hồ;Giáo viên
Lò Văn Đức;GV2;Trường TH Vân Hồ;Giáo viên
Mùa A Sếnh;GV3;Trường THCS Lóng Luông;Hiệu trưởng
`;

const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
const commit = {
  id: 'commit-0001',
  sequence: 3,
  module: 'tong-quan',
  attempt: 1,
  status: 'passed',
  score: 95,
  startedAt: '2026-11-21T01:00:00Z',
  at: new Date().toISOString(),
  seconds: 900,
  moduleVersion: '1.0',
  quizVersion: 1,
};

async function served() {
  const database = await openNodeDatabase();
  const office = await Office.over(createRecordsApp(database, { endpoints: learnerEndpoints }));
  await office.take(ROSTER, 'danh-sach.csv');
  await office.json(changedCodesSchema, '/api/learner-codes/issue', post({}));
  const cards = await office.json(codeCardSchema.array(), '/api/learner-codes/cards', post({}));
  const card = (name: string) => cards.find((one) => one.name === name)?.code ?? '';
  const send = (code: string, commits: unknown[] = [commit]) =>
    office.request(
      '/api/commits',
      post({ code, device: 'device-0001', sentAt: new Date().toISOString(), commits }),
    );
  return { database, office, cards, card, send };
}
const codeOf = async (response: Response) => apiErrorSchema.parse(await response.json()).error.code;

describe('learner codes', () => {
  it('are given to everybody once, and cards stand in the order of unit and given name', async () => {
    const { office, cards } = await served();
    expect(cards.map(({ name }) => name)).toEqual(['Lò Văn Đức', 'Nguyễn Thị Hoa', 'Mùa A Sếnh']);
    expect(new Set(cards.map(({ code }) => code)).size).toBe(3);
    const again = await office.json(changedCodesSchema, '/api/learner-codes/issue', post({}));
    expect(again.changed).toBe(0);
    const list = await office.json(codeHoldersSchema, '/api/learner-codes');
    expect(list).toMatchObject({ total: 3, withCode: 3 });
    expect(JSON.stringify(list)).not.toContain(cards[0]?.code.slice(0, 4));
  });

  it('name their owner in part to whoever types them, however they type', async () => {
    const { office, card } = await served();
    const typed = ` ${card('Nguyễn Thị Hoa').toLowerCase().replaceAll('-', ' ')} `;
    expect(
      await office.json(identifiedSchema, '/api/learner', post({ code: typed })),
    ).toMatchObject({ name: 'Nguyễn T. H.', unit: 'Trường TH Vân Hồ' });
  });

  it('that are renewed stop; the new one goes on for the same person', async () => {
    const { office, card, send } = await served();
    const old = card('Nguyễn Thị Hoa');
    const before = await office.json(identifiedSchema, '/api/learner', post({ code: old }));
    await office.json(
      changedCodesSchema,
      '/api/learner-codes/renew',
      post({ people: [before.person] }),
    );
    expect(await codeOf(await office.request('/api/learner', post({ code: old })))).toBe(
      'code-stopped',
    );
    expect(await codeOf(await send(old))).toBe('code-stopped');
    const cards = await office.json(codeCardSchema.array(), '/api/learner-codes/cards', post({}));
    const renewed = cards.find(({ personId }) => personId === before.person)?.code ?? '';
    expect(await office.json(identifiedSchema, '/api/learner', post({ code: renewed }))).toEqual(
      before,
    );
    await office.json(
      changedCodesSchema,
      '/api/learner-codes/revoke',
      post({ people: [before.person] }),
    );
    expect((await send(renewed)).status).toBe(403);
    const left = await office.json(codeCardSchema.array(), '/api/learner-codes/cards', post({}));
    expect(left).toHaveLength(2);
  });

  it('mistyped or unknown are refused with different words', async () => {
    const { office, card } = await served();
    const right = card('Lò Văn Đức');
    const mistyped = (right.startsWith('7') ? '8' : '7') + right.slice(1);
    const ask = (code: string) => office.request('/api/learner', post({ code }));
    expect(await codeOf(await ask(mistyped))).toBe('invalid-request');
    const { newLearnerCode } = await import('../../src/records/learners/code.ts');
    expect(await codeOf(await ask(newLearnerCode()))).toBe('code-unknown');
  });

  it('leave a line in the log when cards are taken out, with neither name nor code', async () => {
    const { office, cards } = await served();
    const { entries } = await (await office.request('/api/audit')).json();
    const texts = entries.map(({ text }: { text: string }) => text);
    expect(texts).toContain('In thẻ mã học viên: 3 người');
    expect(texts).toContainEqual(
      expect.stringMatching(/^Cấp mã học viên cho người chưa có: \d+ người$/),
    );
    for (const { name, code } of cards) {
      expect(JSON.stringify(entries)).not.toContain(name);
      expect(JSON.stringify(entries)).not.toContain(code);
    }
  });

  it('of a unit that is not there are refused, and nothing is logged', async () => {
    const { database, office } = await served();
    const count = async () => (await (await office.request('/api/audit')).json()).total;
    const before = await count();
    const other = createRecordsApp(database, {
      endpoints: learnerEndpoints,
      actorOf: () => ({ kind: 'officer', id: 'x', role: 'truong', unitId: 'khong-co' }),
    });
    for (const deed of ['cards', 'issue', 'renew', 'revoke']) {
      const refused = await other.fetch(
        new Request(`http://office.invalid/api/learner-codes/${deed}`, post({ unit: 'office' })),
      );
      expect(refused.status).toBe(404);
    }
    expect(await count()).toBe(before);
  });

  it('keep the roster that they were made from from being undone', async () => {
    const { office } = await served();
    const [last] = await (await office.request('/api/imports')).json();
    const undone = await office.request(`/api/imports/${last.id}/undo`, { method: 'POST' });
    expect(undone.status).toBe(409);
    expect((await office.state()).people).toBe(3);
  });
});

describe('a pass sent by a device', () => {
  it('counts as trained with the source "site", and is in the back-up with codes and attempts', async () => {
    const { office, card, send } = await served();
    const answer = commitsAnswerSchema.parse(await (await send(card('Mùa A Sếnh'))).json());
    expect(answer).toEqual({ acknowledged: ['commit-0001'], refused: [] });
    const { total, bySource } = await office.coverage();
    expect(total.trained).toMatchObject({ numerator: 1, denominator: 3 });
    expect(bySource.find(({ source }) => source === 'site')?.people).toBe(1);

    const backup = await (await office.request('/api/backup')).arrayBuffer();
    const other = await Office.over(
      createRecordsApp(await openNodeDatabase(), { endpoints: learnerEndpoints }),
    );
    const restored = await other.request('/api/restore', { method: 'POST', body: backup });
    expect(restored.status).toBe(200);
    const resent = await other.request(
      '/api/commits',
      post({
        code: card('Mùa A Sếnh'),
        device: 'device-0001',
        sentAt: new Date().toISOString(),
        commits: [commit],
      }),
    );
    expect(resent.status).toBe(200);
    expect((await other.state()).completions).toBe(1);
  });

  it.each([
    ['a score of 101', { score: 101 }],
    ['a status of its own', { status: 'perfect' }],
    ['time in the negative', { seconds: -1 }],
    ['a day for an instant', { at: '2026-11-21' }],
  ])('with %s is refused by its id and nothing is kept', async (_, wrong) => {
    const { office, card, send } = await served();
    const response = await send(card('Mùa A Sếnh'), [{ ...commit, ...wrong }]);
    expect(commitsAnswerSchema.parse(await response.json())).toMatchObject({
      acknowledged: [],
      refused: [{ id: 'commit-0001', code: 'malformed' }],
    });
    expect((await office.state()).completions).toBe(0);
  });

  it('in a body too large or of another shape is refused', async () => {
    const { office, card, send } = await served();
    const many = Array.from({ length: 51 }, (_, index) => ({ ...commit, id: `commit-${index}99` }));
    expect((await send(card('Mùa A Sếnh'), many)).status).toBe(400);
    expect((await office.request('/api/commits', post(['x'.repeat(70_000)]))).status).toBe(413);
  });
});
