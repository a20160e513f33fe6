import { useRef, useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import { INDICATORS, type Indicator } from '../../schemas/vocabulary.ts';
import { saidOf } from '../paste/cells.ts';
import { type Column, Table } from '../ui/Table.tsx';
import {
  asked,
  COLUMNS,
  cellKey,
  type Draft,
  type GridUnit,
  heldBy,
  type Place,
  placeAfter,
} from './draft.ts';

interface Props {
  caption: string;
  /** The units of the page. */
  units: GridUnit[];
  draft: Draft;
  busy: boolean;
  /** Paper: words alone. */
  printing: boolean;
  onAnswer(key: string, met: boolean | null): void;
  /** A block was pasted in a cell. */
  onPaste(text: string, at: Place): void;
}

/** Rows that a Page key goes over. */
const PAGE_ROWS = 10;

/**
 * The answers of each unit, as cells to fill in like a spreadsheet's: one of them takes Tab, arrows,
 * Home, End and Page keys go between them; x, đ, 1 mean met, k, 0 not met, Delete takes back.
 */
export function IndicatorGrid(props: Props) {
  const { caption, units, draft, busy, printing, onAnswer, onPaste } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [here, setHere] = useState<Place | null>(null);
  const first = placeAfter({ key: 'Home', ctrlKey: true }, { row: 0, column: 0 }, units, 0);
  const stop = here !== null && here.row < units.length ? here : first;
  const go = (place: Place) =>
    grid.current?.querySelector<HTMLElement>(`[data-at="${place.row} ${place.column}"]`)?.focus();

  const onKey = (event: KeyboardEvent, at: Place, key: string) => {
    const next = placeAfter(event, at, units, PAGE_ROWS);
    if (next !== null) {
      event.preventDefault();
      go(next);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Enter') return;
    if (event.key === 'Delete' || event.key === 'Backspace') onAnswer(key, null);
    else if (event.key.length === 1 && event.key !== ' ') {
      const said = saidOf(event.key);
      if (said === 'met' || said === 'not-met') onAnswer(key, said === 'met');
    }
  };

  const cell = (unit: GridUnit, indicator: Indicator, column: number) => {
    if (!asked(unit, indicator)) return printing ? '' : <span class="of-soft">không áp dụng</span>;
    const key = cellKey(unit.id, indicator);
    const held = heldBy(unit, indicator);
    const drafted = draft.get(key);
    const met = drafted ?? held?.met;
    const words = met === undefined ? '–' : met ? '✓ Đạt' : 'Chưa đạt';
    if (printing) return words;
    const at = { row: units.indexOf(unit), column };
    return (
      <button
        type="button"
        class={`of-cell ${met === true ? 'of-cell--met' : ''}`}
        data-at={`${at.row} ${at.column}`}
        tabIndex={at.row === stop?.row && at.column === stop.column ? 0 : -1}
        {...(drafted === undefined ? {} : { 'data-draft': '' })}
        aria-label={`${unit.name}, ${INDICATORS[indicator]}: ${met === undefined ? 'chưa xác nhận' : words}${drafted === undefined ? '' : ', chưa lưu'}`}
        title={
          held === undefined
            ? undefined
            : `${formatDay(held.day)}, ${held.statedBy}${held.note === '' ? '' : `: ${held.note}`}`
        }
        onFocus={() => setHere(at)}
        onClick={() => onAnswer(key, met !== true)}
        onKeyDown={(event) => onKey(event, at, key)}
        onPaste={(event) => {
          event.preventDefault();
          onPaste(event.clipboardData?.getData('text/plain') ?? '', at);
        }}
      >
        {words}
      </button>
    );
  };

  const columns: Column<GridUnit>[] = [
    { key: 'name', header: 'Đơn vị', rowHeader: true, cell: ({ name }) => name },
    ...COLUMNS.map((indicator, column) => ({
      key: indicator,
      header: INDICATORS[indicator],
      cell: (unit: GridUnit) => cell(unit, indicator, column),
    })),
  ];
  return (
    <div ref={grid} class="of-grid">
      <Table caption={caption} columns={columns} rows={units} rowKey={({ id }) => id} busy={busy} />
    </div>
  );
}
