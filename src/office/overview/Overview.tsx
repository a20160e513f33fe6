import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { ShownFigure } from '../figures/figures.ts';
import { RowsDialog } from '../figures/RowsDialog.tsx';
import { FirstVisit } from '../first-visit/FirstVisit.tsx';
import { fileNamePart } from '../format.ts';
import { formatRoute } from '../routes.ts';
import { ScopeBar } from '../scope/ScopeBar.tsx';
import { chooseScope } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import { CsvStyleChoice, useCsvStyle } from '../ui/CsvStyleChoice.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PrintFoot, PrintHead } from '../ui/PrintHead.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { useResource } from '../ui/use-resource.ts';
import { IndicatorRates, LaterChanges } from './Beside.tsx';
import { Breadcrumb, Children } from './Children.tsx';
import { Evidence } from './Evidence.tsx';
import { GroupView } from './GroupView.tsx';
import { Headlines } from './Headlines.tsx';
import { Pupils } from './Pupils.tsx';
import { Trend } from './Trend.tsx';

/** Tổng quan: coverage of a programme on a day, or what to do first when nothing is kept yet. */
export function Overview(props: SectionProps) {
  const { office, data, route, today, go } = props;
  const printing = usePrinting();
  const scope = chooseScope(route, data.programmes, office.settings.currentProgramme, today);
  const [csvStyle, setCsvStyle] = useCsvStyle();
  const empty = data.state?.people === 0;
  const unit = data.units.some(({ id }) => id === route.unit) ? route.unit : null;
  const key =
    scope === null || empty ? null : `${scope.kept.id} ${scope.on} ${unit ?? ''} ${data.revision}`;
  const asked = { programme: scope?.kept.id ?? '', on: scope?.on ?? today };
  const node = { ...asked, unit };
  const coverage = useResource(key, () => office.api.coverage(node));
  const pupils = useResource(key, () => office.api.pupils(node));
  const indicators = useResource(key, () => office.api.indicators(node));
  // A trend is many figures: it is asked for once the figures of the day are there.
  const trend = useResource(coverage.data === null ? null : key, () => office.api.trend(node));
  const later = useResource(asked.on < today && office.whole ? key : null, () =>
    office.api.laterChanges(asked),
  );
  const [opened, setOpened] = useState<ShownFigure | null>(null);

  if (empty) return <FirstVisit {...props} />;
  if (scope === null) {
    return (
      <>
        <SectionTitle>Tổng quan</SectionTitle>
        <Notice kind="bad">
          <p>Trang chưa có chương trình nào, nên chưa tính được độ bao phủ.</p>
        </Notice>
      </>
    );
  }

  const { kept, on } = scope;
  const unitHere = (id: string | null) =>
    formatRoute({ section: 'tong-quan', programme: kept.id, on, unit: id });
  // Paper has no buttons.
  const onOpen = printing ? null : setOpened;
  const file = (name: string) => `${name}-${fileNamePart(kept.programme.title)}-den-${on}.csv`;
  return (
    <>
      <PrintHead
        settings={office.settings}
        title="Độ bao phủ tuyên truyền và bồi dưỡng"
        unit={coverage.data?.path.at(-1)?.name ?? null}
        scope={scope}
      />
      <SectionTitle>Tổng quan</SectionTitle>
      <ScopeBar
        scope={scope}
        programmes={data.programmes}
        settings={office.settings}
        today={today}
        onChange={(programme, day) => go({ programme, on: day })}
      />
      {coverage.data !== null && (
        <Breadcrumb
          path={coverage.data.path.filter(({ id }) => data.units.some((seen) => seen.id === id))}
          top={office.whole}
          href={unitHere}
        />
      )}
      {later.data !== null && <LaterChanges on={on} changes={later.data} />}
      {on > today && (
        <Notice kind="info">
          <p>Ngày {formatDay(on)} còn ở phía trước: số dưới đây là những gì đã có đến hôm nay.</p>
        </Notice>
      )}
      {coverage.problem !== null && (
        <Notice kind="bad" alert>
          <p>{coverage.problem}</p>
        </Notice>
      )}
      {coverage.data === null && coverage.loading && <p class="of-wait">Đang tính…</p>}
      {coverage.data !== null && (
        <div aria-busy={coverage.loading}>
          <p class="of-asof of-noprint">Số liệu tính đến hết ngày {formatDay(coverage.data.on)}</p>
          <Headlines
            coverage={coverage.data}
            pupils={pupils.data}
            unit={unit ?? ''}
            onOpen={onOpen}
          />
          <div class="of-actions of-noprint">
            <button type="button" class="of-button" onClick={() => window.print()}>
              In bảng này
            </button>
            <DownloadButton
              fileName={file('do-bao-phu')}
              make={() => office.api.exportCsv('coverage', { programme: kept.id, on }, csvStyle)}
            >
              Tải độ bao phủ (CSV)
            </DownloadButton>
            <DownloadButton
              fileName={file('ket-qua-hoan-thanh')}
              make={() => office.api.exportCsv('completions', { programme: kept.id, on }, csvStyle)}
            >
              Tải kết quả từng người (CSV)
            </DownloadButton>
            <CsvStyleChoice style={csvStyle} onChange={setCsvStyle} />
          </div>
          <Children coverage={coverage.data} href={unitHere} onOpen={onOpen} />
          <GroupView
            coverage={coverage.data}
            busy={coverage.loading}
            unit={unit ?? ''}
            onOpen={onOpen}
            unitHref={(unit) =>
              formatRoute({ section: 'chua-hoan-thanh', programme: kept.id, on, unit })
            }
          />
          {pupils.data !== null && (
            <Pupils pupils={pupils.data} unit={unit ?? ''} onOpen={onOpen} />
          )}
          {trend.data !== null && (
            <Trend
              points={trend.data}
              target={kept.programme.targets.trained}
              unit={unit ?? ''}
              onOpen={onOpen}
            />
          )}
          {indicators.data !== null && (
            <section class="of-block" aria-label="Chỉ tiêu của trường">
              <IndicatorRates rates={indicators.data.rates} unit={unit ?? ''} onOpen={onOpen} />
              <p class="of-note of-noprint">
                <a href={formatRoute({ ...route, section: 'chi-tieu', unit })}>
                  Ghi xác nhận chỉ tiêu
                </a>
              </p>
            </section>
          )}
          <Evidence
            coverage={coverage.data}
            unit={unit ?? ''}
            editable={office.whole}
            onOpen={onOpen}
          />
        </div>
      )}
      {opened !== null && (
        <RowsDialog office={office} scope={scope} figure={opened} onClose={() => setOpened(null)} />
      )}
      <PrintFoot settings={office.settings} />
    </>
  );
}
