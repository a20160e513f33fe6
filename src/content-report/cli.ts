import { fileURLToPath } from 'node:url';
import { todayInVietnam } from '../content-check/check-content.ts';
import { readContent } from '../content-check/read-content.ts';
import { contentReport } from './report.ts';

/** `npm run content:report`: what is there, how it reads, what must be looked at again. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const { content, problems } = readContent(root);
console.log(contentReport(content, todayInVietnam()));
if (problems.length > 0) {
  console.log(
    `\n${problems.length} lỗi khi đọc nội dung nên báo cáo có thể thiếu: chạy npm run content:check.`,
  );
  process.exitCode = 1;
}
