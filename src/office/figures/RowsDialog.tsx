import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { FigureRow, FigureRows } from '../../records/contract/figures.ts';
import { formatCount } from '../format.ts';
import type { Office } from '../office.ts';
import type { ChosenScope } from '../scope/scope.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { PrintHead } from '../ui/PrintHead.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { useResource } from '../ui/use-resource.ts';
import type { ShownFigure } from './figures.ts';
import { CLASS_COLUMNS, PERSON_COLUMNS, UNIT_COLUMNS } from './row-columns.ts';

interface Props {
  office: Office;
  scope: ChosenScope;
  figure: ShownFigure;
  onClose(): void;
}

const PAGE_SIZE = 50;
/** Rows asked for at once; a longer list is gone through, not sorted, copied or printed. */
const CHUNK = 1000;

/** What the rows add up to, in words. */
function sumOf({ counted }: ShownFigure, { total, pupils }: FigureRows): string {
  const rows = `${formatCount(total)} dòng`;
  if (pupils === null || counted === 'rows') return rows;
  return `${rows}, ${formatCount(pupils.reached)} / ${formatCount(pupils.size)} học sinh`;
}

/** Whether the rows make up the figure that was opened: on a server others may be at work. */
function agrees({ counted, count }: ShownFigure, { total, pupils }: FigureRows): boolean {
  return count === (counted === 'rows' ? total : pupils?.[counted]);
}

/** The rows behind a figure, with the way to the figures beside it. Escape closes it. */
export function RowsDialog({ office, scope, figure: first, onClose }: Props) {
  const printing = usePrinting();
  const [figure, setFigure] = useState(first);
  const [page, setPage] = useState(0);
  const { title, on = scope.on, query, kin = [] } = figure;
  const offset = Math.floor((page * PAGE_SIZE) / CHUNK) * CHUNK;
  const asked = { programme: scope.kept.id, on, ...query, offset, limit: CHUNK };
  const { data, loading, problem } = useResource(JSON.stringify(asked), () =>
    office.api.figureRows(asked),
  );
  const whole = data !== null && data.total <= CHUNK;
  const start = page * PAGE_SIZE - offset;
  const rows = (part: FigureRow[]) =>
    data !== null && (
      <RowsTable rows={part} whole={whole} caption={sumOf(figure, data)} busy={loading} />
    );

  if (printing && data !== null) {
    return (
      <section class="of-printrows">
        <PrintHead settings={office.settings} title={title} scope={{ ...scope, on }} />
        {!whole && <p>Một phần của danh sách: tải tệp ở mục Xuất, báo cáo để có đủ.</p>}
        {rows(data.rows)}
      </section>
    );
  }
  return (
    <Dialog title={title} wide onClose={onClose}>
      {kin.length > 1 && (
        <fieldset class="of-segments">
          <legend class="of-hidden">Số liệu liên quan</legend>
          {kin.map((other) => (
            <button
              key={other.title}
              type="button"
              class="of-chip"
              aria-pressed={other.title === title}
              onClick={() => {
                setFigure({ ...other, kin });
                setPage(0);
              }}
            >
              {other.title.split(': ')[0]}: {formatCount(other.count)}
            </button>
          ))}
        </fieldset>
      )}
      <p class="of-hint">Tính đến hết ngày {formatDay(on)}</p>
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {data === null && loading && <p class="of-wait">Đang tìm các dòng…</p>}
      {data !== null && !loading && !agrees(figure, data) && (
        <Notice kind="warning" alert>
          <p>Dữ liệu vừa đổi sau khi trang được mở. Hãy đóng bảng này và tải lại trang.</p>
        </Notice>
      )}
      {data?.total === 0 && <p>Không có dòng nào.</p>}
      {data !== null && data.total > 0 && whole && rows(data.rows)}
      {data !== null && !whole && (
        <>
          {rows(data.rows.slice(start, start + PAGE_SIZE))}
          <Pager
            noun="dòng"
            label="Chuyển trang"
            total={data.total}
            pageSize={PAGE_SIZE}
            page={page}
            onPage={setPage}
          />
          <p class="of-note">
            Danh sách dài hơn {formatCount(CHUNK)} dòng: mở một đơn vị để tìm, xếp, chép và in; hoặc
            tải tệp Excel ở mục Xuất, báo cáo.
          </p>
        </>
      )}
      <div class="of-actions">
        {whole && data.total > 0 && (
          <button type="button" class="of-button" onClick={() => window.print()}>
            In danh sách này
          </button>
        )}
        <button type="button" class="of-button" onClick={onClose}>
          Đóng
        </button>
      </div>
    </Dialog>
  );
}

interface RowsProps {
  rows: FigureRow[];
  /** All rows are here: they can be sorted, found and copied. */
  whole: boolean;
  caption: string;
  busy: boolean;
}

/** All rows of one figure are of one kind. */
function RowsTable({ rows, ...rest }: RowsProps) {
  const people = rows.filter((row) => row.kind === 'person');
  if (people.length > 0)
    return <KindTable noun="người" columns={PERSON_COLUMNS} rows={people} {...rest} />;
  const classes = rows.filter((row) => row.kind === 'class');
  if (classes.length > 0)
    return <KindTable noun="lớp" columns={CLASS_COLUMNS} rows={classes} {...rest} />;
  const units = rows.filter((row) => row.kind === 'unit');
  return <KindTable noun="đơn vị" columns={UNIT_COLUMNS} rows={units} {...rest} />;
}

function KindTable<Row extends { id: string }>({
  whole,
  noun,
  ...rest
}: Omit<RowsProps, 'rows'> & { columns: Column<Row>[]; rows: Row[]; noun: string }) {
  const rowKey = ({ id }: Row) => id;
  return whole ? (
    <DataTable {...rest} rowKey={rowKey} noun={noun} pageSize={PAGE_SIZE} />
  ) : (
    <Table {...rest} rowKey={rowKey} />
  );
}
