import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../../src/content-check/check-content.ts';
import { formatReport } from '../../../src/content-check/problem.ts';
import { checkBroken } from './broken-content.ts';

const GUIDE = 'content/guides/lang-nghe-con.mdx';
const BODY = 'Hỏi con hôm nay vui gì.';

it('nothing is found in good content', () => {
  expect(checkBroken({ file: GUIDE, edit: [BODY, 'Nghe con.'] }).problems).toEqual([]);
});

it('the report names file, line, key, what was found and what is wanted', () => {
  const { problems } = checkBroken({
    file: GUIDE,
    edit: ['topics: [bao-luc]', 'topics: [bao-lucs]'],
  });
  expect(formatReport(problems)).toBe(
    [
      `LỖI  ${GUIDE}:6 · topics`,
      '      Thấy: mã “bao-lucs”',
      '      Cần:  một mã có trong content/topics.yaml. Có phải ý bạn là “bao-luc”?',
      '',
      '1 lỗi trong nội dung, cần sửa trước khi dựng trang.',
    ].join('\n'),
  );
});

describe('the real content', () => {
  it('has no mistakes', () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const problems = checkContent(root).filter(({ severity }) => severity === 'problem');
    expect(formatReport(problems)).toBe('Nội dung không có lỗi.');
  });
});
