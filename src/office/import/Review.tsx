import { useEffect, useRef, useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import {
  IMPORT_KINDS,
  type ImportPreview,
  ROW_VERDICTS,
  type RowVerdict,
  rowVerdictSchema,
} from '../../records/contract.ts';
import { dayInVietnam } from '../../records/wording/days.ts';
import { everyPage, type RecordsApi } from '../api.ts';
import { formatCount } from '../format.ts';
import type { OfficeSettings } from '../settings.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { useResource } from '../ui/use-resource.ts';
import { DroppedEntries } from './DroppedEntries.tsx';
import { GonePeople } from './GonePeople.tsx';
import { MappingForm } from './MappingForm.tsx';
import { type ImportQueue, rowsToKeep } from './queue.ts';
import { RowTable } from './RowTable.tsx';

interface Props {
  api: RecordsApi;
  queue: ImportQueue;
  preview: ImportPreview;
  /** What could not be done with this preview. */
  problem: string | null;
  modules: OfficeSettings['catalogue']['modules'];
}

const PAGE_SIZE = 25;
const VERDICTS: RowVerdict[] = rowVerdictSchema.options;

/** The filter to open with: what needs a look, else everything. */
function firstFilter({ counts }: ImportPreview): RowVerdict | null {
  const look: RowVerdict[] = ['error', 'proposed', 'unmatched'];
  return look.find((verdict) => counts[verdict] > 0) ?? null;
}

/** The ticks with one more, or one less. */
function marked<Key>(ticks: ReadonlySet<Key>, key: Key, yes: boolean): ReadonlySet<Key> {
  const next = new Set(ticks);
  if (yes) next.add(key);
  else next.delete(key);
  return next;
}

/** A file before anything of it is kept: what was understood, row by row, and the officer's word. */
export function Review({ api, queue, preview, problem, modules }: Props) {
  const [verdict, setVerdict] = useState<RowVerdict | null>(() => firstFilter(preview));
  const [page, setPage] = useState(0);
  const [accepted, setAccepted] = useState<ReadonlySet<number>>(new Set());
  const [dropped, setDropped] = useState<ReadonlySet<number>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [leftFrom, setLeftFrom] = useState(() => dayInVietnam(new Date()));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);

  const { counts } = preview;
  const total =
    verdict === null ? VERDICTS.reduce((sum, v) => sum + counts[v], 0) : counts[verdict];
  const rows = useResource(`${preview.id} ${verdict} ${page}`, () =>
    api.rows(preview.id, verdict, { offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  );
  const toKeep = rowsToKeep(counts, accepted.size + dropped.size, left.size);
  // A roster's doubtful lines are about people; of other files they are results, kept aside until known.
  const aboutPeople = preview.kind === 'roster' || preview.kind === 'school-file';
  const undecided = counts.proposed - accepted.size;
  const unmatched = counts.unmatched + (aboutPeople ? 0 : undecided);

  const accept = (key: number, yes: boolean) => setAccepted(marked(accepted, key, yes));
  const drop = (key: number, yes: boolean) => setDropped(marked(dropped, key, yes));
  const leave = (personId: string, yes: boolean) => setLeft(marked(left, personId, yes));

  function everyRow(of: 'proposed' | 'gone' | 'dropped') {
    return everyPage(counts[of], async (slice) => (await api.rows(preview.id, of, slice)).rows);
  }

  async function acceptAll() {
    setAccepted(new Set((await everyRow('proposed')).map(({ key }) => key)));
  }

  async function dropAll() {
    setDropped(new Set((await everyRow('dropped')).map(({ key }) => key)));
  }

  async function leaveAll() {
    const people = (await everyRow('gone')).flatMap(({ proposal }) => proposal?.personId ?? []);
    setLeft(new Set(people));
  }

  function confirm() {
    const body = { accept: [...accepted, ...dropped] };
    void queue.confirm(
      left.size === 0 ? body : { ...body, left: { people: [...left], from: leftFrom } },
    );
  }

  function show(one: RowVerdict | null) {
    setVerdict(one);
    setPage(0);
  }

  return (
    <section class="of-review" aria-label="Xem trước khi nhận">
      <h3 ref={heading} tabIndex={-1}>
        Xem trước: {preview.fileName}
      </h3>
      <p class="of-review__kind">
        {IMPORT_KINDS[preview.kind]} · {preview.encoding} · chưa ghi gì cả
      </p>
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {preview.warnings.length > 0 && (
        <Notice kind="warning" title="Cần để ý">
          <ul>
            {preview.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      {preview.kind !== 'record-file' && (
        <MappingForm
          preview={preview}
          modules={modules}
          onApply={(mapping) =>
            void (mapping.kind === preview.kind ? queue.remap(mapping) : queue.readAs(mapping.kind))
          }
        />
      )}
      <fieldset class="of-segments">
        <legend>Xem dòng nào</legend>
        <button
          type="button"
          class="of-chip"
          aria-pressed={verdict === null}
          onClick={() => show(null)}
        >
          Tất cả
        </button>
        {VERDICTS.filter((v) => counts[v] > 0).map((v) => (
          <button
            key={v}
            type="button"
            class={`of-chip of-chip--${v}`}
            aria-pressed={verdict === v}
            onClick={() => show(v)}
          >
            {ROW_VERDICTS[v]} <strong>{formatCount(counts[v])}</strong>
          </button>
        ))}
      </fieldset>
      {counts.proposed > 0 && (
        <Notice kind="warning" title="Chưa chắc là ai">
          <p>
            {aboutPeople
              ? `${formatCount(counts.proposed)} dòng có thể là người đang giữ dưới tên, mã hay ngày khác. Xem từng dòng và đánh dấu dòng đúng là người ấy. Dòng không đánh dấu không đổi gì của người đang giữ; nếu là người mới thì được thêm, như ghi ở từng dòng.`
              : `${formatCount(counts.proposed)} dòng chỉ khớp họ tên, hoặc có mã, email đúng mà họ tên khác; có thể là hai người. Đánh dấu từng dòng bạn chắc chắn. Dòng không đánh dấu được để riêng ở mục Chưa khớp.`}
          </p>
          <div class="of-actions">
            {verdict !== 'proposed' && (
              <button type="button" class="of-button" onClick={() => show('proposed')}>
                Xem {formatCount(counts.proposed)} dòng này
              </button>
            )}
            <button type="button" class="of-button" onClick={() => void acceptAll()}>
              Tôi đã kiểm, nhận cả {formatCount(counts.proposed)} dòng
            </button>
            {accepted.size > 0 && (
              <button type="button" class="of-button" onClick={() => setAccepted(new Set())}>
                Bỏ đánh dấu
              </button>
            )}
            <span>Đã đánh dấu {formatCount(accepted.size)}</span>
          </div>
        </Notice>
      )}
      {counts.gone > 0 && (
        <GonePeople
          count={counts.gone}
          marked={left.size}
          from={leftFrom}
          shown={verdict === 'gone'}
          onFrom={setLeftFrom}
          onShow={() => show('gone')}
          onAll={() => void leaveAll()}
          onNone={() => setLeft(new Set())}
        />
      )}
      {counts.dropped > 0 && (
        <DroppedEntries
          count={counts.dropped}
          marked={dropped.size}
          shown={verdict === 'dropped'}
          onShow={() => show('dropped')}
          onAll={() => void dropAll()}
          onNone={() => setDropped(new Set())}
        />
      )}
      {rows.problem !== null && (
        <Notice kind="bad" alert>
          <p>{rows.problem}</p>
          <button type="button" class="of-button" onClick={() => void queue.remap(preview.mapping)}>
            Đối chiếu lại
          </button>
        </Notice>
      )}
      {/* The buttons come with the rows: they must not move away under the officer's finger. */}
      {rows.data === null && rows.loading ? (
        <p class="of-wait">Đang lấy các dòng…</p>
      ) : (
        <>
          {rows.data !== null && rows.data.rows.length > 0 && (
            <RowTable
              rows={rows.data.rows}
              verdict={verdict}
              busy={rows.loading}
              accepted={accepted}
              onAccept={accept}
              dropped={dropped}
              onDrop={drop}
              left={left}
              onLeave={leave}
            />
          )}
          <Pager
            noun="dòng"
            label="Trang của các dòng"
            total={total}
            pageSize={PAGE_SIZE}
            page={page}
            onPage={setPage}
          />
          <div class="of-confirm">
            <p>
              Sẽ nhận <strong>{formatCount(toKeep)}</strong> dòng
              {left.size > 0 &&
                `, trong đó ${formatCount(left.size)} người nghỉ hoặc chuyển từ ${formatDay(leftFrom)}`}
              {dropped.size > 0 && `, bỏ ${formatCount(dropped.size)} mục trường không còn ghi`}
              {counts.same > 0 && `; ${formatCount(counts.same)} dòng đã có từ trước`}
              {aboutPeople &&
                undecided > 0 &&
                `; ${formatCount(undecided)} dòng chưa đánh dấu: thêm người mới hoặc bỏ qua, như ghi ở từng dòng`}
              {preview.changedUnits > 0 &&
                `; ${formatCount(preview.changedUnits)} đơn vị đổi tên, mã hoặc cấp trên`}
              {unmatched > 0 && `; ${formatCount(unmatched)} dòng để riêng ở mục Chưa khớp`}
              {counts.error > 0 && `; ${formatCount(counts.error)} dòng lỗi không nhận`}.
            </p>
            <div class="of-actions">
              <button
                type="button"
                class="of-button of-button--main"
                disabled={!preview.ready || (left.size > 0 && leftFrom === '')}
                onClick={confirm}
              >
                {toKeep > 0
                  ? `Nhận ${formatCount(toKeep)} dòng`
                  : preview.changedUnits > 0
                    ? 'Nhận thay đổi của đơn vị'
                    : 'Xong với tệp này'}
              </button>
              <button type="button" class="of-button" onClick={() => void queue.discard()}>
                Bỏ, không nhận gì
              </button>
            </div>
          </div>
        </>
      )}
    </section>
  );
}
