import { z } from 'zod';

/**
 * Closed vocabularies of the product. The ids are what URLs, SCORM data, record files and the
 * database hold, so they are never renamed; the labels are what people read.
 */

/** School level (cấp học) of pupils and of the school that teaches them. */
export const LEVELS = {
  'mam-non': 'Mầm non',
  'tieu-hoc': 'Tiểu học',
  thcs: 'Trung học cơ sở',
  thpt: 'Trung học phổ thông',
  'sau-thpt': 'Sau trung học phổ thông',
} as const;
export type Level = keyof typeof LEVELS;

/** Role (vai trò) of a person on the roster; a programme says which modules a role must take. */
export const ROLES = {
  cbql: 'Cán bộ quản lý',
  'giao-vien': 'Giáo viên',
  'nhan-vien': 'Nhân viên',
  'doan-doi': 'Phụ trách Đoàn, Đội',
  'cong-doan': 'Cán bộ Công đoàn',
  'dau-moi': 'Đầu mối công tác xã hội',
} as const;
export type Role = keyof typeof ROLES;

/** Who a page is written for. */
export const AUDIENCES = {
  'thay-co': 'Thầy cô, nhân viên',
  'hoc-sinh': 'Học sinh, sinh viên',
  'cha-me': 'Cha mẹ, người giám hộ',
  'cong-dong': 'Cộng đồng',
} as const;
export type Audience = keyof typeof AUDIENCES;

/** Kind of organisational unit (đơn vị) in the tree Sở › Phòng › trường. */
export const UNIT_KINDS = {
  so: 'Sở',
  phong: 'Phòng',
  truong: 'Trường',
  'nhom-tre': 'Nhóm trẻ, lớp mẫu giáo độc lập',
} as const;
export type UnitKind = keyof typeof UNIT_KINDS;

/** School indicator (chỉ tiêu của trường): what a plan asks of units, beside its people. */
export const INDICATORS = {
  'ke-hoach': 'Có kế hoạch năm học',
  'cong-khai': 'Đã công khai kế hoạch',
  'dau-moi': 'Có đầu mối và tổ công tác xã hội',
  'truong-an-toan': 'Đạt tiêu chuẩn trường học an toàn (tự kiểm tra)',
  'chinh-quyen': 'Chính quyền địa phương chỉ đạo, phối hợp',
} as const;
export type Indicator = keyof typeof INDICATORS;

/** Status of a completion, best first: a later entry never replaces an earlier one of one attempt. */
export const COMPLETION_STATUSES = ['passed', 'completed', 'failed', 'incomplete'] as const;
export type CompletionStatus = (typeof COMPLETION_STATUSES)[number];

export const COMPLETION_STATUS_LABELS: Record<CompletionStatus, string> = {
  passed: 'Đạt',
  completed: 'Đã học xong',
  failed: 'Chưa đạt',
  incomplete: 'Đang học',
};

/** Where a completion came from; kept and shown beside every figure it supports. */
export const COMPLETION_SOURCES = {
  lms: 'Hệ thống LMS',
  site: 'Trang này, máy chủ ghi nhận theo mã',
  device: 'Tệp từ thiết bị, người học tự báo',
  session: 'Buổi tuyên truyền',
  import: 'Nhập từ tệp khác',
} as const;
export type CompletionSource = keyof typeof COMPLETION_SOURCES;

function keysOf<K extends string>(labels: Record<K, string>): [K, ...K[]] {
  const keys = Object.keys(labels) as K[];
  const [first, ...rest] = keys;
  if (first === undefined) throw new Error('A vocabulary must have at least one word');
  return [first, ...rest];
}

export const levelSchema = z.enum(keysOf(LEVELS));
export const roleSchema = z.enum(keysOf(ROLES));
export const audienceSchema = z.enum(keysOf(AUDIENCES));
export const unitKindSchema = z.enum(keysOf(UNIT_KINDS));
export const indicatorSchema = z.enum(keysOf(INDICATORS));
export const completionStatusSchema = z.enum(COMPLETION_STATUSES);
export const completionSourceSchema = z.enum(keysOf(COMPLETION_SOURCES));
