import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  INDICATORS,
  type Indicator,
  indicatorSchema,
  type UnitKind,
} from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import type { IndicatorCoverage } from '../contract/figures.ts';
import { rate } from '../coverage/rate.ts';
import { schoolYearOf, schoolYearStart } from '../coverage/school-year.ts';
import { lastDay } from '../coverage/tally.ts';
import type { IndicatorStatementRow, RecordsTables } from '../database/tables.ts';
import type { UnitOnDay, UnitTree } from '../units/unit-tree.ts';

/** Of which units an indicator is asked, and whether each school year asks anew. */
const ASKED_OF: Record<Indicator, { kinds: readonly UnitKind[]; yearly: boolean }> = {
  'ke-hoach': { kinds: ['truong', 'nhom-tre'], yearly: true },
  'cong-khai': { kinds: ['truong', 'nhom-tre'], yearly: true },
  'dau-moi': { kinds: ['truong', 'nhom-tre'], yearly: false },
  'truong-an-toan': { kinds: ['truong', 'nhom-tre'], yearly: false },
  // Each Phòng stands for the authorities of its place.
  'chinh-quyen': { kinds: ['phong'], yearly: false },
};

/** The indicators in the order of plans. */
export const INDICATOR_IDS = indicatorSchema.options;

/** Whether an indicator is asked of a kind of unit. */
export function isAskedOf(indicator: Indicator, kind: UnitKind): boolean {
  return ASKED_OF[indicator].kinds.includes(kind);
}

/** First day a statement on the indicator counts from, for a figure of a day. */
export function countsSince(indicator: Indicator, programme: Programme, on: string): string {
  const { from } = programme.period;
  if (!ASKED_OF[indicator].yearly) return from;
  const year = schoolYearStart(schoolYearOf(lastDay(programme, on)));
  return year > from ? year : from;
}

/** What each unit last stated of each indicator, by `holdingKey`. */
export type Holding = ReadonlyMap<string, IndicatorStatementRow>;

/** Key of a unit and an indicator in `Holding`. */
export function holdingKey(unitId: string, indicator: Indicator): string {
  return `${unitId} ${indicator}`;
}

/**
 * The statements that hold on a day (pure): of each unit and indicator the last within the time that
 * counts; of one day the one entered last.
 */
export function holdingOn(
  statements: readonly IndicatorStatementRow[],
  programme: Programme,
  on: string,
): Holding {
  const last = lastDay(programme, on);
  const since = new Map(INDICATOR_IDS.map((id) => [id, countsSince(id, programme, on)]));
  const holding = new Map<string, IndicatorStatementRow>();
  const order = ({ day, entered_at, id }: IndicatorStatementRow) => `${day} ${entered_at} ${id}`;
  for (const statement of statements) {
    if (statement.day > last || statement.day < (since.get(statement.indicator) ?? '')) continue;
    const key = holdingKey(statement.unit_id, statement.indicator);
    const known = holding.get(key);
    if (known === undefined || order(known) < order(statement)) holding.set(key, statement);
  }
  return holding;
}

/** Reads the statements that hold on a day. */
export async function readHolding(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
): Promise<Holding> {
  const rows = await db
    .selectFrom('indicator_statement')
    .selectAll()
    .where('day', '>=', programme.period.from)
    .where('day', '<=', lastDay(programme, on))
    .execute();
  return holdingOn(
    rows.map((row) => ({ ...row, met: Number(row.met) })),
    programme,
    on,
  );
}

/** A Phòng over other Phòng is no place with authorities of its own: those below are asked. */
export function standsAbove(tree: UnitTree, id: string, kind: UnitKind): boolean {
  return (
    kind === 'phong' && tree.children(id).some((child) => child.kind === 'phong' && child.exists)
  );
}

/** The units of a node that an indicator is asked of: those that exist on the day of the tree. */
export function unitsAsked(
  tree: UnitTree,
  node: string | null,
  seen: UnitsSeen,
  indicator: Indicator,
): UnitOnDay[] {
  const within = node === null ? null : tree.below(node);
  return [...tree.all()].filter(
    ({ id, kind, exists }) =>
      exists &&
      isAskedOf(indicator, kind) &&
      !standsAbove(tree, id, kind) &&
      sees(seen, id) &&
      (within === null || within.has(id)),
  );
}

/** The rate of every indicator (pure): units that meet it over units that exist on the day. */
export function indicatorRates(
  programme: Programme,
  on: string,
  tree: UnitTree,
  node: string | null,
  seen: UnitsSeen,
  holding: Holding,
): IndicatorCoverage[] {
  return INDICATOR_IDS.map((indicator) => {
    const units = unitsAsked(tree, node, seen, indicator);
    const said = units.map(({ id }) => holding.get(holdingKey(id, indicator)));
    const met = said.filter((statement) => statement?.met === 1).length;
    const target = programme.indicators?.[indicator] ?? null;
    const shown = rate(met, units.length, target ?? 100);
    return {
      indicator,
      target,
      units: target === null ? { ...shown, met: null } : shown,
      silent: said.filter((statement) => statement === undefined).length,
      since: countsSince(indicator, programme, on),
    };
  });
}

/** An indicator's name. */
export function indicatorName(indicator: Indicator): string {
  return INDICATORS[indicator];
}
