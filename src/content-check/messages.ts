import type { z } from 'zod';

/** Names of YAML's kinds of value, for people who do not program. */
const KINDS: Record<string, string> = {
  string: 'chữ (nếu giá trị là số hoặc có dấu hai chấm thì đặt trong ngoặc kép "…")',
  number: 'một số',
  int: 'một số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách (mỗi mục một dòng, bắt đầu bằng dấu gạch ngang)',
  object: 'một nhóm khóa thụt vào',
  record: 'một nhóm khóa thụt vào',
  date: 'một ngày',
};

const FORMATS: Record<string, string> = {
  email: 'một địa chỉ thư điện tử',
  url: 'một địa chỉ web đầy đủ, bắt đầu bằng https://',
};

/**
 * What is wanted, in Vietnamese, for a Zod issue without a message of its own. Given to `safeParse`
 * as its error map; messages written in the schemas go before it.
 */
export function wantedInVietnamese(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'khóa này bắt buộc phải có';
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return 'một số nguyên, không có phần lẻ';
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1
        ? `đúng giá trị ${String(issue.values[0])}`
        : `một trong các giá trị: ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return sized('nhiều nhất', issue.origin, issue.maximum);
    case 'too_small':
      return sized('ít nhất', issue.origin, issue.minimum);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'giá trị viết đúng dạng';
    case 'unrecognized_keys':
      return 'chỉ các khóa đã quy định';
    case 'invalid_key':
      return 'tên khóa đúng theo danh mục';
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `một trong các kiểu: ${issue.options.map(String).join(', ')}`
        : 'giá trị đúng dạng';
    default:
      return 'giá trị đúng dạng';
  }
}

function sized(limit: string, origin: string, bound: number | bigint): string {
  if (origin === 'string') return `${limit} ${bound} ký tự`;
  if (origin === 'array' || origin === 'set') return `${limit} ${bound} mục`;
  return `số ${limit} là ${bound}`;
}
