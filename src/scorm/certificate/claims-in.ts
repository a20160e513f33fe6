import type { CertificateClaims } from '../../records/contract/certificates.ts';

/** Where a pass came from, as the page of a certificate says it. */
export const SOURCE_WORDS: Record<CertificateClaims['source'], string> = {
  lms: 'hệ thống LMS',
  site: 'bài kiểm tra trên trang, máy chủ ghi nhận',
  device: 'tệp từ thiết bị, người học tự báo',
  session: 'buổi tuyên truyền',
  import: 'bảng kết quả do Phòng nhập',
};

/**
 * The claims in a signed text, or null when they are not whole. By hand: Zod would weigh more than
 * the rest of the page (a test holds this against the schema).
 */
export function claimsIn(value: unknown): CertificateClaims | null {
  if (value === null || typeof value !== 'object') return null;
  const { v, no, name, unit, module, title, score, day, source, office } = {
    ...nothing,
    ...value,
  };
  if (v !== 1 || !isSource(source)) return null;
  if (score !== null && (typeof score !== 'number' || score < 0 || score > 100)) return null;
  if (!isText(no) || !isText(name) || !isText(unit) || !isText(module)) return null;
  if (!isText(title) || !isText(day) || !isText(office) || name === '') return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  return { v, no, name, unit, module, title, score, day, source, office };
}

const nothing: Record<keyof CertificateClaims, unknown> = {
  v: undefined,
  no: undefined,
  name: undefined,
  unit: undefined,
  module: undefined,
  title: undefined,
  score: undefined,
  day: undefined,
  source: undefined,
  office: undefined,
};

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isSource(value: unknown): value is CertificateClaims['source'] {
  return isText(value) && Object.keys(SOURCE_WORDS).includes(value);
}
