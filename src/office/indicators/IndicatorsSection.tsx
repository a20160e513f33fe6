import { useRef, useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { IndicatorGrid, StatementInput } from '../../records/contract/indicators.ts';
import { newId } from '../../records/database/ids.ts';
import { INDICATORS, type Indicator, indicatorSchema } from '../../schemas/vocabulary.ts';
import { messageOf } from '../api.ts';
import { formatCount } from '../format.ts';
import { pastedCells, saidOf } from '../paste.ts';
import { formatRoute } from '../routes.ts';
import { ScopeBar } from '../scope/ScopeBar.tsx';
import { chooseScope } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';

type Row = IndicatorGrid['units'][number];
const PAGE_SIZE = 30;
const COLUMNS = indicatorSchema.options;

/** Whether a kind of unit is asked an indicator: authorities of the Phòng, all else of schools. */
const asked = (row: Row, indicator: Indicator) =>
  (row.kind === 'phong') === (indicator === 'chinh-quyen');
const cellKey = (unitId: string, indicator: Indicator) => `${unitId} ${indicator}`;

/** Chỉ tiêu: what each school has met, entered by keyboard or pasted, kept as dated statements. */
export function IndicatorsSection({ office, data, route, today, go }: SectionProps) {
  const [draft, setDraft] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [day, setDay] = useState(today);
  const [statedBy, setStatedBy] = useState('');
  const [note, setNote] = useState('');
  const [page, setPage] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [kept, setKept] = useState<string[]>([]);
  const grid = useRef<HTMLDivElement>(null);

  const scope = chooseScope(route, data.programmes, office.settings.currentProgramme, today);
  const unit = data.units.some(({ id }) => id === route.unit) ? route.unit : null;
  const shown = useResource(
    scope === null ? null : `${scope.kept.id} ${scope.on} ${unit ?? ''} ${data.revision}`,
    () => office.api.indicators({ programme: scope?.kept.id ?? '', on: scope?.on ?? today, unit }),
  );
  if (scope === null) return <SectionTitle>Chỉ tiêu</SectionTitle>;
  const rows = (shown.data?.units ?? []).slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);

  const change = (changes: Iterable<[string, boolean | null]>) => {
    const next = new Map(draft);
    for (const [key, met] of changes) {
      if (met === null) next.delete(key);
      else next.set(key, met);
    }
    setDraft(next);
  };
  const save = async () => {
    if (statedBy.trim() === '') {
      setProblem('Hãy ghi người xác nhận.');
      return;
    }
    const statements = [...draft].map(([key, met]): StatementInput => {
      const [unitId = '', indicator = ''] = key.split(' ');
      return {
        id: newId(),
        unitId,
        indicator: indicatorSchema.parse(indicator),
        day,
        met,
        statedBy: statedBy.trim(),
        note: note.trim(),
      };
    });
    try {
      await office.api.keepStatements(statements);
      setKept(statements.map(({ id }) => id));
      setDraft(new Map());
      setProblem(null);
      await office.refresh();
    } catch (cause) {
      setProblem(messageOf(cause));
    }
  };
  const takeBack = async () => {
    try {
      await office.api.withdrawStatements(kept);
      setKept([]);
      await office.refresh();
    } catch (cause) {
      setProblem(messageOf(cause));
    }
  };
  /** Arrows move between the cells; letters answer: x, đ, 1 met; k, 0 not; Delete nothing. */
  const onKey = (event: KeyboardEvent, at: { row: number; column: number }, key: string) => {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      let [row, column] = [at.row, at.column];
      for (let tries = 0; tries < PAGE_SIZE; tries++) {
        row += step[0];
        column += step[1];
        const next = grid.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`);
        if (next !== null && next !== undefined) {
          next.focus();
          return;
        }
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Enter') return;
    if (event.key === 'Delete' || event.key === 'Backspace') change([[key, null]]);
    else if (event.key.length === 1 && event.key !== ' ') {
      const said = saidOf(event.key);
      if (said === 'met' || said === 'not-met') change([[key, said === 'met']]);
    }
  };
  const onPaste = (event: ClipboardEvent, at: { row: number; column: number }) => {
    event.preventDefault();
    const changes: [string, boolean][] = [];
    for (const [down, cells] of pastedCells(
      event.clipboardData?.getData('text/plain') ?? '',
    ).entries()) {
      for (const [right, text] of cells.entries()) {
        const row = rows[at.row + down];
        const indicator = COLUMNS[at.column + right];
        const said = saidOf(text);
        if (said === null || row === undefined || indicator === undefined) {
          setProblem(
            'Chưa dán được: mỗi ô ghi "Đạt" hoặc "Chưa", và vùng dán phải nằm trong bảng.',
          );
          return;
        }
        if (said !== 'nothing' && asked(row, indicator))
          changes.push([cellKey(row.id, indicator), said === 'met']);
      }
    }
    setProblem(null);
    change(changes);
  };

  const columns: Column<Row>[] = [
    { key: 'name', header: 'Đơn vị', rowHeader: true, cell: (row) => row.name },
    ...COLUMNS.map((indicator, column) => ({
      key: indicator,
      header: INDICATORS[indicator],
      cell: (row: Row) => {
        if (!asked(row, indicator)) return <span class="of-soft">không áp dụng</span>;
        const key = cellKey(row.id, indicator);
        const held = row.statements.find((statement) => statement.indicator === indicator);
        const drafted = draft.get(key);
        const met = drafted ?? held?.met;
        const at = { row: rows.indexOf(row), column };
        const words = met === undefined ? '–' : met ? '✓ Đạt' : 'Chưa đạt';
        return (
          <button
            type="button"
            class="of-cell"
            data-at={`${at.row} ${at.column}`}
            {...(drafted === undefined ? {} : { 'data-draft': '' })}
            aria-label={`${row.name}, ${INDICATORS[indicator]}: ${met === undefined ? 'chưa xác nhận' : words}`}
            title={
              held === undefined
                ? undefined
                : `${formatDay(held.day)}, ${held.statedBy}${held.note === '' ? '' : `: ${held.note}`}`
            }
            onClick={() => change([[key, met !== true]])}
            onKeyDown={(event) => onKey(event, at, key)}
            onPaste={(event) => onPaste(event, at)}
          >
            {words}
          </button>
        );
      },
    })),
  ];

  return (
    <>
      <SectionTitle>Chỉ tiêu</SectionTitle>
      <ScopeBar
        scope={scope}
        programmes={data.programmes}
        settings={office.settings}
        today={today}
        onChange={(programme, on) => go({ programme, on })}
      />
      {shown.problem !== null && (
        <Notice kind="bad" alert>
          <p>{shown.problem}</p>
        </Notice>
      )}
      {shown.data !== null && shown.data.units.length === 0 && (
        <Notice kind="info" title="Chưa có trường nào">
          <p>
            Hãy <a href={formatRoute({ ...route, section: 'nhap-du-lieu' })}>nhập danh sách</a>{' '}
            trước; mỗi trường trong danh sách sẽ là một hàng ở đây.
          </p>
        </Notice>
      )}
      {shown.data !== null && shown.data.units.length > 0 && (
        <>
          <ul class="of-trend__key" aria-label="Tỷ lệ đơn vị đạt">
            {shown.data.rates.map(({ indicator, units, target }) => (
              <li key={indicator}>
                {INDICATORS[indicator]}: <strong>{units.shown}</strong> (
                {formatCount(units.numerator)}/{formatCount(units.denominator)}
                {target === null ? '' : `, mục tiêu ${target}%`})
              </li>
            ))}
          </ul>
          <p class="of-hint of-noprint">
            Bấm ô để đổi Đạt/Chưa đạt; bàn phím: mũi tên để đi, x là đạt, k là chưa, Delete để bỏ.
            Dán được cả vùng từ Excel.
          </p>
          <div ref={grid}>
            <Table
              caption={`Xác nhận tính đến hết ngày ${formatDay(scope.on)}`}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              busy={shown.loading}
            />
          </div>
          <Pager
            noun="đơn vị"
            label="Trang của bảng chỉ tiêu"
            total={shown.data.units.length}
            pageSize={PAGE_SIZE}
            page={page}
            onPage={setPage}
          />
          <form
            class="of-block of-noprint"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <div class="of-fields">
              <label class="of-field">
                <span>Đúng tại ngày</span>
                <input
                  type="date"
                  value={day}
                  max={today}
                  onInput={(event) => setDay(event.currentTarget.value)}
                />
              </label>
              <label class="of-field">
                <span>Người xác nhận</span>
                <input
                  type="text"
                  value={statedBy}
                  maxLength={120}
                  onInput={(event) => setStatedBy(event.currentTarget.value)}
                />
              </label>
              <label class="of-field">
                <span>Minh chứng (số kế hoạch, địa chỉ đăng…)</span>
                <input
                  type="text"
                  value={note}
                  maxLength={500}
                  onInput={(event) => setNote(event.currentTarget.value)}
                />
              </label>
            </div>
            <div class="of-actions">
              <button
                type="submit"
                class="of-button of-button--main"
                disabled={draft.size === 0 || day === ''}
              >
                Lưu {formatCount(draft.size)} xác nhận
              </button>
              {draft.size > 0 && (
                <button type="button" class="of-button" onClick={() => setDraft(new Map())}>
                  Bỏ các ô chưa lưu
                </button>
              )}
            </div>
          </form>
        </>
      )}
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {kept.length > 0 && (
        <Notice kind="info" alert>
          <p>
            Đã lưu {formatCount(kept.length)} xác nhận.{' '}
            <button type="button" class="of-link" onClick={() => void takeBack()}>
              Hoàn tác
            </button>
          </p>
        </Notice>
      )}
    </>
  );
}
