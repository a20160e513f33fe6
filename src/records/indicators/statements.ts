import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import { INDICATORS } from '../../schemas/vocabulary.ts';
import { idsOf, sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type { IndicatorGrid, Statement, StatementInput } from '../contract/indicators.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { IndicatorStatementRow, RecordsTables } from '../database/tables.ts';
import type { AskedNode } from '../routes/asked-node.ts';
import {
  holdingKey,
  INDICATOR_IDS,
  indicatorRates,
  isAskedOf,
  readHolding,
  standsAbove,
} from './holding.ts';

type Database = Kysely<RecordsTables>;

/** The units of a node that any indicator is asked of, with what holds on a day, and the rates. */
export async function indicatorGrid(
  db: Database,
  programme: Programme,
  on: string,
  { tree, node, seen }: AskedNode,
): Promise<IndicatorGrid> {
  const holding = await readHolding(db, programme, on);
  const within = node === null ? null : tree.below(node);
  const order = new Intl.Collator('vi', { numeric: true });
  const units = [...tree.all()]
    .filter(
      ({ id, kind, exists }) =>
        exists &&
        sees(seen, id) &&
        !standsAbove(tree, id, kind) &&
        (within === null || within.has(id)) &&
        INDICATOR_IDS.some((indicator) => isAskedOf(indicator, kind)),
    )
    // Schools first: most of the work is there.
    .sort(
      (a, b) =>
        Number(a.kind === 'phong') - Number(b.kind === 'phong') || order.compare(a.name, b.name),
    );
  return {
    on,
    path: node === null ? [] : tree.path(node).map(({ id, name }) => ({ id, name })),
    rates: indicatorRates(programme, on, tree, node, seen, holding),
    units: units.map(({ id, name, kind, parentId }) => ({
      id,
      name,
      kind,
      parent: parentId === null ? '' : (tree.get(parentId)?.name ?? ''),
      statements: INDICATOR_IDS.flatMap((indicator) => {
        const held = holding.get(holdingKey(id, indicator));
        return held === undefined ? [] : [shown(held)];
      }),
    })),
  };
}

/** Keeps statements, all or none; one that is there already (same id) stays as it is. */
export async function keepStatements(
  db: Database,
  statements: readonly StatementInput[],
  today: string,
  now: string,
  seen: UnitsSeen,
): Promise<number> {
  const units = new Map(
    (await db.selectFrom('unit').select(['id', 'name', 'kind']).execute()).map((unit) => [
      unit.id,
      unit,
    ]),
  );
  for (const { unitId, indicator, day } of statements) {
    const unit = units.get(unitId);
    if (unit === undefined || !sees(seen, unitId)) {
      throw new ApiProblem(
        404,
        'unknown-unit',
        'Có đơn vị không còn. Hãy tải lại trang rồi ghi lại.',
      );
    }
    if (!isAskedOf(indicator, unit.kind)) {
      throw new ApiProblem(
        422,
        'not-asked',
        `Chỉ tiêu "${INDICATORS[indicator]}" không áp dụng cho ${unit.name}. Hãy bỏ ô ấy rồi lưu lại.`,
      );
    }
    if (day > today) {
      throw new ApiProblem(
        422,
        'day-to-come',
        'Ngày xác nhận còn ở phía trước. Hãy ghi ngày hôm nay hoặc ngày đã qua.',
      );
    }
  }
  const rows = statements.map(
    ({ id, unitId, indicator, day, met, statedBy, note }): IndicatorStatementRow => ({
      id,
      unit_id: unitId,
      indicator,
      day,
      met: met ? 1 : 0,
      stated_by: statedBy,
      note,
      entered_at: now,
    }),
  );
  await bulkInsert(
    db,
    'indicator_statement',
    ['id', 'unit_id', 'indicator', 'day', 'met', 'stated_by', 'note', 'entered_at'],
    rows,
  );
  return rows.length;
}

/** Takes statements entered by mistake back; answers those that were there. */
export async function dropStatements(
  db: Database,
  ids: readonly string[],
  seen: UnitsSeen,
): Promise<IndicatorStatementRow[]> {
  const units = idsOf(seen);
  const dropped: IndicatorStatementRow[] = [];
  for (let start = 0; start < ids.length; start += 500) {
    let query = db
      .deleteFrom('indicator_statement')
      .where('id', 'in', ids.slice(start, start + 500));
    if (units !== null) query = query.where('unit_id', 'in', units);
    dropped.push(...(await query.returningAll().execute()));
  }
  return dropped;
}

function shown({ id, indicator, day, met, stated_by, note }: IndicatorStatementRow): Statement {
  return { id, indicator, day, met: met === 1, statedBy: stated_by, note };
}
