import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page, type Route } from 'playwright/test';
import { groupedCode } from '../../../src/records/learners/code.ts';
import { issueCodes, stopCodes } from '../../../src/records/learners/learner-codes.ts';
import { openNodeDatabase } from '../../../src/records/node-database.ts';
import { startServer } from '../../../src/server/serve.ts';
import { servedOffice } from '../../fixtures/records/served-office.ts';
import { type QuizPlayer, quizPlayer } from './quiz-player.ts';

export const MODULE = '/tap-huan/tong-quan-cong-tac-xa-hoi/';

/** The built site on a server of its own with teachers `Nguyễn Thị 0`, `Nguyễn Thị 1` … who have codes. */
export interface ServedTeachers {
  site: string;
  /** One code for each, as on the cards. */
  codes: string[];
  /** The database's file. */
  file: string;
  /** Rows that a query finds in the server's database. */
  rows(sql: string): Record<string, unknown>[];
  /** Gives a teacher a new code, as the office does; the old one stops. */
  renew(teacher: number): Promise<string>;
  stop(): Promise<void>;
}

/** Starts one. `env` adds to the server's settings. */
export async function servedTeachers(
  teachers: number,
  env: NodeJS.ProcessEnv = {},
): Promise<ServedTeachers> {
  const office = await servedOffice(teachers);
  const server = await startServer(
    { PORT: '0', HOST: '127.0.0.1', DATA_DIR: office.data, LOG_LEVEL: 'silent', ...env },
    { root: resolve('dist') },
  );
  return {
    site: `http://127.0.0.1:${server.port}`,
    codes: office.codes.map(groupedCode),
    file: office.file,
    rows(sql) {
      const database = new DatabaseSync(office.file, { readOnly: true });
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    },
    async renew(teacher) {
      const { kysely } = await openNodeDatabase(office.file);
      const person = `person-${teacher}`;
      await stopCodes(kysely, [person], new Date());
      await issueCodes(kysely, [person], new Date());
      const { code } = await kysely
        .selectFrom('learner_code')
        .select('code')
        .where('person_id', '=', person)
        .where('stopped_at', 'is', null)
        .executeTakeFirstOrThrow();
      await kysely.destroy();
      return groupedCode(code);
    },
    async stop() {
      await server.stop();
      for (const folder of [office.site, office.data]) rmSync(folder, { recursive: true });
    },
  };
}

/** Opens the link of a card, as its QR code does, and says yes to the name shown in part. */
export async function bindByCard(page: Page, site: string, code: string): Promise<void> {
  await page.goto(`${site}/thiet-bi/#ma=${code}`);
  await page.getByRole('button', { name: 'Đúng là tôi' }).click();
  await expect(page.getByText('Kết quả trên máy này được gửi về Phòng dưới tên')).toBeVisible();
}

/** Opens the module and begins its quiz. */
export async function openModule(page: Page, site: string): Promise<QuizPlayer> {
  await page.goto(`${site}${MODULE}`);
  const player = await quizPlayer(page);
  await player.begin();
  return player;
}

/** No connection to the server's records until `back` is called. */
export async function takeRecordsAway(page: Page): Promise<{ back(): Promise<void> }> {
  const path = '**/api/commits';
  const refuse = (route: Route) => route.abort('connectionrefused');
  await page.context().route(path, refuse);
  return { back: () => page.context().unroute(path, refuse) };
}
