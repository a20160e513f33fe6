import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'playwright/test';
import { groupedCode } from '../../src/records/learners/code.ts';
import { startServer } from '../../src/server/serve.ts';
import { servedOffice } from '../fixtures/records/served-office.ts';
import { quizPlayer } from './support/quiz-player.ts';

test('a teacher types the code, passes without network, and the office has it when the network is back', async ({
  page,
  context,
}) => {
  const office = await servedOffice(1);
  const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: office.data, LOG_LEVEL: 'silent' };
  const server = await startServer(env, { root: resolve('dist') });
  const site = `http://127.0.0.1:${server.port}`;
  try {
    await page.goto(`${site}/thiet-bi/`);
    const field = page.getByLabel('Nhập mã trên thẻ');
    await field.fill('0000-0000-0000');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await expect(page.getByText('có ký tự bị nhầm hoặc đổi chỗ')).toBeVisible();
    await field.fill(groupedCode(office.codes[0] ?? '').toLowerCase());
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Đúng là tôi' }).click();
    await expect(page.getByText('dưới tên Nguyễn T. 0., Trường TH Mẫu')).toBeVisible();

    await page.goto(`${site}/tap-huan/tong-quan-cong-tac-xa-hoi/`);
    const player = await quizPlayer(page);
    await player.begin();
    await context.setOffline(true);
    await player.finish('right');
    await expect(page.getByText('Chưa gửi về Phòng: 1 kết quả')).toBeVisible({ timeout: 30_000 });
    await context.setOffline(false);
    await expect(page.getByText('Đã gửi về Phòng dưới tên Nguyễn T. 0.')).toBeVisible({
      timeout: 30_000,
    });
    const database = new DatabaseSync(office.file, { readOnly: true });
    expect(database.prepare('select status, score, source from completion').all()).toEqual([
      { status: 'passed', score: 100, source: 'site' },
    ]);
    database.close();
  } finally {
    await server.stop();
    for (const folder of [office.site, office.data]) rmSync(folder, { recursive: true });
  }
});
