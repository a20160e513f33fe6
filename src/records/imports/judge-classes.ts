import type { Kysely } from 'kysely';
import { formatDay } from '../../day.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { changeSize, pastSizes, type SizeChange } from '../classes/class-sizes.ts';
import { newId } from '../database/ids.ts';
import type { RecordsTables, SchoolClassRow, UnitRow } from '../database/tables.ts';
import { codeKey } from '../wording/fold.ts';
import { classKey, unitKey } from '../wording/name-keys.ts';
import { type JudgedRow, type Judgement, unjudged } from './judged.ts';
import { type ClassEntry, type Line, placeOf } from './lines.ts';
import { mapPaced, type Pace } from './pace.ts';

/**
 * Judges the lines of a list of classes against the schools and classes kept. A line of a school that is
 * not seen is refused, and classes of such schools are neither compared nor counted.
 */
export async function judgeClasses(
  db: Kysely<RecordsTables>,
  lines: readonly Line<ClassEntry>[],
  today: string,
  seen: UnitsSeen,
  pace: Pace,
): Promise<Judgement> {
  const schools = new Schools(await db.selectFrom('unit').selectAll().execute());
  const keyOf = (row: Pick<SchoolClassRow, 'unit_id' | 'school_year' | 'name'>) =>
    `${row.unit_id} ${row.school_year} ${classKey(row.name)}`;
  const known = new Map(
    (await db.selectFrom('school_class').selectAll().execute())
      .filter((row) => sees(seen, row.unit_id))
      .map((row) => [keyOf(row), { ...row, size: Number(row.size) }]),
  );
  const past = await pastSizes(db, 'all');
  const taken = new Map<string, string>();
  let changedToday = 0;
  const judge = (line: Line<ClassEntry>): JudgedRow => {
    const base = unjudged(line);
    if (line.outcome !== 'entry') return { ...base, verdict: line.outcome, reason: line.reason };
    const { entry } = line;
    const school = schools.find(entry);
    if (typeof school === 'string') return { ...base, verdict: 'error', reason: school };
    if (!sees(seen, school.id)) return { ...base, verdict: 'error', reason: OUTSIDE };
    const after: SchoolClassRow = {
      id: newId(),
      unit_id: school.id,
      school_year: entry.schoolYear,
      name: entry.name,
      name_key: classKey(entry.name),
      level: entry.level ?? school.level,
      size: entry.size,
      import_id: '',
    };
    const key = keyOf(after);
    const earlier = taken.get(key);
    if (earlier !== undefined)
      return {
        ...base,
        verdict: 'error',
        reason: `Cùng một lớp với ${earlier}. Hãy bỏ bớt một dòng.`,
      };
    taken.set(key, placeOf(line));
    const before = known.get(key);
    if (before === undefined) {
      const write = { table: 'school_class', before: null, after, past: null } as const;
      return { ...base, verdict: 'new', reason: 'Thêm lớp.', write };
    }
    if (before.size === after.size)
      return {
        ...base,
        verdict: 'same',
        reason: 'Đã có lớp này với sĩ số ấy.',
        unit: school.id,
      };
    const change = changeSize(before, past.get(before.id) ?? [], after.size, entry.from ?? today);
    if (change.since === today) changedToday++;
    return {
      ...base,
      verdict: 'changed',
      reason: sizeReason(before.size, change),
      write: { table: 'school_class', before, after: change.after, past: change.past },
    };
  };
  const rows = await mapPaced(lines, judge, pace);
  const gone = [...known].filter(
    ([key, { school_year }]) =>
      !taken.has(key) && lines.some((line) => isOfYear(line, school_year)),
  ).length;
  const warnings =
    gone > 0 && taken.size > 0
      ? [
          `${gone.toLocaleString('vi-VN')} lớp đang giữ của năm học này không có trong tệp; các lớp ấy vẫn được giữ. Lớp đã giải thể thì xóa ở mục "Buổi tuyên truyền".`,
        ]
      : [];
  if (changedToday > 0)
    warnings.push(
      `${changedToday.toLocaleString('vi-VN')} lớp đổi sĩ số: tính từ hôm nay (${formatDay(today)}); báo cáo cho ngày trước đó vẫn theo sĩ số cũ. Nếu đổi từ ngày khác, hãy thêm cột "Tính từ ngày" rồi nhập lại.`,
    );
  return { rows, newUnits: [], changedUnits: [], warnings };
}

/** How a size changes, as a sentence. */
export function sizeReason(before: number, { after, since }: SizeChange): string {
  const from = since === null ? '' : `, tính từ ${formatDay(since)}`;
  return `Sĩ số: ${before} → ${after.size}${from}.`;
}

const OUTSIDE = 'Trường này không thuộc phạm vi tài khoản đang dùng. Hãy bỏ dòng này.';

function isOfYear(line: Line<ClassEntry>, year: string): boolean {
  return line.outcome === 'entry' && line.entry.schoolYear === year;
}

/** Schools and nursery groups by code and by name. */
class Schools {
  readonly #byCode = new Map<string, UnitRow>();
  readonly #byName = new Map<string, UnitRow[]>();
  readonly #names: ReadonlyMap<string, string>;

  constructor(units: readonly UnitRow[]) {
    this.#names = new Map(units.map(({ id, name }) => [id, unitKey(name)]));
    for (const unit of units) {
      if (unit.kind !== 'truong' && unit.kind !== 'nhom-tre') continue;
      const code = codeKey(unit.code);
      if (code !== null) this.#byCode.set(code, unit);
      const name = unitKey(unit.name);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit]);
    }
  }

  /** The school a line names, or a Vietnamese sentence why it cannot be told. */
  find({ unit, unitCode, office }: ClassEntry): UnitRow | string {
    const byCode = this.#byCode.get(codeKey(unitCode) ?? '');
    if (byCode !== undefined) return byCode;
    const named = this.#byName.get(unitKey(unit)) ?? [];
    const inOffice = named.filter(
      ({ parent_id }) => office !== '' && this.#names.get(parent_id ?? '') === unitKey(office),
    );
    const [only, second] = inOffice.length > 0 ? inOffice : named;
    if (only === undefined)
      return `Chưa có trường "${unit || unitCode}" trong danh sách. Hãy nhập danh sách người học của trường trước, hoặc sửa tên trường cho khớp.`;
    if (second !== undefined)
      return `Có ${named.length} trường tên "${unit}". Hãy thêm cột "Phòng" hoặc "Mã trường" để phân biệt.`;
    return only;
  }
}
