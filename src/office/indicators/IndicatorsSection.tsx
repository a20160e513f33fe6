import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import { INDICATORS } from '../../schemas/vocabulary.ts';
import type { ShownFigure } from '../figures/figures.ts';
import { RowsDialog } from '../figures/RowsDialog.tsx';
import { formatCount } from '../format.ts';
import { IndicatorRates } from '../overview/Beside.tsx';
import { PasteReview } from '../paste/PasteReview.tsx';
import { kept, type PastedLine } from '../paste/pasted-line.ts';
import { formatRoute } from '../routes.ts';
import { ScopeBar } from '../scope/ScopeBar.tsx';
import { chooseScope } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { textColumn } from '../ui/columns.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { PrintFoot, PrintHead } from '../ui/PrintHead.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import type { Column } from '../ui/Table.tsx';
import { tableText } from '../ui/table-rows.ts';
import { DeedNotices, useDeeds } from '../ui/use-deeds.tsx';
import { useResource } from '../ui/use-resource.ts';
import { useRows } from '../ui/use-rows.ts';
import {
  asked,
  COLUMNS,
  type Draft,
  type GridUnit,
  heldBy,
  type PastedAnswers,
  statementLines,
  statementsOf,
  withAnswers,
} from './draft.ts';
import { IndicatorGrid } from './IndicatorGrid.tsx';
import { StatementForm } from './StatementForm.tsx';

const PAGE_SIZE = 30;

/** What of the grid is found by words and copied to Excel, from where it can be pasted again. */
const COPIED: Column<GridUnit>[] = [
  textColumn({ key: 'name', header: 'Đơn vị' }, ({ name }) => name),
  ...COLUMNS.map((indicator) =>
    textColumn<GridUnit>({ key: indicator, header: INDICATORS[indicator] }, (unit) => {
      const met = heldBy(unit, indicator)?.met;
      return met === undefined || !asked(unit, indicator) ? '' : met ? 'Đạt' : 'Chưa đạt';
    }),
  ),
];

/** Chỉ tiêu: what each school has met, entered by keyboard or pasted, kept as dated statements. */
export function IndicatorsSection({ office, data, route, today, go }: SectionProps) {
  const [draft, setDraft] = useState<Draft>(new Map());
  const [pasted, setPasted] = useState<PastedLine<PastedAnswers>[] | null>(null);
  const [opened, setOpened] = useState<ShownFigure | null>(null);
  const deeds = useDeeds(office.refresh);
  const scope = chooseScope(route, data.programmes, office.settings.currentProgramme, today);
  const unit = data.units.some(({ id }) => id === route.unit) ? route.unit : null;
  const shown = useResource(
    scope === null ? null : `${scope.kept.id} ${scope.on} ${unit ?? ''} ${data.revision}`,
    () => office.api.indicators({ programme: scope?.kept.id ?? '', on: scope?.on ?? today, unit }),
  );
  const units = shown.data?.units ?? [];
  const view = useRows(COPIED, units, PAGE_SIZE);
  if (scope === null) return <SectionTitle>Chỉ tiêu</SectionTitle>;

  return (
    <>
      <PrintHead settings={office.settings} title="Chỉ tiêu của trường" scope={scope} />
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
      {shown.data === null && shown.loading && <p class="of-wait">Đang tìm…</p>}
      {shown.data !== null && units.length === 0 && (
        <Notice kind="info" title="Chưa có trường nào">
          <p>
            Hãy <a href={formatRoute({ ...route, section: 'nhap-du-lieu' })}>nhập danh sách</a>{' '}
            trước; mỗi trường trong danh sách sẽ là một hàng ở đây.
          </p>
        </Notice>
      )}
      {shown.data !== null && units.length > 0 && (
        <>
          <IndicatorRates
            rates={shown.data.rates}
            unit={unit ?? ''}
            onOpen={view.printing ? null : setOpened}
          />
          <p class="of-hint of-noprint">
            Bấm ô để đổi Đạt/Chưa đạt. Bàn phím: mũi tên, Home, End, Page Up, Page Down để đi; x là
            đạt, k là chưa, Delete để bỏ. Dán được cả vùng từ Excel, có hoặc không có cột tên đơn
            vị.
          </p>
          <div class="of-toolbar of-noprint">
            <label class="of-field of-field--inline">
              <span>Tìm đơn vị</span>
              <input
                type="search"
                value={view.words}
                onInput={(event) => view.find(event.currentTarget.value)}
              />
            </label>
            <CopyButton
              text={() => tableText(COPIED, view.found, ',')}
              done={`Đã chép ${formatCount(view.found.length)} dòng. Dán vào Excel.`}
            >
              Chép bảng
            </CopyButton>
            <button type="button" class="of-button" onClick={() => window.print()}>
              In bảng này
            </button>
          </div>
          {view.found.length === 0 && <p>Không có đơn vị nào có chữ như vậy.</p>}
          <IndicatorGrid
            key={view.page}
            caption={`Xác nhận tính đến hết ngày ${formatDay(scope.on)}`}
            units={view.shown}
            draft={draft}
            busy={shown.loading}
            printing={view.printing}
            onAnswer={(key, met) => setDraft(withAnswers(draft, [[key, met]]))}
            onPaste={(text, at) => {
              const row = at.row + view.page * PAGE_SIZE;
              setPasted(statementLines(text, units, view.found, { ...at, row }));
            }}
          />
          {!view.printing && (
            <Pager
              noun="đơn vị"
              label="Trang của bảng chỉ tiêu"
              total={view.found.length}
              pageSize={PAGE_SIZE}
              page={view.page}
              onPage={view.turnTo}
            />
          )}
          <StatementForm
            answers={draft.size}
            today={today}
            busy={deeds.busy}
            onDiscard={() => setDraft(new Map())}
            onSave={(about) => {
              if (about.statedBy === '') {
                deeds.refuse('Hãy ghi người xác nhận.');
                return;
              }
              const statements = statementsOf(draft, about);
              void deeds.attempt(async () => {
                await office.api.keepStatements(statements);
                setDraft(new Map());
                return {
                  text: `Đã lưu ${formatCount(statements.length)} xác nhận.`,
                  undo: () => office.api.withdrawStatements(statements.map(({ id }) => id)),
                };
              });
            }}
          />
        </>
      )}
      <DeedNotices deeds={deeds} />
      {pasted !== null && (
        <PasteReview
          title="Dán từ Excel vào bảng chỉ tiêu"
          headers={['Đơn vị', 'Đã ghi']}
          lines={pasted}
          action={(lines) => `Điền ${formatCount(lines)} đơn vị vào bảng`}
          onClose={() => setPasted(null)}
          onConfirm={() => {
            setDraft(withAnswers(draft, kept(pasted).flat()));
            setPasted(null);
          }}
        />
      )}
      {opened !== null && (
        <RowsDialog office={office} scope={scope} figure={opened} onClose={() => setOpened(null)} />
      )}
      <PrintFoot settings={office.settings} />
    </>
  );
}
