import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { CodeCard, CodeHolder } from '../../records/contract/learners.ts';
import { type CodeDeed, messageOf, type WhoseCodes } from '../api.ts';
import { formatCount } from '../format.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';
import { CardPrint } from './CardPrint.tsx';
import { HolderDeeds, type StoppingDeed, StopQuestion } from './HolderDeeds.tsx';
import { NeedsServer } from './NeedsServer.tsx';

const PAGE = 100;
/** More cards than this on one page would stop a school's PC. */
const MOST_CARDS = 1000;

/** Mã học viên: who has a code and has used it; give, renew, stop and print them. */
export function CodesSection(props: SectionProps) {
  return (
    <>
      <SectionTitle>Mã học viên</SectionTitle>
      {props.office.home === 'browser' ? <NeedsServer /> : <Codes {...props} />}
    </>
  );
}

function Codes({ office, data, route, go }: SectionProps) {
  const [page, setPage] = useState(0);
  const [changes, setChanges] = useState(0);
  const [asked, setAsked] = useState<{ deed: StoppingDeed; holder: CodeHolder } | null>(null);
  const [cards, setCards] = useState<CodeCard[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const unit = route.unit ?? '';
  const list = useResource(`${data.revision} ${changes} ${unit} ${page}`, () =>
    office.api.codeHolders({ unit }, { offset: page * PAGE, limit: PAGE }),
  );

  async function run(work: () => Promise<void>) {
    setBusy(true);
    setDone(null);
    setProblem(null);
    try {
      await work();
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    setBusy(false);
  }

  const change = (deed: CodeDeed, which: WhoseCodes, told: (changed: number) => string) =>
    run(async () => {
      setDone(told(await office.api.changeCodes(deed, which)));
      setChanges((count) => count + 1);
    });
  const print = (which: WhoseCodes) => run(async () => setCards(await office.api.codeCards(which)));
  const alone = ({ personId }: CodeHolder): WhoseCodes => ({ unit: '', people: [personId] });

  if (cards !== null) {
    return (
      <CardPrint
        cards={cards}
        publicAddress={office.settings.publicAddress}
        onBack={() => setCards(null)}
      />
    );
  }

  const columns: Column<CodeHolder>[] = [
    { key: 'name', header: 'Họ và tên', rowHeader: true, cell: ({ name }) => name },
    { key: 'roster', header: 'Mã trong danh sách', cell: ({ rosterCode }) => rosterCode },
    { key: 'unit', header: 'Đơn vị', wide: true, cell: (holder) => holder.unit },
    {
      key: 'issued',
      header: 'Mã học viên',
      cell: ({ issued }) => (issued === null ? 'Chưa có' : `Cấp ngày ${formatDay(issued)}`),
    },
    {
      key: 'used',
      header: 'Đã dùng',
      cell: ({ issued, used }) =>
        used !== null ? `Gần nhất ${formatDay(used)}` : issued === null ? '' : 'Chưa',
    },
    {
      key: 'deeds',
      header: 'Việc',
      cell: (holder) => (
        <HolderDeeds
          holder={holder}
          busy={busy}
          onIssue={() => void change('issue', alone(holder), () => `Đã cấp mã cho ${holder.name}.`)}
          onPrint={() => void print(alone(holder))}
          onAsk={(deed) => setAsked({ deed, holder })}
        />
      ),
    },
  ];
  const found = list.data;
  const missing = found === null ? 0 : found.total - found.withCode;

  return (
    <>
      <p>
        Mỗi giáo viên, nhân viên có một mã in trên thẻ, dùng thay mật khẩu: gắn điện thoại với tên
        trong danh sách để kết quả tự gửi về. Thẻ là của riêng từng người: phát tận tay, không chụp
        gửi vào nhóm chung.
      </p>
      <div class="of-fields">
        <label class="of-field">
          <span>Đơn vị</span>
          <select
            value={unit}
            onChange={(event) => {
              setPage(0);
              setDone(null);
              go({ unit: event.currentTarget.value || null });
            }}
          >
            <option value="">Tất cả đơn vị</option>
            {data.units.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div role="status">
        {done !== null && (
          <Notice kind="good">
            <p>{done}</p>
          </Notice>
        )}
      </div>
      {(problem ?? list.problem) !== null && (
        <Notice kind="bad" alert>
          <p>{problem ?? list.problem}</p>
        </Notice>
      )}
      {found !== null && found.total === 0 && (
        <p>
          Chưa có ai trong danh sách ở đây. <a href="#/nhap-du-lieu">Nhập danh sách người học</a>{' '}
          trước, rồi cấp mã.
        </p>
      )}
      {found !== null && found.total > 0 && (
        <>
          <p>
            <strong>
              {formatCount(found.withCode)}/{formatCount(found.total)} người
            </strong>{' '}
            đã có mã; {formatCount(found.used)} người đã dùng.
          </p>
          <div class="of-actions">
            {missing > 0 && (
              <button
                type="button"
                class="of-button of-button--main"
                disabled={busy}
                onClick={() =>
                  void change(
                    'issue',
                    { unit },
                    (count) => `Đã cấp mã cho ${formatCount(count)} người. Việc tiếp theo: in thẻ.`,
                  )
                }
              >
                Cấp mã cho {formatCount(missing)} người chưa có
              </button>
            )}
            {found.withCode > 0 && (
              <button
                type="button"
                class={`of-button ${missing === 0 ? 'of-button--main' : ''}`}
                disabled={busy || found.withCode > MOST_CARDS}
                onClick={() => void print({ unit })}
              >
                In thẻ của {formatCount(found.withCode)} người
              </button>
            )}
          </div>
          {found.withCode > MOST_CARDS && (
            <p class="of-hint">
              Mỗi lần in nhiều nhất {formatCount(MOST_CARDS)} thẻ. Hãy chọn một đơn vị ở trên để in
              dần.
            </p>
          )}
          <Table
            caption="Người trong danh sách và mã của họ"
            columns={columns}
            rows={found.people}
            rowKey={({ personId }) => personId}
            busy={list.loading}
          />
          <Pager
            noun="người"
            label="Trang của danh sách mã"
            total={found.total}
            pageSize={PAGE}
            page={page}
            onPage={setPage}
          />
        </>
      )}
      {asked !== null && (
        <StopQuestion
          {...asked}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            const { deed, holder } = asked;
            setAsked(null);
            void change(deed, alone(holder), () =>
              deed === 'renew'
                ? `Đã đổi mã của ${holder.name}. Hãy in thẻ mới và đưa tận tay.`
                : `Đã thu hồi mã của ${holder.name}.`,
            );
          }}
        />
      )}
    </>
  );
}
