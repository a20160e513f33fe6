import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { Figure } from '../../records/contract/figures.ts';
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
import { Headline } from './Headline.tsx';
import { type OpenedFigure, RowsDialog } from './RowsDialog.tsx';
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
  const later = useResource(asked.on < today ? key : null, () => office.api.laterChanges(asked));
  const [opened, setOpened] = useState<OpenedFigure | null>(null);

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
  const { targets } = kept.programme;
  const unitHere = (id: string | null) =>
    formatRoute({ section: 'tong-quan', programme: kept.id, on, unit: id });
  const open = (title: string, figure: Figure) => setOpened({ title, figure, unit: unit ?? '' });
  const file = (name: string) => `${name}-${fileNamePart(kept.programme.title)}-den-${on}.csv`;
  return (
    <>
      <PrintHead
        settings={office.settings}
        title="Độ bao phủ tuyên truyền và bồi dưỡng"
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
      {coverage.data !== null && <Breadcrumb coverage={coverage.data} href={unitHere} />}
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
          <div class="of-headlines">
            <Headline
              title="Bồi dưỡng"
              meaning="đạt đủ các mô-đun bắt buộc của vai trò mình, trong giai đoạn"
              rate={coverage.data.total.trained}
              target={targets.trained}
              onOpen={() => open('Đã bồi dưỡng', 'trained')}
            />
            <Headline
              title="Tuyên truyền"
              meaning="đã học ít nhất một nội dung trong giai đoạn"
              rate={coverage.data.total.reached}
              target={targets.reached}
              onOpen={() => open('Đã dự tuyên truyền', 'reached')}
            />
            {pupils.data !== null && pupils.data.total.classes > 0 && (
              <Headline
                title="Học sinh"
                meaning={`dự ít nhất một buổi tuyên truyền, năm học ${pupils.data.schoolYear}; mỗi lớp tính buổi đông nhất`}
                rate={pupils.data.total.pupils}
                target={targets.reached}
                noun="học sinh"
                onOpen={() => open('Học sinh được tiếp cận, theo lớp', 'classes')}
              />
            )}
          </div>
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
          <Children
            coverage={coverage.data}
            href={unitHere}
            printing={printing}
            onOpen={setOpened}
          />
          <GroupView
            coverage={coverage.data}
            printing={printing}
            busy={coverage.loading}
            unit={unit ?? ''}
            onOpen={setOpened}
            unitHref={(unit) =>
              formatRoute({ section: 'chua-hoan-thanh', programme: kept.id, on, unit })
            }
          />
          {trend.data !== null && (
            <Trend
              points={trend.data}
              target={targets.trained}
              unit={unit ?? ''}
              printing={printing}
              onOpen={setOpened}
            />
          )}
          {indicators.data !== null && (
            <IndicatorRates
              rates={indicators.data.rates}
              href={formatRoute({ ...route, section: 'chi-tieu', unit })}
              onOpen={(figure) => setOpened({ unit: unit ?? '', ...figure })}
            />
          )}
          <Evidence
            coverage={coverage.data}
            unit={unit ?? ''}
            printing={printing}
            onOpen={setOpened}
          />
        </div>
      )}
      {opened !== null && (
        <RowsDialog
          api={office.api}
          scope={asked}
          figure={opened}
          onClose={() => setOpened(null)}
        />
      )}
      <PrintFoot settings={office.settings} />
    </>
  );
}
