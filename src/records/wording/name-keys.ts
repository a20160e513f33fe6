import { fold } from './fold.ts';

/**
 * Names of units and classes brought to what they name: two spellings of one school or one class are
 * equal, two schools or classes are not. For comparing only, as `fold`.
 */

/** Kinds of schools and offices, each under one word; the longer spelling before what it begins with. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\bpho thong (?:dan toc ban tru|dtbt)\b|\bptdt bt\b/g, 'ptdtbt'],
  [/\bpho thong (?:dan toc noi tru|dtnt)\b|\bptdt nt\b/g, 'ptdtnt'],
  [/\bpho thong co so\b/g, 'ptcs'],
  [/\btrung hoc co so\b/g, 'thcs'],
  [/\btrung hoc pho thong\b/g, 'thpt'],
  [/\btieu hoc\b/g, 'th'],
  [/\bmam non\b/g, 'mn'],
  [/\bmau giao\b/g, 'mg'],
  [/\b(?:giao duc|gd) (?:va )?(?:dao tao|dt)\b/g, 'gddt'],
  [/\bvan hoa (?:va )?xa hoi\b|\bvh xh\b/g, 'vhxh'],
  [/\bgiao duc nghe nghiep\b/g, 'gdnn'],
  [/\bgiao duc thuong xuyen\b/g, 'gdtx'],
  [/\buy ban nhan dan\b/g, 'ubnd'],
];

const KIND = '(?:ptdtbt|ptdtnt|ptcs|thcs|thpt|th|mn|mg|gdnn|gdtx)';
const BETWEEN_KINDS = new RegExp(`\\b(${KIND}) va (?=${KIND}\\b)`, 'g');

const KIND_OR_NUMBER = new RegExp(`\\d+|\\b${KIND}\\b`, 'g');

const keys = new Map<string, string>();

/**
 * Key of a unit's name: `Trường Trung học cơ sở Kế` and `THCS Kế` are one, `Mầm non` and `Mẫu giáo`,
 * a boarding school and a plain one, number 1 and number 2 are not.
 */
export function unitKey(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  let key = fold(name).replace(/^truong (?=.)/, '');
  for (const [words, word] of KINDS) key = key.replace(words, word);
  key = key.replace(BETWEEN_KINDS, '$1 ').replace(/^((?:ptdtbt|ptdtnt) )truong /, '$1');
  // The names of a roster come again and again; a page that stays open does not collect them without end.
  if (keys.size > 20_000) keys.clear();
  keys.set(name, key);
  return key;
}

/**
 * Whether two keys of `unitKey` look like slips of one another: of the same kind, with the same numbers,
 * and one letter more, less or otherwise, or one word more.
 */
export function nearUnits(one: string, other: string): boolean {
  if (one === other || kindsAndNumbers(one) !== kindsAndNumbers(other)) return false;
  const [few = [], many = []] = [one.split(' '), other.split(' ')].sort(
    (a, b) => a.length - b.length,
  );
  if (few.length === many.length) {
    const [at, second] = many.flatMap((word, index) => (word === few[index] ? [] : [index]));
    const [word = '', like = ''] = at === undefined ? [] : [few[at], many[at]];
    // Short names of places often differ in one letter: Mường Bú, Mường Bi.
    return second === undefined && Math.min(word.length, like.length) >= 4 && oneSlip(word, like);
  }
  if (few.length < 2 || many.length !== few.length + 1) return false;
  const at = many.findIndex((word, index) => word !== few[index]);
  return few.slice(at).every((word, index) => word === many[at + index + 1]);
}

function kindsAndNumbers(key: string): string {
  return (key.match(KIND_OR_NUMBER) ?? []).join(' ');
}

/** Whether two texts differ in one letter: put in, left out, another one, or two in the wrong order. */
export function oneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    a.slice(1) === b.slice(1) ||
    (a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0])
  );
}

/** Letters that tell classes apart and that `fold` would make alike: 6D is not 6Đ. */
const LETTERS: Readonly<Record<string, string>> = {
  đ: 'dd',
  ă: 'aw',
  â: 'aa',
  ê: 'ee',
  ô: 'oo',
  ơ: 'ow',
  ư: 'uw',
};

/** Key of a class's name: `6A`, `Lớp 6A`, `6 A` and `6a` are one; `6A` and `6A1`, `6D` and `6Đ` are not. */
export function classKey(name: string): string {
  const letters = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<!\p{L})[đăâêôơư](?!\p{L})/gu, (letter) => LETTERS[letter] ?? letter);
  return fold(letters)
    .replace(/^lop (?=.)/, '')
    .replace(/(?<=\d) (?=[a-z])|(?<=[a-z]) (?=\d)/g, '');
}
