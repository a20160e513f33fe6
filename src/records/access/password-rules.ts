import { fold } from '../wording/fold.ts';

/** Fewest and most characters of a password; the upper bound keeps hashing cheap. */
export const PASSWORD_LENGTH = { least: 10, most: 128 } as const;

/**
 * Words that common passwords are made of, folded: from what people in Vietnam and elsewhere choose
 * most, with school words added. A password that is only these with digits or marks around is refused.
 */
const COMMON_WORDS = [
  'password passw0rd pass word qwerty qwertyuiop asdfghjkl zxcvbnm qazwsx abc',
  'admin administrator root user guest login welcome letmein iloveyou monkey dragon football',
  'sunshine princess master hello secret test changeme default computer internet samsung iphone',
  'matkhau mat khau mk matma anhyeuem emyeuanh yeuem yeuanh yeu anh em toiyeuvietnam vietnam viet nam',
  'hanoi saigon sonla haiphong danang hcm tphcm khongbiet quenroi taikhoan dangnhap quanly canbo',
  'giaovien giao vien hocsinh hoc sinh truong truonghoc phong giaoduc daotao gddt pgd sgd so gd dt thcs',
  'thpt tieuhoc mamnon mam non lop nhatruong tinhyeu conyeu giadinh hoahong hanhphuc maiyeu nguyen',
  'nguyenvana zaq xsw aaa qwe asd zxc facebook zalo google gmail',
]
  .join(' ')
  .split(' ')
  .sort((a, b) => b.length - a.length);

/**
 * What is wrong with a new password, as a Vietnamese sentence with what to do; null when it is good.
 * `about` holds what an attacker would try first: the user name, the person's and the unit's name.
 */
export function passwordProblem(password: string, about: readonly string[] = []): string | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.least) {
    return `Mật khẩu cần ít nhất ${PASSWORD_LENGTH.least} ký tự (đang có ${length}). Vài từ ghép lại là dễ nhớ nhất.`;
  }
  if (length > PASSWORD_LENGTH.most) {
    return `Mật khẩu dài quá ${PASSWORD_LENGTH.most} ký tự. Hãy chọn mật khẩu ngắn hơn.`;
  }
  if (isMonotonous(password)) {
    return 'Mật khẩu này chỉ lặp lại hoặc đếm lần lượt nên rất dễ đoán. Hãy ghép vài từ không liên quan với nhau.';
  }
  const spellings = [password, plainSpelling(password)].map((text) => joined(text));
  if (spellings.some((text) => isOnly(text, COMMON_WORDS))) {
    return 'Mật khẩu này nằm trong những mật khẩu hay gặp nên rất dễ đoán. Hãy ghép vài từ không liên quan với nhau.';
  }
  const known = about.flatMap((text) => [joined(text), ...fold(text).split(' ')]);
  if (spellings.some((text) => isOnly(text, [...known, ...COMMON_WORDS]))) {
    return 'Mật khẩu này chỉ gồm tên đăng nhập, tên người hoặc tên đơn vị nên dễ đoán. Hãy thêm vài từ khác.';
  }
  return null;
}

/** Letters without diacritics and digits, nothing between them. */
function joined(text: string): string {
  return fold(text).replaceAll(' ', '');
}

/** As a word is meant when signs stand for its letters: `P@ssw0rd`. */
function plainSpelling(text: string): string {
  return text
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/(?<=\p{L})0(?=\p{L})/gu, 'o');
}

/** Three different characters at most, or a run such as 1234567890 or abcdefghij, up or down. */
function isMonotonous(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  if (new Set(codes).size <= 3) return true;
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const even = steps.filter((step) => step === 1 || step === -1 || step === 0).length;
  return even >= steps.length * 0.8;
}

/** Whether a text holds something, but nothing except digits once the words are taken away. */
function isOnly(text: string, words: readonly string[]): boolean {
  let rest = text;
  for (const word of words) if (word.length > 1) rest = rest.replaceAll(word, ' ');
  return text !== '' && /^[\d\s]*$/.test(rest);
}
