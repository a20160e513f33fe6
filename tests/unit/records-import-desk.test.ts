import { describe, expect, it } from 'vitest';
import type { ImportEvent, ImportPreview } from '../../src/records/contract.ts';
import { ndjson } from '../../src/records/ndjson.ts';
import { LOCAL } from '../../src/server/admin/command.ts';
import { Office } from './records-office.ts';

const HEADER = 'Mã,Họ và tên,Đơn vị,Chức vụ\n';
const roster = `${HEADER}GV1,Lò Thị Ban,Trường Mầm non Hoa Ban,GV
GV2,Cà Văn Nam,Trường Mầm non Hoa Ban,GV
GV3,Trần Thị Ở,Trường Tiểu học Chiềng Lề,GV
`;

async function confirmLeft(office: Office, preview: ImportPreview, people: string[], from: string) {
  const events = await office.events(`/api/imports/${preview.id}/confirm`, {
    method: 'POST',
    body: JSON.stringify({ accept: [], left: { people, from } }),
  });
  return events.at(-1);
}

describe('people whom a roster no longer names', () => {
  it('are shown for the units it speaks of, and stay unless the officer says that they left', async () => {
    const office = await Office.open();
    await office.take(roster);
    const preview = await office.take(`${HEADER}GV1,Lò Thị Ban,Trường Mầm non Hoa Ban,GV\n`);
    expect(preview.counts).toMatchObject({ same: 1, gone: 1 });
    // The other school is not spoken of: nobody there is offered, and that is said.
    expect(preview.warnings.join()).toContain('1 người ở các đơn vị ấy giữ nguyên');
    expect((await office.coverage()).total.people).toBe(3);
  });

  it('leave from the day that is given, and are back when the import is undone', async () => {
    const office = await Office.open();
    await office.take(roster);
    const preview = await office.preview(`${HEADER}GV1,Lò Thị Ban,Trường Mầm non Hoa Ban,GV\n`);
    const [gone] = await office.rows(preview, 'gone');
    expect(gone?.proposal?.text).toBe('Cà Văn Nam – GV2 – Trường Mầm non Hoa Ban');
    const done = await confirmLeft(office, preview, [gone?.proposal?.personId ?? ''], '2026-09-01');
    expect(done).toMatchObject({ event: 'done', counts: { changed: 1, gone: 0, same: 1 } });
    expect((await office.coverage('2026-08-31')).total.people).toBe(3);
    expect((await office.coverage('2026-09-01')).total.people).toBe(2);
    await office.request(`/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect((await office.coverage('2026-12-31')).total.people).toBe(3);
  });

  it('do not leave before they came, and nothing at all is written then', async () => {
    const office = await Office.open();
    await office.take(
      'Mã,Họ và tên,Đơn vị,Chức vụ,Ngày vào\nGV1,Lò Thị Ban,MN Hoa Ban,GV,1/9/2020\nGV2,Cà Văn Nam,MN Hoa Ban,GV,1/9/2026\n',
    );
    const preview = await office.preview(`${HEADER}GV1,Lò Thị Bản,MN Hoa Ban,GV\n`);
    const [gone] = await office.rows(preview, 'gone');
    const person = gone?.proposal?.personId ?? '';
    expect(await confirmLeft(office, preview, [person], '2026-08-31')).toMatchObject({
      event: 'failed',
      code: 'left-before-coming',
    });
    expect((await office.coverage('2026-12-31')).total.people).toBe(2);
    expect(await confirmLeft(office, preview, [person], '2026-10-01')).toMatchObject({
      event: 'done',
      counts: { changed: 2 },
    });
  });

  it('are not those whom a refused row names', async () => {
    const office = await Office.open();
    await office.take(roster);
    const preview = await office.preview(
      `${HEADER}GV1,Lò Thị Ban,Trường Mầm non Hoa Ban,GV\nGV2,Cà Văn Nam,Trường Mầm non Hoa Ban,Giám thị\n`,
    );
    expect(preview.counts).toMatchObject({ error: 1, gone: 0 });
  });
});

describe('a correction of the columns', () => {
  const file = (code: string) => `Mã,Họ và tên,Chỗ dạy,Chức vụ\n${code},Lò Thị Ban,MN Hoa Ban,GV\n`;

  it('is remembered for the next file with the same headers, once it was confirmed', async () => {
    const office = await Office.open();
    const first = await office.preview(file('GV1'));
    expect(first).toMatchObject({ ready: false, remembered: false });
    const events = await office.events(`/api/imports/${first.id}/mapping`, {
      method: 'PUT',
      body: JSON.stringify({
        ...first.mapping,
        sheets: first.mapping.sheets.map((sheet) => ({
          ...sheet,
          columns: sheet.columns.map((column) =>
            column.index === 2 ? { ...column, field: 'unit' } : column,
          ),
        })),
      }),
    });
    const last = events.at(-1);
    if (last?.event !== 'preview') throw new Error('no preview');
    expect((await office.preview(file('GV2'))).remembered).toBe(false);
    await office.confirm(last.preview);
    expect(await office.preview(file('GV2'))).toMatchObject({
      ready: true,
      remembered: true,
      counts: { proposed: 1, error: 0 },
    });
    // Other headers are another file.
    const other = await office.preview(file('GV2').replace('Chỗ dạy', 'Nơi ở'));
    expect(other).toMatchObject({ ready: false, remembered: false });
  });
});

describe('a file that nobody waits for any more', () => {
  it('is not read to its end, and leaves no preview', async () => {
    const office = await Office.open();
    const people = Array.from({ length: 40_000 }, (_, index) => `GV${index},Lò Thị Ban,MN A,GV\n`);
    const stop = new AbortController();
    const events: ImportEvent[] = [];
    const emit = (event: ImportEvent) => {
      events.push(event);
      if (event.event === 'progress' && event.total === 40_000 && event.done > 0) stop.abort();
    };
    const visitor = { home: office.app.home, actor: LOCAL, seen: async () => 'all' as const };
    const bytes = new TextEncoder().encode(HEADER + people.join(''));
    await expect(
      office.app.home.desk.read(visitor, bytes, 'a.csv', null, { emit, signal: stop.signal }),
    ).rejects.toThrow(/abort/);
    expect(events.at(-1)).toMatchObject({ event: 'progress', done: 2000, total: 40_000 });
  });

  it('is stopped by cancelling the answer, of which nothing more is said', async () => {
    let stopped = false;
    const said: string[] = [];
    const response = ndjson(
      async (emit, signal) => {
        while (!signal.aborted) {
          emit({ event: 'progress', phase: 'Đang đọc', done: 1, total: 2 });
          await new Promise((resolve) => setTimeout(resolve));
        }
        stopped = true;
        throw new Error('stopped');
      },
      (error) => {
        said.push(String(error));
        return { event: 'failed', code: 'internal', message: '' };
      },
    );
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => stopped).toBe(true);
    expect(said).toEqual([]);
  });
});
