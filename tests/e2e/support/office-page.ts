import { readFile } from 'node:fs/promises';
import { expect, type Page } from 'playwright/test';
import { REPORT_DAY, type UploadFile } from './office-files.ts';

/** What an officer does on the office page. */
export class OfficePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a section by its address and waits until the records are open. */
  async open(section = 'tong-quan'): Promise<void> {
    await this.page.goto(`/quan-ly/#/${section}`);
    await expect(this.page.locator('.of-section')).toBeVisible();
  }

  /** Goes to another section by the navigation. */
  async go(name: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Các mục quản lý' })
      .getByRole('link', { name })
      .click();
  }

  /** Hands files in and waits for the first preview. */
  async preview(...files: UploadFile[]): Promise<void> {
    await this.page.getByLabel('Chọn tệp', { exact: true }).setInputFiles(files);
    await expect(this.page.getByRole('heading', { name: /^Xem trước/ })).toBeVisible();
  }

  /** Hands a file in and keeps what can be kept. */
  async take(file: UploadFile): Promise<void> {
    await this.preview(file);
    await this.page.getByRole('button', { name: /^Nhận [\d.]+ dòng$/ }).click();
    await expect(this.page.getByText(`Đã nhận «${file.name}»`)).toBeVisible();
  }

  /** The people of the trained figure, as `1 / 5`, on the fixtures' day. */
  async trained(): Promise<string> {
    await this.open(`tong-quan?ngay=${REPORT_DAY}`);
    const headline = this.page.getByRole('region', { name: 'Bồi dưỡng', exact: true });
    const text = await headline.getByText(/ \/ .* người$/).textContent();
    return (text ?? '').replace(' người', '');
  }

  /** Clicks a download button; the file's name and text. */
  async download(button: string): Promise<{ name: string; text: string; path: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: button }).click(),
    ]);
    const path = await download.path();
    return { name: download.suggestedFilename(), text: await readFile(path, 'utf8'), path };
  }
}
