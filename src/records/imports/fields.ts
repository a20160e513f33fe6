import type { ImportKind } from '../contract.ts';
import { fold } from '../wording/fold.ts';

/** What a column can mean, and the headers by which it is recognised (folded, see `fold`). */
interface Field {
  /** Vietnamese label, shown in the mapping and in error messages. */
  label: string;
  headers: readonly string[];
}

const FIELDS = {
  code: {
    label: 'Mã',
    headers: [
      'ma',
      'ma gv',
      'ma giao vien',
      'ma dinh danh',
      'ma nhan su',
      'ma can bo',
      'ma so',
      'ma nguoi hoc',
      'ma cb',
      'ma nv',
      'ma nhan vien',
      'ma cbgvnv',
      'ma cbql gv nv',
      'ma cb gv nv',
      'ma vien chuc',
      'ma cbccvc',
      'ma hoc vien',
      'code',
      'id number',
      'idnumber',
      'ma so id',
      'ma ca nhan',
      'ma nguoi dung',
      'so hieu',
      'so hieu vien chuc',
      'ma dinh danh ca nhan',
      'ma dinh danh bo gd dt',
      'ma moet',
    ],
  },
  name: {
    label: 'Họ và tên',
    headers: [
      'ho va ten',
      'ho ten',
      'hoten',
      'ten day du',
      'ho va ten giao vien',
      'ho ten giao vien',
      'ho va ten can bo',
      'name',
      'full name',
      'fullname',
      'ten nguoi hoc',
      'ten giao vien',
      'ho va ten nguoi hoc',
      'ho ten can bo',
      'ho va ten cbgvnv',
      'ho va chu dem va ten',
      'first name last name',
    ],
  },
  surname: {
    label: 'Họ và tên đệm',
    headers: [
      'ho',
      'ho dem',
      'ho va dem',
      'ho va ten dem',
      'ho ten dem',
      'ho lot',
      'ho va chu dem',
      'last name',
      'surname',
    ],
  },
  given: { label: 'Tên', headers: ['ten', 'ten goi', 'first name', 'given name'] },
  unit: {
    label: 'Đơn vị',
    headers: [
      'don vi',
      'truong',
      'ten truong',
      'ten don vi',
      'don vi cong tac',
      'noi cong tac',
      'noi lam viec',
      'co quan',
      'co so',
      'co so giao duc',
      'truong hoc',
      'truong cong tac',
      'don vi truong',
      'institution',
      'school',
      'unit',
      'truong don vi',
      'nha truong',
      'ten co so giao duc',
    ],
  },
  unitCode: { label: 'Mã đơn vị', headers: ['ma truong', 'ma don vi', 'ma co so', 'ma csgd'] },
  office: {
    label: 'Phòng',
    headers: [
      'phong',
      'phong gddt',
      'phong gd dt',
      'phong giao duc',
      'phong van hoa xa hoi',
      'phong vh xh',
      'phong quan ly',
      'don vi quan ly',
      'co quan quan ly',
      'xa phuong',
      'xa',
      'phuong',
      'phong giao duc va dao tao',
      'phong giao duc dao tao',
    ],
  },
  level: {
    label: 'Cấp học',
    headers: ['cap hoc', 'cap', 'bac hoc', 'bac', 'cap day', 'khoi', 'cap bac hoc', 'level'],
  },
  role: {
    label: 'Vai trò',
    headers: [
      'vai tro',
      'chuc vu',
      'chuc danh',
      'vi tri',
      'vi tri viec lam',
      'nhiem vu',
      'chuc vu chuc danh',
      'doi tuong',
      'loai can bo',
      'nhom',
      'role',
      'chuc vu hien tai',
      'vi tri cong tac',
      'nhiem vu chinh',
    ],
  },
  email: {
    label: 'Email',
    headers: [
      'email',
      'e mail',
      'mail',
      'thu dien tu',
      'dia chi email',
      'dia chi thu dien tu',
      'email address',
      'hop thu',
      'gmail',
      'email cong vu',
    ],
  },
  username: {
    label: 'Tên đăng nhập',
    headers: [
      'ten dang nhap',
      'tai khoan',
      'user',
      'username',
      'user name',
      'ki danh',
      'ky danh',
      'ten tai khoan',
      'tai khoan lms',
      'ten truy cap',
    ],
  },
  from: {
    label: 'Ngày vào',
    headers: [
      'ngay vao',
      'ngay vao lam',
      'ngay nhan viec',
      'tu ngay',
      'ngay bat dau',
      'ngay vao nganh',
      'ngay vao truong',
      'ngay den',
      'ngay tiep nhan',
    ],
  },
  to: {
    label: 'Ngày nghỉ',
    headers: [
      'ngay nghi',
      'ngay nghi viec',
      'den ngay',
      'ngay ket thuc',
      'ngay thoi viec',
      'ngay chuyen di',
      'ngay di',
      'ngay nghi huu',
      'ngay roi truong',
    ],
  },
  className: {
    label: 'Lớp',
    headers: ['lop', 'ten lop', 'lop hoc', 'ten lop hoc', 'nhom lop', 'ten nhom lop', 'class'],
  },
  size: {
    label: 'Sĩ số',
    headers: [
      'si so',
      'so hoc sinh',
      'so hs',
      'tong so hoc sinh',
      'tong so hs',
      'so tre',
      'tong so tre',
      'so chau',
      'si so lop',
      'so luong hoc sinh',
      'so luong',
    ],
  },
  schoolYear: { label: 'Năm học', headers: ['nam hoc', 'school year'] },
  module: {
    label: 'Mô-đun',
    headers: [
      'mo dun',
      'modun',
      'module',
      'ten mo dun',
      'ten modun',
      'khoa hoc',
      'chuyen de',
      'bai hoc',
      'noi dung',
      'noi dung boi duong',
      'khoa boi duong',
      'ten khoa hoc',
      'course',
    ],
  },
  status: {
    label: 'Kết quả',
    headers: [
      'ket qua',
      'trang thai',
      'tinh trang',
      'xep loai',
      'status',
      'ket qua hoan thanh',
      'danh gia',
      'hoan thanh',
      'dat khong dat',
    ],
  },
  score: {
    label: 'Điểm',
    headers: [
      'diem',
      'diem so',
      'diem thi',
      'diem kiem tra',
      'score',
      'so diem',
      'tong diem',
      'ti so',
      'grade',
    ],
  },
  date: {
    label: 'Ngày',
    headers: [
      'ngay',
      'ngay hoan thanh',
      'ngay dat',
      'thoi gian',
      'ngay hoc',
      'thoi gian hoan thanh',
      'ngay thi',
      'ngay kiem tra',
      'date',
      'completion date',
      'ngay dat ket qua',
      'thoi diem',
    ],
  },
  attempt: {
    label: 'Lần làm',
    headers: [
      'attempt',
      'lan',
      'lan thu',
      'lan lam',
      'luot',
      'lan hoc',
      'lan lam bai',
      'lan thu nghiem',
      'luot lam',
    ],
  },
  started: {
    label: 'Bắt đầu',
    headers: [
      'started on',
      'bat dau',
      'bat dau luc',
      'bat dau vao',
      'bat dau vao luc',
      'da bat dau',
      'da bat dau luc',
      'bat dau tu',
      'started',
    ],
  },
  last: {
    label: 'Truy cập lần cuối',
    headers: [
      'last accessed on',
      'last accessed',
      'truy cap lan cuoi',
      'truy cap cuoi',
      'lan truy cap cuoi',
      'truy cap lan cuoi vao',
      'lan cuoi truy cap',
      'truy cap sau cung',
      'truy cap lan cuoi luc',
      'lan truy cap cuoi cung',
    ],
  },
} as const satisfies Record<string, Field>;

/** A meaning a column can have. */
export type FieldName = keyof typeof FIELDS;

const FIELD_NAMES = Object.keys(FIELDS).filter((name): name is FieldName => name in FIELDS);

/** True for a string that names a field. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}

/** Vietnamese label of a field. */
export function fieldLabel(field: FieldName): string {
  return FIELDS[field].label;
}

const IDENTITY: readonly FieldName[] = [
  'code',
  'name',
  'surname',
  'given',
  'email',
  'username',
  'unit',
];

/** The fields each kind of file may have; the required ones must be mapped before it can be confirmed. */
const FIELDS_OF_KIND: Record<
  ImportKind,
  { all: readonly FieldName[]; required: readonly FieldName[] }
> = {
  roster: {
    all: [
      'code',
      'name',
      'surname',
      'given',
      'unit',
      'unitCode',
      'office',
      'level',
      'role',
      'email',
      'username',
      'from',
      'to',
    ],
    required: ['name', 'unit', 'role'],
  },
  classes: {
    all: ['unit', 'unitCode', 'office', 'className', 'size', 'level', 'schoolYear'],
    required: ['unit', 'className', 'size'],
  },
  'record-file': { all: [], required: [] },
  completions: {
    all: [...IDENTITY, 'module', 'status', 'score', 'date'],
    required: ['module', 'status', 'date'],
  },
  'moodle-scorm-basic': {
    all: [...IDENTITY, 'attempt', 'started', 'last', 'score'],
    required: ['last', 'score'],
  },
  'moodle-activity-completion': { all: IDENTITY, required: [] },
  'moodle-course-completion': { all: IDENTITY, required: [] },
};

/** Fields a column may be mapped to in a file of this kind, as the contract shows them. */
export function fieldsOf(
  kind: ImportKind,
): { field: FieldName; label: string; required: boolean }[] {
  const { all, required } = FIELDS_OF_KIND[kind];
  return all.map((field) => ({
    field,
    label: FIELDS[field].label,
    required: required.includes(field),
  }));
}

/** Labels of the required fields that no column has; a name may stand in two columns. */
export function missingFields(kind: ImportKind, mapped: ReadonlySet<FieldName>): string[] {
  return FIELDS_OF_KIND[kind].required
    .filter(
      (field) =>
        !mapped.has(field) && !(field === 'name' && mapped.has('surname') && mapped.has('given')),
    )
    .map((field) => FIELDS[field].label);
}

const fieldByHeader = new Map<string, FieldName>();
for (const field of FIELD_NAMES) {
  for (const header of FIELDS[field].headers) fieldByHeader.set(header, field);
}

/** The field a header names, or null: exact words first, then its longest known beginning of two words or more. */
export function guessField(header: string, allowed: readonly FieldName[]): FieldName | null {
  const words = fold(header.replace(/\([^)]*\)|\*/g, ' '));
  const exact = fieldByHeader.get(words) ?? fieldByHeader.get(fold(header));
  if (exact !== undefined) return allowed.includes(exact) ? exact : null;
  const parts = words.split(' ');
  for (let length = parts.length - 1; length >= 2; length--) {
    const field = fieldByHeader.get(parts.slice(0, length).join(' '));
    if (field !== undefined && allowed.includes(field)) return field;
  }
  return null;
}

/** The meaning of each column of a header row; a field is given to its first column only. */
export function guessColumns(header: readonly string[], kind: ImportKind): (FieldName | null)[] {
  const allowed = FIELDS_OF_KIND[kind].all;
  const taken = new Set<FieldName>();
  const guessed = header.map((cell) => {
    const field = guessField(cell, allowed);
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  // "Tên" alone is the whole name; beside "Họ và tên đệm" it is the last word of it.
  if (!taken.has('name') && taken.has('given') && !taken.has('surname')) {
    return guessed.map((field) => (field === 'given' ? 'name' : field));
  }
  return guessed;
}
