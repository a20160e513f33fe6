import { describe, expect, it } from 'vitest';
import { LEVELS } from '../schemas/vocabulary.ts';
import { labelOf } from './result-label.ts';

describe('labelOf', () => {
  it.each([
    ['/tap-huan/bao-luc/', 'Mô-đun tập huấn'],
    ['/hoc-sinh/tieu-hoc/duoi-nuoc/', 'Học sinh · Tiểu học'],
    ['/cam-nang/nghe-con/', 'Cẩm nang cho cha mẹ'],
    ['/mot-thu-muc/to-gap/goi-111/', 'Tờ gấp để in'],
    ['/can-cu/#tt-18', 'Căn cứ pháp lý'],
    ['/gioi-thieu/', null],
  ])('calls %s %s', (url, label) => {
    expect(labelOf(url, new Map(Object.entries(LEVELS)))).toBe(label);
  });
});
