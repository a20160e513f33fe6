import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests of the printed leaflets call. */
const TOOLS = ['pdfinfo', 'pdffonts', 'pdftotext', 'pdftoppm'];

const isThere = () => TOOLS.every((tool) => spawnSync(tool, ['-v']).error === undefined);

/**
 * Makes sure that Poppler's tools are there, which look at the PDF files from outside. Says what it
 * does.
 * @throws Error with what to do by hand when they cannot be installed.
 */
export function ensurePoppler(): void {
  if (isThere()) return;
  console.log('Chưa có poppler-utils để kiểm tệp PDF, đang cài …');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'poppler-utils'], { stdio: 'inherit' });
    if (isThere()) return;
  }
  throw new Error(
    'Thiếu poppler-utils (pdfinfo, pdffonts, pdftotext, pdftoppm). Cài rồi chạy lại npm test: Debian, Ubuntu: sudo apt install poppler-utils; macOS: brew install poppler; Windows: thêm thư mục bin của Poppler vào PATH.',
  );
}
