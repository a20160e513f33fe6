import { useEffect, useState } from 'preact/hooks';
import type { Unfinished } from '../../records/contract.ts';
import { COMPLETION_STATUS_LABELS, ROLES } from '../../schemas/vocabulary.ts';
import { everyPage } from '../api.ts';
import { fileNamePart, formatCount } from '../format.ts';
import { ScopeBar } from '../scope/ScopeBar.tsx';
import { chooseScope, quickDates } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import { CsvStyleChoice, useCsvStyle } from '../ui/CsvStyleChoice.tsx';
import { textColumn } from '../ui/columns.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { PrintHead } from '../ui/PrintHead.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { useResource } from '../ui/use-resource.ts';
import { Reminder } from './Reminder.tsx';

type Person = Unfinished['people'][number];

const PAGE_SIZE = 50;
/** More people than this are not listed on paper or in a reminder: a unit is chosen first. */
const LIST_MAX = 2000;

function columns(
  titles: ReadonlyMap<string, string>,
  withUnit: boolean,
  printing: boolean,
): Column<Person>[] {
  const lacked = ({ missing }: Person) =>
    missing.map(({ module }) => titles.get(module) ?? module).join('; ');
  return [
    textColumn({ key: 'name', header: 'Họ và tên', rowHeader: true }, ({ name }) => name),
    textColumn({ key: 'code', header: 'Mã', oneLine: true }, ({ code }) => code),
    ...(withUnit
      ? [textColumn<Person>({ key: 'unit', header: 'Đơn vị' }, ({ unit }) => unit)]
      : []),
    textColumn({ key: 'role', header: 'Vai trò', oneLine: true }, ({ role }) => ROLES[role]),
    {
      key: 'missing',
      header: 'Mô-đun còn thiếu',
      wide: true,
      value: lacked,
      // On paper one below the other would take four times the sheets.
      cell: (person) =>
        printing ? (
          lacked(person)
        ) : (
          <ul class="of-missing">
            {person.missing.map(({ module, status }) => (
              <li key={module}>
                {titles.get(module) ?? module}
                <span class="of-soft">
                  {' '}
                  – {status === null ? 'chưa học' : COMPLETION_STATUS_LABELS[status].toLowerCase()}
                </span>
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

/** Chưa hoàn thành: who has not passed what they must, by unit; to print, save and remind. */
export function UnfinishedSection({ office, data, route, today, go }: SectionProps) {
  const printing = usePrinting();
  const [page, setPage] = useState(0);
  const [csvStyle, setCsvStyle] = useCsvStyle();
  const scope = chooseScope(route, data.programmes, office.settings.currentProgramme, today);
  const unit = data.units.find(({ id }) => id === route.unit) ?? null;
  const about =
    scope === null ? null : `${scope.kept.id} ${scope.on} ${unit?.id ?? ''} ${data.revision}`;
  useEffect(() => setPage(0), [about]);

  const ask = (offset: number, limit: number) =>
    office.api.unfinished({
      programme: scope?.kept.id ?? '',
      on: scope?.on ?? today,
      unit: unit?.id ?? null,
      offset,
      limit,
    });
  const list = useResource(about === null ? null : `${about} ${page}`, () =>
    ask(page * PAGE_SIZE, PAGE_SIZE),
  );
  const total = list.data?.total ?? 0;
  const listable = total > 0 && total <= LIST_MAX;
  // Paper and reminder need everybody, not one page.
  const all = useResource(listable ? `${about} all ${total}` : null, () =>
    everyPage(total, async ({ offset, limit }) => (await ask(offset, limit)).people),
  );

  if (scope === null) return <SectionTitle>Chưa hoàn thành</SectionTitle>;
  const { kept, on } = scope;
  const titles = new Map(office.settings.catalogue.modules.map(({ slug, title }) => [slug, title]));
  const nextDue =
    quickDates(kept, office.settings.reportDates, today).find(({ day }) => day > today)?.day ??
    null;
  const unitPart = unit === null ? '' : `-${fileNamePart(unit.name)}`;

  return (
    <>
      <PrintHead
        settings={office.settings}
        title="Danh sách chưa hoàn thành tập huấn"
        unit={unit?.name ?? null}
        scope={scope}
      />
      <SectionTitle>Chưa hoàn thành</SectionTitle>
      <ScopeBar
        scope={scope}
        programmes={data.programmes}
        settings={office.settings}
        today={today}
        onChange={(programme, day) => go({ programme, on: day })}
      />
      <label class="of-field of-noprint of-unit">
        <span>Đơn vị</span>
        <select
          value={unit?.id ?? ''}
          onChange={(event) => {
            const value = event.currentTarget.value;
            go({ programme: kept.id, on: route.on, unit: value === '' ? null : value });
          }}
        >
          <option value="">Tất cả đơn vị</option>
          {[...data.units]
            .filter(({ people }) => people > 0)
            .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </label>
      {list.problem !== null && (
        <Notice kind="bad" alert>
          <p>{list.problem}</p>
        </Notice>
      )}
      {list.data === null && list.loading && <p class="of-wait">Đang tìm…</p>}
      {list.data !== null && total === 0 && (
        <Notice kind={data.state?.people === 0 ? 'info' : 'good'}>
          <p>
            {data.state?.people === 0
              ? 'Chưa có danh sách người học. Hãy nhập danh sách ở mục Nhập dữ liệu.'
              : `${unit === null ? 'Mọi người trong diện' : `Mọi người trong diện của ${unit.name}`} đã hoàn thành.`}
          </p>
        </Notice>
      )}
      {list.data !== null && total > 0 && (
        <>
          <p class="of-lead">
            <strong>{formatCount(total)} người</strong> chưa đạt đủ mô-đun bắt buộc
            {unit === null ? '' : `, ${unit.name}`}.
          </p>
          <div class="of-actions of-noprint">
            {listable && (
              <button
                type="button"
                class="of-button"
                disabled={all.data === null}
                onClick={() => window.print()}
              >
                In danh sách
              </button>
            )}
            <DownloadButton
              fileName={`chua-hoan-thanh${unitPart}-den-${on}.csv`}
              make={() =>
                office.api.exportCsv(
                  'unfinished',
                  { programme: kept.id, on, unit: unit?.id ?? null },
                  csvStyle,
                )
              }
            >
              Tải danh sách (CSV)
            </DownloadButton>
            <CsvStyleChoice style={csvStyle} onChange={setCsvStyle} />
            {!listable && (
              <span>
                Danh sách dài hơn {formatCount(LIST_MAX)} người: chọn đơn vị để in và soạn lời nhắc,
                hoặc tải CSV.
              </span>
            )}
          </div>
          {all.data !== null && (
            <Reminder
              facts={{
                officeName: office.settings.officeName,
                unitName: unit?.name ?? null,
                programmeTitle: kept.programme.title,
                on,
                people: all.data,
                total,
                titles,
                due: nextDue,
                site: office.settings.publicAddress ?? window.location.origin,
                home: office.home,
              }}
            />
          )}
          {all.data !== null ? (
            <DataTable
              caption={`Người chưa hoàn thành${unit === null ? '' : `, ${unit.name}`}`}
              columns={columns(titles, unit === null, printing)}
              rows={all.data}
              rowKey={(person) => person.personId}
              noun="người"
              pageSize={PAGE_SIZE}
              busy={list.loading}
            />
          ) : (
            <>
              <Table
                caption={`Người chưa hoàn thành${unit === null ? '' : `, ${unit.name}`}`}
                columns={columns(titles, unit === null, printing)}
                rows={list.data.people}
                rowKey={(person) => person.personId}
                busy={list.loading}
              />
              <Pager
                noun="người"
                label="Trang của danh sách chưa hoàn thành"
                total={total}
                pageSize={PAGE_SIZE}
                page={page}
                onPage={setPage}
              />
            </>
          )}
        </>
      )}
    </>
  );
}
