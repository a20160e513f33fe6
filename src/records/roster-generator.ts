import { type CompletionStatus, LEVELS, type Level, type Role } from '../schemas/vocabulary.ts';
import { fold } from './wording/fold.ts';

/**
 * A roster the size of a real district, and what its people have completed: for tests, benchmarks and
 * for trying the office page. The same seed gives the same people; none of them is real.
 */

/** A person of a generated roster, in the words a roster uses. */
export interface GeneratedPerson {
  code: string;
  name: string;
  unit: string;
  office: string;
  level: Level;
  role: Role;
  /** The office they hold, as rosters write it: `Phó hiệu trưởng`. */
  position: string;
  email: string;
  username: string;
  /** `YYYY-MM-DD`. */
  from: string;
  /** `YYYY-MM-DD` for the few who have left, else null. */
  to: string | null;
}

/** What a generated person has completed. */
export interface GeneratedCompletion {
  person: GeneratedPerson;
  module: string;
  day: string;
  status: CompletionStatus;
  score: number;
}

/** Answers numbers from 0 (included) to 1 (not): the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAMILY_NAMES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Đinh',
  'Hà',
  'Lò',
  'Quàng',
  'Cà',
  'Tòng',
  'Lường',
  'Vì',
  'Cầm',
  'Bạc',
  'Điêu',
  'Giàng',
  'Mùa',
  'Sùng',
  'Thào',
  'Vàng',
  'Hờ',
  'Phùng',
  'Triệu',
] as const;
const MIDDLE_NAMES = [
  'Thị',
  'Văn',
  'Thu',
  'Minh',
  'Ngọc',
  'Đức',
  'Thanh',
  'Hữu',
  'Bích',
  'Quang',
  'Xuân',
  'Thùy',
  'Mai',
  'Hồng',
  'Kim',
  'Thế',
] as const;
const GIVEN_NAMES = [
  'An',
  'Ánh',
  'Bình',
  'Chi',
  'Cường',
  'Dung',
  'Dũng',
  'Duyên',
  'Đạt',
  'Đông',
  'Giang',
  'Hà',
  'Hải',
  'Hạnh',
  'Hiền',
  'Hiếu',
  'Hoa',
  'Hòa',
  'Hương',
  'Huyền',
  'Khánh',
  'Lan',
  'Linh',
  'Loan',
  'Long',
  'Mơ',
  'Mỹ',
  'Nam',
  'Nga',
  'Ngân',
  'Nhung',
  'Oanh',
  'Phương',
  'Quyên',
  'Quỳnh',
  'Sơn',
  'Tâm',
  'Thảo',
  'Thắm',
  'Thủy',
  'Tiến',
  'Trang',
  'Trung',
  'Tuấn',
  'Tuyết',
  'Ước',
  'Vân',
  'Việt',
  'Vương',
  'Yến',
  'Ỷ',
] as const;
const SCHOOL_NAMES = [
  'Hoa Ban',
  'Hoa Mơ',
  'Hoa Mận',
  'Hoa Đào',
  'Sao Mai',
  'Ánh Dương',
  'Bình Minh',
  'Hướng Dương',
  'Măng Non',
  'Tuổi Thơ',
  'Họa Mi',
  'Sơn Ca',
  'Vàng Anh',
  'Bông Sen',
  'Phượng Hồng',
  'Suối Trong',
  'Đồi Thông',
  'Bản Mới',
  'Nương Xanh',
  'Đèo Gió',
  'Thung Mây',
  'Nắng Sớm',
  'Cầu Vồng',
  'Rừng Xanh',
  'Đồng Lúa',
  'Ruộng Bậc Thang',
  'Mường Mơ',
  'Núi Đôi',
  'Sông Trăng',
  'Quế Hương',
] as const;
const OFFICE_PLACES = [
  'Hoa Ban',
  'Suối Trong',
  'Đồi Thông',
  'Nương Xanh',
  'Đèo Gió',
  'Thung Mây',
  'Núi Đôi',
  'Sông Trăng',
] as const;

/** Of 130 schools in a district: how many of each level, and how they are called. */
const SCHOOL_MIX: readonly { level: Level; share: number; title: string }[] = [
  { level: 'mam-non', share: 0.38, title: 'Trường Mầm non' },
  { level: 'tieu-hoc', share: 0.32, title: 'Trường Tiểu học' },
  { level: 'thcs', share: 0.24, title: 'Trường THCS' },
  { level: 'thpt', share: 0.06, title: 'Trường THPT' },
];

/** Who works in a school: the first few offices once each, then teachers and staff. */
const HEADS: readonly { role: Role; position: string }[] = [
  { role: 'cbql', position: 'Hiệu trưởng' },
  { role: 'cbql', position: 'Phó hiệu trưởng' },
  { role: 'dau-moi', position: 'Đầu mối công tác xã hội' },
  { role: 'doan-doi', position: 'Tổng phụ trách Đội' },
  { role: 'cong-doan', position: 'Chủ tịch công đoàn' },
];
const STAFF = ['Kế toán', 'Văn thư', 'Nhân viên y tế', 'Bảo vệ', 'Nhân viên thư viện'] as const;

export interface GeneratorOptions {
  seed: number;
  /** How many people. */
  people: number;
  /** How many schools; 130 is a former district. */
  schools: number;
}

/** 5,000 people in 130 schools. */
export const DISTRICT: GeneratorOptions = { seed: 2026, people: 5000, schools: 130 };

/** Makes a roster; the people come school by school. */
export function generateRoster({
  seed,
  people,
  schools,
}: GeneratorOptions = DISTRICT): GeneratedPerson[] {
  const random = seededRandom(seed);
  const pick = <T>(words: readonly [T, ...T[]] | readonly T[], fallback: T): T =>
    words[Math.floor(random() * words.length)] ?? fallback;
  const roster: GeneratedPerson[] = [];
  for (let school = 0; school < schools; school++) {
    const { unit, level } = schoolOf(school, schools);
    const office = `Phòng Văn hóa – Xã hội ${OFFICE_PLACES[school % OFFICE_PLACES.length] ?? ''}`;
    const size =
      Math.floor(((school + 1) * people) / schools) - Math.floor((school * people) / schools);
    for (let index = 0; index < size; index++) {
      const number = roster.length + 1;
      const name = `${pick(FAMILY_NAMES, 'Lò')} ${pick(MIDDLE_NAMES, 'Thị')} ${pick(GIVEN_NAMES, 'An')}`;
      const head = index < HEADS.length && size > HEADS.length * 2 ? HEADS[index] : undefined;
      const isStaff = head === undefined && random() < 0.12;
      const account = `${fold(name).split(' ').at(-1) ?? 'a'}.${String(number).padStart(5, '0')}`;
      const from = `20${String(5 + Math.floor(random() * 20)).padStart(2, '0')}-09-05`;
      roster.push({
        code: `GV${String(number).padStart(6, '0')}`,
        name,
        unit,
        office,
        level,
        role: head?.role ?? (isStaff ? 'nhan-vien' : 'giao-vien'),
        position: head?.position ?? (isStaff ? pick(STAFF, 'Kế toán') : 'Giáo viên'),
        email: `${account}@example.invalid`,
        username: account,
        from,
        to: random() < 0.01 ? '2026-06-30' : null,
      });
    }
  }
  return roster;
}

function schoolOf(index: number, schools: number): { unit: string; level: Level } {
  let below = 0;
  let share = 0;
  for (const kind of SCHOOL_MIX) {
    share += kind.share;
    const end = Math.round(share * schools);
    if (index < end || kind.level === 'thpt') {
      const number = index - below;
      const round = Math.floor(number / SCHOOL_NAMES.length);
      const name = SCHOOL_NAMES[number % SCHOOL_NAMES.length] ?? 'Hoa Ban';
      return {
        unit: `${kind.title} ${name}${round === 0 ? '' : ` ${round + 1}`}`,
        level: kind.level,
      };
    }
    below = end;
  }
  throw new Error('A school is of one of the levels');
}

/**
 * What a roster has completed: of each module about `share` (0–1) of the people have an attempt, most
 * of them passed, a tenth after failing first. Days lie within the given ones.
 */
export function generateCompletions(
  roster: readonly GeneratedPerson[],
  modules: readonly string[],
  { seed, share, from, to }: { seed: number; share: number; from: string; to: string },
): GeneratedCompletion[] {
  const random = seededRandom(seed);
  const first = Date.parse(from);
  const span = Math.max(0, Math.round((Date.parse(to) - first) / 86_400_000));
  const dayAt = (offset: number) =>
    new Date(first + offset * 86_400_000).toISOString().slice(0, 10);
  const completions: GeneratedCompletion[] = [];
  for (const person of roster) {
    for (const module of modules) {
      if (random() >= share) continue;
      const offset = Math.floor(random() * (span + 1));
      const luck = random();
      if (luck < 0.1 && offset > 0) {
        completions.push({
          person,
          module,
          day: dayAt(offset - 1),
          status: 'failed',
          score: 40 + Math.floor(random() * 40),
        });
      }
      const status = luck < 0.9 ? 'passed' : luck < 0.96 ? 'failed' : 'incomplete';
      const score =
        status === 'passed' ? 80 + Math.floor(random() * 21) : Math.floor(random() * 80);
      completions.push({ person, module, day: dayAt(offset), status, score });
    }
  }
  return completions;
}

/** The level's name, as a roster writes it. */
export function levelName(level: Level): string {
  return LEVELS[level];
}
