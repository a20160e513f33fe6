import { z } from 'zod';
import { EVERY_DAY } from '../access/deed.ts';
import { ApiProblem } from '../api-problem.ts';
import { readBackup, writeBackup } from '../backup.ts';
import { stateSchema } from '../contract.ts';
import { eraseEverything } from '../erase.ts';
import { touch } from '../imports/import-desk.ts';
import { keepSetting } from '../settings.ts';
import { dayInVietnam } from '../wording/days.ts';
import { endpoint } from './endpoint.ts';
import { download, fileBody, json, jsonBody } from './media.ts';

/** Calls about the records as a whole: state, back-up, restore, erase. */
export const keepingEndpoints = [
  endpoint({
    method: 'get',
    path: '/state',
    summary: 'Đang giữ những gì, ở đâu, sao lưu lần cuối khi nào',
    access: 'officer',
    answer: json(stateSchema),
    async handle({ home, seen }) {
      return home.state(await home.read(seen));
    },
  }),
  endpoint({
    method: 'get',
    path: '/backup',
    summary: 'Tải một tệp sao lưu có toàn bộ dữ liệu',
    access: 'whole',
    logged: true,
    answer: download('application/gzip'),
    async handle({ home }) {
      const now = new Date();
      const content = await home.read((db) => writeBackup(db, now));
      await home.write((db) => keepSetting(db, 'last-backup', dayInVietnam(now)));
      return { content, name: `sao-luu-${dayInVietnam(now)}.json.gz` };
    },
  }),
  endpoint({
    method: 'post',
    path: '/restore',
    summary: 'Thay toàn bộ dữ liệu bằng một tệp sao lưu',
    access: 'whole',
    body: fileBody(),
    answer: json(stateSchema),
    async handle({ home, body }) {
      const restore = readBackup(body);
      await home.write(async (db, tell) => {
        await restore(db);
        tell({ concernsFrom: EVERY_DAY });
        await touch(db);
      });
      home.desk.closeAll();
      return home.state();
    },
  }),
  endpoint({
    method: 'post',
    path: '/erase',
    summary: 'Xóa toàn bộ dữ liệu về người học và kết quả',
    access: 'whole',
    body: jsonBody(z.object({ confirm: z.string() })),
    answer: json(stateSchema),
    async handle({ home, body }) {
      if (body.confirm.normalize('NFC') !== 'XÓA HẾT') {
        throw new ApiProblem(
          400,
          'not-confirmed',
          'Chưa xóa gì. Hãy gõ đúng "XÓA HẾT" để xác nhận.',
        );
      }
      await home.write(async (db, tell) => {
        await eraseEverything(db);
        tell({ concernsFrom: EVERY_DAY });
      });
      home.desk.closeAll();
      return home.state();
    },
  }),
];
