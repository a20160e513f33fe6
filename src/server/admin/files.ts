import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { apiErrorSchema, type ImportEvent, ROW_VERDICTS } from '../../records/contract.ts';
import { dayInVietnam } from '../../records/wording/days.ts';
import { type AdminCommand, AdminRefusal, deedOf, LOCAL } from './command.ts';

/** Most rows told one by one. */
const SHOWN_ROWS = 20;

/** Reads a roster, shows what it would do, and keeps it when told to. */
export const importRoster: AdminCommand = {
  usage: '<tệp.csv|tệp.xlsx> [--yes]',
  summary: 'Nhập danh sách người học: xem trước, hỏi rồi mới ghi (--yes: ghi luôn)',
  arguments: [1, 1],
  options: { yes: 'switch' },
  async run(call, world) {
    const path = resolve(call.arguments[0] ?? '');
    const bytes = readFileSync(path);
    const { app } = await world.records();
    const { desk } = app.home;
    const visitor = {
      home: app.home.logging(deedOf('import-roster', 'Nhập danh sách bằng dòng lệnh')),
      actor: LOCAL,
      seen: async () => 'all' as const,
    };
    const seen: ImportEvent[] = [];
    await desk.read(visitor, new Uint8Array(bytes), basename(path), 'roster', {
      emit: (event) => seen.push(event),
      signal: new AbortController().signal,
    });
    const last = seen.at(-1);
    if (last?.event !== 'preview') throw new AdminRefusal('Không đọc được tệp này.');
    const { preview } = last;
    for (const warning of preview.warnings) world.say(`! ${warning}`);
    for (const [verdict, text] of Object.entries(ROW_VERDICTS)) {
      const rows = Object.entries(preview.counts).find(([name]) => name === verdict)?.[1] ?? 0;
      if (rows > 0) world.say(`  ${text.padEnd(14)} ${rows.toLocaleString('vi-VN')}`);
    }
    const wrong = await desk.rows(visitor, preview.id, 'error', 0, SHOWN_ROWS);
    for (const { row, reason } of wrong.rows) world.say(`  Dòng ${row}: ${reason}`);
    if (wrong.total > SHOWN_ROWS)
      world.say(`  … và ${(wrong.total - SHOWN_ROWS).toLocaleString('vi-VN')} dòng lỗi nữa`);
    if (!preview.ready) throw new AdminRefusal('Chưa nhập gì: tệp này chưa nhập được như trên.');
    if (!call.has('yes')) {
      const answer = await world.ask('Ghi vào dữ liệu? Gõ "có" rồi Enter: ');
      if (answer.normalize('NFC').trim().toLowerCase() !== 'có')
        throw new AdminRefusal('Chưa ghi gì.');
    }
    await desk.confirm(visitor, preview.id, { accept: [] }, () => {});
    const { people, units } = await app.home.state();
    world.say(
      `Đã ghi. Đang giữ ${people.toLocaleString('vi-VN')} người ở ${units.toLocaleString('vi-VN')} đơn vị.`,
    );
  },
};

const EXPORTS = {
  completions: 'kết quả hoàn thành',
  coverage: 'độ bao phủ',
  unfinished: 'ai chưa hoàn thành',
} as const;

/** Writes one of the API's CSV files. */
export const exportFile: AdminCommand = {
  usage: '<completions|coverage|unfinished> --programme <mã> [--on YYYY-MM-DD] [--out <tệp>]',
  summary: `Xuất CSV: ${Object.values(EXPORTS).join(' · ')} (mặc định tính đến hôm nay)`,
  arguments: [1, 1],
  options: { programme: 'value', on: 'value', out: 'value' },
  async run(call, world) {
    const [name = ''] = call.arguments;
    if (!Object.hasOwn(EXPORTS, name))
      throw new AdminRefusal(
        `Không có bản xuất "${name}". Có: ${Object.keys(EXPORTS).join(', ')}.`,
      );
    const { app } = await world.records();
    const search = new URLSearchParams({
      programme: call.value('programme') ?? '',
      on: call.value('on') ?? dayInVietnam(new Date()),
    });
    const response = await app.fetch(
      new Request(`http://admin.invalid/api/exports/${name}.csv?${search}`),
    );
    if (!response.ok)
      throw new AdminRefusal(apiErrorSchema.parse(await response.json()).error.message);
    const offered = /filename="([^"]+)"/.exec(
      response.headers.get('content-disposition') ?? '',
    )?.[1];
    const path = resolve(call.value('out') ?? offered ?? `${name}.csv`);
    writeFileSync(path, new Uint8Array(await response.arrayBuffer()), { mode: 0o600 });
    world.say(`Đã xuất ra ${path}.`);
  },
};
