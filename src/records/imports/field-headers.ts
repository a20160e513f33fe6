/** What a column can mean, and the headers by which it is recognised (folded, see `fold`). */
interface Field {
  /** Vietnamese label, shown in the mapping and in error messages. */
  label: string;
  headers: readonly string[];
}

/** Headers written one after another with commas between. */
function headers(list: string): readonly string[] {
  return list.split(',').map((header) => header.trim().replace(/\s+/g, ' '));
}

export const FIELDS = {
  code: {
    label: 'Mã',
    headers: headers(`
      ma, ma gv, ma giao vien, ma dinh danh, ma nhan su, ma can bo, ma so, ma nguoi hoc, ma cb,
      ma nv, ma nhan vien, ma cbgvnv, ma cbql gv nv, ma cb gv nv, ma vien chuc, ma cbccvc, ma
      hoc vien, code, id number, idnumber, ma so id, ma ca nhan, ma nguoi dung, so hieu, so hieu
      vien chuc, ma dinh danh ca nhan, ma dinh danh bo gd dt, ma dinh danh csdl, ma dinh danh
      can bo, ma dinh danh giao vien, ma csdl, ma moet, ma so can bo, ma so giao
      vien`),
  },
  name: {
    label: 'Họ và tên',
    headers: headers(`
      ho va ten, ho ten, hoten, ten day du, ho va ten giao vien, ho ten giao vien, ho va ten can
      bo, name, full name, fullname, ten nguoi hoc, ten giao vien, ho va ten nguoi hoc, ho ten
      can bo, ho va ten cbgvnv, ho va chu dem va ten, first name last name, ho va ten can bo
      giao vien nhan vien`),
  },
  surname: {
    label: 'Họ và tên đệm',
    headers: headers(`
      ho, ho dem, ho va dem, ho va ten dem, ho ten dem, ho lot, ho va chu dem, last name,
      surname, ho va chu lot, ho chu dem, ho va ten lot`),
  },
  given: {
    label: 'Tên',
    headers: headers(`
      ten, ten goi, first name, given name`),
  },
  unit: {
    label: 'Đơn vị',
    headers: headers(`
      don vi, truong, ten truong, ten don vi, don vi cong tac, noi cong tac, noi lam viec, co
      quan, co so, co so giao duc, ten co so, co so mam non, co so gdmn, ten co so gdmn, ten nhom
      tre, nhom tre lop mau giao, truong hoc, truong cong tac, don vi truong, institution,
      school, unit, truong don vi, nha truong, ten co so giao duc, ten truong don vi`),
  },
  unitCode: {
    label: 'Mã đơn vị',
    headers: headers(`
      ma truong, ma don vi, ma co so, ma csgd`),
  },
  office: {
    label: 'Phòng',
    headers: headers(`
      phong, phong gddt, phong gd dt, phong giao duc, phong van hoa xa hoi, phong vh xh, phong
      quan ly, don vi quan ly, co quan quan ly, xa phuong, xa, phuong, phong giao duc va dao
      tao, phong giao duc dao tao`),
  },
  level: {
    label: 'Cấp học',
    headers: headers(`
      cap hoc, cap, bac hoc, bac, cap day, khoi, cap bac hoc, level`),
  },
  role: {
    label: 'Vai trò',
    headers: headers(`
      vai tro, chuc vu, chuc danh, vi tri, vi tri viec lam, nhiem vu, chuc vu chuc danh, doi
      tuong, loai can bo, nhom, role, chuc vu hien tai, vi tri cong tac, nhiem vu chinh`),
  },
  email: {
    label: 'Email',
    headers: headers(`
      email, e mail, mail, thu dien tu, dia chi email, dia chi thu dien tu, email address, hop
      thu, gmail, email cong vu`),
  },
  username: {
    label: 'Tên đăng nhập',
    headers: headers(`
      ten dang nhap, tai khoan, user, username, user name, ki danh, ky danh, ten tai khoan, tai
      khoan lms, ten truy cap`),
  },
  from: {
    label: 'Ngày vào',
    headers: headers(`
      ngay vao, ngay vao lam, ngay nhan viec, tu ngay, ngay bat dau, ngay vao
      truong, ngay den, ngay tiep nhan, vao, vao lam, nhan viec`),
  },
  to: {
    label: 'Ngày nghỉ',
    headers: headers(`
      ngay nghi, ngay nghi viec, den ngay, ngay ket thuc, ngay thoi viec, ngay chuyen di, ngay
      di, ngay nghi huu, ngay roi truong, nghi, nghi viec, roi truong, chuyen di`),
  },
  working: {
    label: 'Tình trạng làm việc',
    headers: headers(`
      trang thai, tinh trang, trang thai can bo, trang thai giao vien, trang thai lam viec, tinh
      trang lam viec, trang thai cong tac, tinh trang cong tac, trang thai nhan su`),
  },
  className: {
    label: 'Lớp',
    headers: headers(`
      lop, ten lop, lop hoc, ten lop hoc, nhom lop, ten nhom lop, class`),
  },
  size: {
    label: 'Sĩ số',
    headers: headers(`
      si so, so hoc sinh, so hs, tong so hoc sinh, tong so hs, so tre, tong so tre, so chau, si
      so lop, so luong hoc sinh, so luong, tong so tre em`),
  },
  sizeFrom: {
    label: 'Tính từ ngày',
    headers: headers(`
      tinh tu ngay, ap dung tu, ap dung tu ngay, thoi diem, tinh den ngay, tinh den, ngay cap
      nhat, cap nhat, ngay thong ke`),
  },
  schoolYear: {
    label: 'Năm học',
    headers: headers(`
      nam hoc, school year`),
  },
  module: {
    label: 'Mô-đun',
    headers: headers(`
      mo dun, modun, module, ten mo dun, ten modun, khoa hoc, chuyen de, bai hoc, noi dung, noi
      dung boi duong, khoa boi duong, ten khoa hoc, course`),
  },
  status: {
    label: 'Kết quả',
    headers: headers(`
      ket qua, trang thai, tinh trang, xep loai, status, ket qua hoan thanh, danh gia, hoan
      thanh, dat khong dat`),
  },
  score: {
    label: 'Điểm',
    headers: headers(`
      diem, diem so, diem thi, diem kiem tra, score, so diem, tong diem, ti so, grade`),
  },
  date: {
    label: 'Ngày',
    headers: headers(`
      ngay, ngay hoan thanh, ngay dat, thoi gian, ngay hoc, thoi gian hoan thanh, ngay thi, ngay
      kiem tra, date, completion date, ngay dat ket qua, thoi diem`),
  },
  attempt: {
    label: 'Lần làm',
    headers: headers(`
      attempt, lan, lan thu, lan lam, luot, lan hoc, lan lam bai, lan thu nghiem, luot lam`),
  },
  started: {
    label: 'Bắt đầu',
    headers: headers(`
      started on, bat dau, bat dau luc, bat dau vao, bat dau vao luc, da bat dau, da bat dau
      luc, bat dau tu, started`),
  },
  last: {
    label: 'Truy cập lần cuối',
    headers: headers(`
      last accessed on, last accessed, truy cap lan cuoi, truy cap cuoi, lan truy cap cuoi, truy
      cap lan cuoi vao, lan cuoi truy cap, truy cap sau cung, truy cap lan cuoi luc, lan truy
      cap cuoi cung`),
  },
} as const satisfies Record<string, Field>;

/** A meaning a column can have. */
export type FieldName = keyof typeof FIELDS;

/** Headers that begin like a field's and are none: when somebody entered the profession says nothing of a school. */
export const NO_FIELD: ReadonlySet<string> = new Set(
  headers(`
    ngay vao nganh, ngay vao nghe, ngay vao bien che, ngay vao dang, ngay vao doan, ngay vao doi,
    ngay vao cong doan, ngay vao hop dong, ngay bat dau vao nganh, ngay bat dau cong tac`),
);
