import {
  COMPLETION_STATUS_LABELS,
  COMPLETION_STATUSES,
  type CompletionStatus,
  LEVELS,
  type Level,
  ROLES,
  type Role,
  type UnitKind,
} from '../../schemas/vocabulary.ts';
import { fold } from './fold.ts';

/** Words found in rosters and reports, brought to the product's closed vocabularies. */

const ROLE_WORDS: Record<Role, readonly string[]> = {
  cbql: [
    'cbql',
    'can bo quan ly',
    'quan ly',
    'hieu truong',
    'pho hieu truong',
    'hieu pho',
    'ht',
    'pht',
    'giam doc',
    'pho giam doc',
    'chu nhom',
    'chu nhom tre',
    'chu co so',
    'chu lop',
    'p ht',
    'p hieu truong',
    'quan ly nhom lop',
    'phu trach truong',
    'ban giam hieu',
    'bgh',
  ],
  'giao-vien': [
    'gv',
    'giao vien',
    'giang vien',
    'co giao',
    'thay giao',
    'giao vien chu nhiem',
    'gvcn',
    'to truong',
    'to pho',
    'to truong chuyen mon',
    'to pho chuyen mon',
    'to truong to chuyen mon',
    'ttcm',
    'tpcm',
    'giao vien bo mon',
    'giao vien hop dong',
    'giao vien mam non',
    'giao vien tieu hoc',
    'giao vien thcs',
    'giao vien thpt',
  ],
  'nhan-vien': [
    'nv',
    'nhan vien',
    'ke toan',
    'van thu',
    'thu quy',
    'thu vien',
    'y te',
    'nhan vien y te',
    'bao ve',
    'phuc vu',
    'cap duong',
    'nuoi duong',
    'nhan vien nuoi duong',
    'nhan vien ke toan',
    'nhan vien van thu',
    'nhan vien thu vien',
    'nhan vien thiet bi',
    'thiet bi',
    'nhan vien bao ve',
    'nhan vien phuc vu',
    'tap vu',
    'tap dich vu',
    'lao cong',
    'bao mau',
    'nau an',
    've sinh',
    'lai xe',
    'giao vu',
    'to truong van phong',
    'can bo y te',
    'can bo thu vien',
    'nhan vien cap duong',
    'quan tri',
    'cong nghe thong tin',
  ],
  'doan-doi': [
    'doan doi',
    'phu trach doan doi',
    'tong phu trach',
    'tong phu trach doi',
    'tpt',
    'tpt doi',
    'bi thu doan',
    'giao vien tong phu trach doi',
    'giao vien tong phu trach',
    'pho bi thu doan',
    'tro ly thanh nien',
  ],
  'cong-doan': [
    'cong doan',
    'can bo cong doan',
    'chu tich cong doan',
    'pho chu tich cong doan',
    'ctcd',
  ],
  'dau-moi': [
    'dau moi',
    'dau moi cong tac xa hoi',
    'dau moi ctxh',
    'can bo dau moi',
    'giao vien dau moi',
    'nhan vien cong tac xa hoi',
    'nhan vien ctxh',
    'cong tac xa hoi',
    'ctxh',
    'tu van tam ly',
    'giao vien tu van',
    'can bo tu van',
    'giao vien tu van tam ly',
  ],
};

const LEVEL_WORDS: Record<Level, readonly string[]> = {
  'mam-non': ['mam non', 'mn', 'mau giao', 'mg', 'nha tre', 'gdmn'],
  'tieu-hoc': ['tieu hoc', 'th', 'cap 1', 'cap i', 'gdth'],
  thcs: ['trung hoc co so', 'thcs', 'cap 2', 'cap ii'],
  thpt: ['trung hoc pho thong', 'thpt', 'cap 3', 'cap iii'],
  'sau-thpt': [
    'sau thpt',
    'sau trung hoc pho thong',
    'cao dang',
    'cd',
    'dai hoc',
    'dh',
    'trung cap',
    'tc',
    'giao duc nghe nghiep',
  ],
};

const STATUS_WORDS: Record<CompletionStatus, readonly string[]> = {
  passed: ['passed', 'pass', 'dat', 'da dat', 'do', 'dat yeu cau', 'hoan thanh dat'],
  completed: [
    'completed',
    'complete',
    'hoan thanh',
    'da hoan thanh',
    'hoc xong',
    'da hoc xong',
    'xong',
  ],
  failed: ['failed', 'fail', 'khong dat', 'chua dat', 'truot', 'khong dat yeu cau'],
  incomplete: [
    'incomplete',
    'in progress',
    'dang hoc',
    'chua hoan thanh',
    'chua xong',
    'browsed',
    'started',
    'chua hoc xong',
  ],
};

function lookup<K extends string>(
  words: Record<K, readonly string[]>,
  ids: readonly K[],
): Map<string, K> {
  const found = new Map<string, K>();
  for (const id of ids) {
    found.set(fold(id), id);
    for (const word of words[id]) found.set(word, id);
  }
  return found;
}

const roleByWord = lookup(ROLE_WORDS, [
  'cbql',
  'giao-vien',
  'nhan-vien',
  'doan-doi',
  'cong-doan',
  'dau-moi',
]);
const levelByWord = lookup(LEVEL_WORDS, ['mam-non', 'tieu-hoc', 'thcs', 'thpt', 'sau-thpt']);
const statusByWord = lookup(STATUS_WORDS, COMPLETION_STATUSES);

/** Remembers what a column's few different words were read as. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = read(text);
    if (known.size < 500) known.set(text, answer);
    return answer;
  };
}

/** What a post begins with whatever subject or duty follows: `Giáo viên Tin học`, `Nhân viên thí nghiệm`. */
const ROLE_BEGINNINGS: readonly (readonly [RegExp, Role])[] = [
  [/^(p |pho )?(hieu truong|giam doc) |^(chu|quan ly) (nhom|lop|co so) /, 'cbql'],
  [/^to (truong|pho) (to )?(van phong|hanh chinh)/, 'nhan-vien'],
  [/^(giao vien|gv|giang vien|to truong|to pho) /, 'giao-vien'],
  [/^(nhan vien|nv|cap duong|bao ve|phuc vu|ke toan|van thu) /, 'nhan-vien'],
  [/^(tong phu trach|tpt|bi thu doan) /, 'doan-doi'],
];

function roleOf(post: string): Role | null {
  const words = fold(post);
  return (
    roleByWord.get(words) ??
    ROLE_BEGINNINGS.find(([beginning]) => beginning.test(words))?.[1] ??
    null
  );
}

/**
 * Role named by a cell such as `Phó Hiệu trưởng`, `Giáo viên Tin học`, or null when the word is not
 * known. Of several posts (`Giáo viên, tổ trưởng`; `Giáo viên kiêm thủ quỹ`) the first is the person's own.
 */
export const parseRole = remembering((text): Role | null => {
  const whole = roleByWord.get(fold(text));
  if (whole !== undefined) return whole;
  const [first = ''] = text.split(/\s*[,;/+]\s*|\s+[-–]\s+|\s+ki[êe]m\s+/iu);
  return roleOf(first);
});

/** Level named by a cell such as `TH`, or null when the word is not known. */
export const parseLevel = remembering((text): Level | null => {
  const word = fold(text);
  return (
    levelByWord.get(word) ?? levelByWord.get(word.replace(/^(?:cap|bac|cap hoc) /, '')) ?? null
  );
});

/** Status named by a cell such as `Đạt`, or null when the word is not known. */
export const parseStatus = remembering(
  (text): CompletionStatus | null => statusByWord.get(fold(text)) ?? null,
);

/** The words to use, for an error message. */
export const ALLOWED_ROLES = Object.values(ROLES).join(', ');
export const ALLOWED_LEVELS = Object.values(LEVELS).join(', ');
export const ALLOWED_STATUSES = Object.values(COMPLETION_STATUS_LABELS).join(', ');

/** How private nursery groups and classes are called (Nghị định 46/2017/NĐ-CP: cơ sở giáo dục mầm non độc lập). */
const NURSERY_GROUP =
  /^(nhom (tre|lop|mam non)|lop (mau giao|mam non|mg|mn)|co so (mam non|gdmn|giao duc mam non) doc lap)( |$)/;

/**
 * Level told by a school's own name (`Trường Tiểu học …`, `TH Chiềng Lề`); the lowest one of a school
 * of several levels. Null when the name does not say.
 */
export const levelOfUnitName = remembering((name): Level | null => {
  const words = ` ${fold(name)} `;
  if (
    / (mam non|mau giao|nhom tre|lop mau giao|nha tre|mn|mg|gdmn) /.test(words) ||
    NURSERY_GROUP.test(words.trim())
  )
    return 'mam-non';
  if (/ (tieu hoc|th|ptdtbt th|pho thong co so|ptcs) /.test(words)) return 'tieu-hoc';
  if (/ (thcs|trung hoc co so) /.test(words)) return 'thcs';
  if (/ (thpt|trung hoc pho thong|gdtx|giao duc thuong xuyen) /.test(words)) return 'thpt';
  if (/ (cao dang|dai hoc|trung cap) /.test(words)) return 'sau-thpt';
  return null;
});

/** Kind of unit told by its name; a school when nothing else is said. */
export function kindOfUnitName(name: string): UnitKind {
  const words = fold(name);
  if (/^so /.test(words)) return 'so';
  if (/^(phong|ubnd|uy ban) /.test(words)) return 'phong';
  if (NURSERY_GROUP.test(words)) return 'nhom-tre';
  return 'truong';
}
