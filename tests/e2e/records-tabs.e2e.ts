import { expect, test } from 'playwright/test';
import { generateRoster } from '../../src/records/roster-generator.ts';
import { rosterCsv } from '../../src/records/sample/files.ts';
import { OfficePage } from './support/office-page.ts';

/** Only one tab can hold the records of a browser: the others say so, and take over when it is closed. */
const roster = {
  name: 'danh-sach.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(rosterCsv(generateRoster({ seed: 5, people: 200, schools: 8 }))),
};

test('records stay over a reload, and a second tab takes over when the first is closed', async ({
  context,
}) => {
  const first = new OfficePage(await context.newPage());
  await first.open('nhap-du-lieu');
  await first.take(roster);
  await first.page.reload();
  await first.open('tong-quan');

  const second = await context.newPage();
  await second.goto('/quan-ly/');
  await expect(second.getByText('Mỗi lúc chỉ một thẻ dùng được dữ liệu')).toBeVisible();

  await first.page.close();
  // Whoever comes back to the tab finds it open, without a click.
  await second.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(second.locator('.of-section')).toBeVisible();
  await expect(second.getByText(/ \/ .* người$/).first()).toBeVisible();
});
