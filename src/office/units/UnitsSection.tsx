import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { TreeUnit } from '../../records/contract/units.ts';
import { UNIT_KINDS } from '../../schemas/vocabulary.ts';
import { messageOf } from '../api.ts';
import { formatCount } from '../format.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { Table } from '../ui/Table.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { useResource } from '../ui/use-resource.ts';
import { AddUnit } from './AddUnit.tsx';
import { EditUnit } from './EditUnit.tsx';
import { linesNamed, placesFor, type UnitLine, unitLines } from './tree-rows.ts';

const PAGE_SIZE = 50;

/** What was done last, and how to take it back. */
interface Done {
  text: string;
  undo: (() => Promise<void>) | null;
}

/** Đơn vị: the tree of units of a day; units are added, moved, renamed and ended from a day on. */
export function UnitsSection({ office, data, today }: SectionProps) {
  const printing = usePrinting();
  const [on, setOn] = useState(today);
  const [words, setWords] = useState('');
  const [page, setPage] = useState(0);
  const [edited, setEdited] = useState<TreeUnit | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const tree = useResource(`${on} ${data.revision}`, () => office.api.unitTree(on));

  const attempt = async (work: () => Promise<Done>): Promise<boolean> => {
    try {
      setDone(await work());
      setProblem(null);
      await office.refresh();
      return true;
    } catch (cause) {
      setProblem(messageOf(cause));
      return false;
    }
  };
  const lines = unitLines(tree.data ?? []);
  const named = linesNamed(lines, words);
  const shown = printing ? named : named.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  // What a unit was on another day is looked at, not changed: the form starts from what it is now.
  const current = on === today;

  return (
    <>
      <SectionTitle>Đơn vị</SectionTitle>
      <p class="of-hint of-noprint">
        Đơn vị chuyển nơi, đổi tên hay kết thúc từ ngày nào thì báo cáo trước ngày ấy vẫn giữ nguyên
        số.
      </p>
      <div class="of-toolbar of-noprint">
        <label class="of-field">
          <span>Tìm đơn vị</span>
          <input
            type="search"
            value={words}
            onInput={(event) => {
              setWords(event.currentTarget.value);
              setPage(0);
            }}
          />
        </label>
        <label class="of-field">
          <span>Tại ngày</span>
          <input
            type="date"
            value={on}
            onChange={(event) => setOn(event.currentTarget.value || today)}
          />
        </label>
        {!current && (
          <button type="button" class="of-link" onClick={() => setOn(today)}>
            Về hôm nay để sửa
          </button>
        )}
      </div>
      {done !== null && (
        <Notice kind="good" alert>
          <p>
            {done.text}{' '}
            {done.undo !== null && (
              <button
                type="button"
                class="of-link"
                onClick={() =>
                  void attempt(async () => {
                    await done.undo?.();
                    return { text: 'Đã hoàn tác.', undo: null };
                  })
                }
              >
                Hoàn tác
              </button>
            )}
          </p>
        </Notice>
      )}
      {(tree.problem ?? (edited === null ? problem : null)) !== null && (
        <Notice kind="bad" alert>
          <p>{tree.problem ?? problem}</p>
        </Notice>
      )}
      {tree.data === null && tree.loading && <p class="of-wait">Đang tìm…</p>}
      {tree.data !== null && named.length === 0 && (
        <p>
          {words === ''
            ? 'Chưa có đơn vị nào. Hãy nhập danh sách ở mục Nhập dữ liệu.'
            : 'Không có đơn vị nào có tên như vậy.'}
        </p>
      )}
      {named.length > 0 && (
        <>
          <Table
            caption={`${formatCount(named.length)} đơn vị, như ở ngày ${formatDay(on)}`}
            columns={[
              { key: 'name', header: 'Đơn vị', rowHeader: true, cell: nameCell },
              ...(current && !printing
                ? [
                    {
                      key: 'edit',
                      header: 'Sửa',
                      cell: ({ unit, changeable }: UnitLine) =>
                        changeable && (
                          <button
                            type="button"
                            class="of-link"
                            aria-label={`Sửa ${unit.name}`}
                            onClick={() => {
                              setProblem(null);
                              setEdited(unit);
                            }}
                          >
                            Sửa
                          </button>
                        ),
                    },
                  ]
                : []),
              {
                key: 'people',
                header: 'Người',
                numeric: true,
                cell: ({ unit }) => formatCount(unit.people),
              },
              { key: 'kind', header: 'Loại', cell: ({ unit }) => UNIT_KINDS[unit.kind] },
              { key: 'past', header: 'Trước đây', wide: true, cell: pastCell },
            ]}
            rows={shown}
            rowKey={({ unit }) => unit.id}
            busy={tree.loading}
          />
          {!printing && (
            <Pager
              noun="đơn vị"
              label="Trang của bảng đơn vị"
              total={named.length}
              pageSize={PAGE_SIZE}
              page={page}
              onPage={setPage}
            />
          )}
        </>
      )}
      {tree.data !== null && current && placesFor(lines, null).length > 0 && (
        <section class="of-block of-noprint" aria-label="Thêm đơn vị">
          <h3>Thêm đơn vị bằng tay</h3>
          <AddUnit
            places={placesFor(lines, null)}
            onAdd={(unit) =>
              attempt(async () => {
                await office.api.addUnit(unit);
                return {
                  text: `Đã thêm ${unit.name}.`,
                  undo: () => office.api.dropUnit(unit.id),
                };
              })
            }
          />
        </section>
      )}
      {edited !== null && (
        <EditUnit
          unit={edited}
          places={placesFor(lines, edited.id)}
          today={today}
          refused={problem}
          onClose={() => {
            setEdited(null);
            setProblem(null);
          }}
          onSave={(from, change) =>
            void attempt(async () => {
              const changed = await office.api.changeUnits({ from, changes: [change] });
              setEdited(null);
              return {
                text: `Đã lưu thay đổi của ${edited.name} từ ngày ${formatDay(from)}.`,
                undo: () => office.api.undoUnitChange(changed),
              };
            })
          }
        />
      )}
    </>
  );
}

/** Deeper units stand further in, up to what a phone has room for. */
function nameCell({ unit, depth }: UnitLine) {
  return (
    <span class={`of-depth of-depth--${Math.min(depth, 4)}`}>
      {unit.name}
      {unit.endedOn !== null && (
        <span class="of-soft">
          {' '}
          ({unit.exists ? 'đến' : 'đã kết thúc từ'} {formatDay(unit.endedOn)})
        </span>
      )}
    </span>
  );
}

function pastCell({ unit }: UnitLine) {
  if (unit.past.length === 0) return '–';
  return (
    <ul class="of-missing">
      {unit.past.map(({ until, name, parent }) => (
        <li key={until}>
          Trước {formatDay(until)}: {name === unit.name ? '' : `${name}, `}thuộc{' '}
          {parent || 'chưa rõ'}
        </li>
      ))}
    </ul>
  );
}
