/**
 * Sections of the office page as hash addresses: `#/tong-quan?ct=2021-2025&ngay=2025-06-15`.
 * The hash survives reload and Back and never leaves the browser.
 */
export const SECTIONS = {
  'tong-quan': 'Tổng quan',
  'nhap-du-lieu': 'Nhập dữ liệu',
  'chua-hoan-thanh': 'Chưa hoàn thành',
  'buoi-tuyen-truyen': 'Buổi tuyên truyền',
  'chi-tieu': 'Chỉ tiêu',
  'xuat-bao-cao': 'Xuất, báo cáo',
  'don-vi': 'Đơn vị',
  'chua-khop': 'Chưa khớp',
  'chuong-trinh': 'Chương trình',
  'ma-hoc-vien': 'Mã học viên',
  'tai-khoan': 'Tài khoản',
  'nhat-ky': 'Nhật ký',
  'sao-luu': 'Sao lưu',
} as const;
export type Section = keyof typeof SECTIONS;

/** What a section shows. Every part may be missing: the section then takes its default. */
export interface Route {
  section: Section;
  /** Programme id (`ct`). */
  programme: string | null;
  /** Reporting date (`ngay`), `YYYY-MM-DD`. */
  on: string | null;
  /** Unit id (`dv`). */
  unit: string | null;
}

function isSection(text: string): text is Section {
  return Object.hasOwn(SECTIONS, text);
}

/** The ids of the sections in the order of the navigation. */
export const SECTION_IDS: Section[] = Object.keys(SECTIONS).filter(isSection);

/** Reads an address; anything unknown falls back to the overview and its defaults. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(query);
  const on = params.get('ngay');
  return {
    section: isSection(path) ? path : 'tong-quan',
    programme: params.get('ct'),
    on: on !== null && /^\d{4}-\d{2}-\d{2}$/.test(on) ? on : null,
    unit: params.get('dv'),
  };
}

/** The address of a route, `#` included. */
export function formatRoute(route: Route): string {
  const params = new URLSearchParams();
  if (route.programme !== null) params.set('ct', route.programme);
  if (route.on !== null) params.set('ngay', route.on);
  if (route.unit !== null) params.set('dv', route.unit);
  const query = params.toString();
  return `#/${route.section}${query === '' ? '' : `?${query}`}`;
}
