import { formatDay } from '../../day.ts';
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
import { Evidence } from './Evidence.tsx';
import { GroupView } from './GroupView.tsx';
import { Headline } from './Headline.tsx';

/** Tổng quan: coverage of a programme on a day, or what to do first when nothing is kept yet. */
export function Overview(props: SectionProps) {
  const { office, data, route, today, go } = props;
  const printing = usePrinting();
  const scope = chooseScope(route, data.programmes, office.settings.currentProgramme, today);
  const [csvStyle, setCsvStyle] = useCsvStyle();
  const empty = data.state?.people === 0;
  const key = scope === null || empty ? null : `${scope.kept.id} ${scope.on} ${data.revision}`;
  const coverage = useResource(key, () =>
    office.api.coverage({ programme: scope?.kept.id ?? '', on: scope?.on ?? today }),
  );

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
            />
            <Headline
              title="Tuyên truyền"
              meaning="đã học ít nhất một nội dung trong giai đoạn"
              rate={coverage.data.total.reached}
              target={targets.reached}
            />
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
          <GroupView
            coverage={coverage.data}
            printing={printing}
            busy={coverage.loading}
            unitHref={(unit) =>
              formatRoute({ section: 'chua-hoan-thanh', programme: kept.id, on, unit })
            }
          />
          <Evidence coverage={coverage.data} />
        </div>
      )}
      <PrintFoot settings={office.settings} />
    </>
  );
}
