import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Session } from '../records/contract/accounts.ts';
import { AccountsSection } from './accounts/AccountsSection.tsx';
import { createRecordsApi, type FetchRecords } from './api.ts';
import { AuditSection } from './audit/AuditSection.tsx';
import { BackupSection } from './backup/BackupSection.tsx';
import { needsBackup } from './backup/reminder.ts';
import { CodesSection } from './codes/CodesSection.tsx';
import { ExportsSection } from './exports/ExportsSection.tsx';
import { SampleNotice } from './first-visit/SampleNotice.tsx';
import { holdsSample } from './first-visit/sample.ts';
import { dayOf, formatCount } from './format.ts';
import { Import } from './import/Import.tsx';
import { createImportQueue, type ImportQueue } from './import/queue.ts';
import { IndicatorsSection } from './indicators/IndicatorsSection.tsx';
import { createOffice, type Office, type OfficeData } from './office.ts';
import { Overview } from './overview/Overview.tsx';
import { ProgrammeSection } from './programme/ProgrammeSection.tsx';
import type { RecordsHomeName } from './records-home.ts';
import {
  formatRoute,
  parseRoute,
  type Route,
  SECTION_IDS,
  SECTIONS,
  type Section,
} from './routes.ts';
import type { SectionProps } from './section.ts';
import { SessionsSection } from './sessions/SessionsSection.tsx';
import type { OfficeSettings } from './settings.ts';
import { useStore } from './store.ts';
import { Notice } from './ui/Notice.tsx';
import { UnfinishedSection } from './unfinished/UnfinishedSection.tsx';
import { UnitsSection } from './units/UnitsSection.tsx';
import { UnmatchedSection } from './unmatched/UnmatchedSection.tsx';

/** The route of the page's address, followed as it changes. */
function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(window.location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(window.location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return route;
}

/** Sections that an officer can use: whole records belong to those at the top, accounts to a server. */
function sectionsFor(session: Session | null): Section[] {
  const officer = session?.officer ?? null;
  return SECTION_IDS.filter((section) => {
    if (section === 'tai-khoan') return officer !== null && officer.role !== 'truong';
    if (section === 'don-vi' && officer?.role === 'truong') return false;
    if (officer === null || officer.whole) return true;
    return section !== 'sao-luu' && section !== 'chua-khop' && section !== 'chuong-trinh';
  });
}

function Navigation({
  route,
  data,
  session,
}: {
  route: Route;
  data: OfficeData;
  session: Session | null;
}) {
  const unmatched = data.state?.unmatched ?? 0;
  return (
    <nav class="of-nav of-noprint" aria-label="Các mục quản lý">
      <ul>
        {sectionsFor(session).map((section) => (
          <li key={section}>
            <a
              href={formatRoute({ ...route, section, unit: null })}
              aria-current={section === route.section ? 'page' : undefined}
            >
              {SECTIONS[section]}
              {section === 'chua-khop' && unmatched > 0 && (
                <span class="of-nav__count">
                  {' '}
                  {formatCount(unmatched)}
                  <span class="of-hidden"> kết quả</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionView({
  queue,
  session,
  ...props
}: SectionProps & { queue: ImportQueue; session: Session | null }) {
  switch (props.route.section) {
    case 'tong-quan':
      return <Overview {...props} />;
    case 'nhap-du-lieu':
      return <Import {...props} queue={queue} />;
    case 'chua-hoan-thanh':
      return <UnfinishedSection {...props} />;
    case 'buoi-tuyen-truyen':
      return <SessionsSection {...props} />;
    case 'chi-tieu':
      return <IndicatorsSection {...props} />;
    case 'xuat-bao-cao':
      return <ExportsSection {...props} />;
    case 'don-vi':
      return <UnitsSection {...props} />;
    case 'chua-khop':
      return <UnmatchedSection {...props} />;
    case 'chuong-trinh':
      return <ProgrammeSection {...props} />;
    case 'ma-hoc-vien':
      return <CodesSection {...props} />;
    case 'tai-khoan':
      // Only a server's navigation leads here.
      return session?.officer ? <AccountsSection {...props} officer={session.officer} /> : null;
    case 'nhat-ky':
      return <AuditSection {...props} />;
    case 'sao-luu':
      return <BackupSection {...props} />;
  }
}

/** What holds for every section: where the data lives, whether it is invented, whether to back up. */
function StandingNotices({
  office,
  data,
  route,
  today,
}: {
  office: Office;
  data: OfficeData;
  route: Route;
  today: string;
}) {
  const { state } = data;
  if (state === null) return null;
  const backupHref = formatRoute({ ...route, section: 'sao-luu', unit: null });
  if (state.storage === 'memory') {
    return (
      <Notice kind="warning" title="Trình duyệt này không giữ được dữ liệu">
        <p>
          Thường là do cửa sổ ẩn danh hoặc trình duyệt quá cũ. Đóng trang là mất hết:{' '}
          <a href={backupHref}>sao lưu ra tệp</a> trước khi đóng.
        </p>
      </Notice>
    );
  }
  // Whoever cannot make a back-up is not asked for one.
  if (!office.whole) return null;
  if (route.section !== 'sao-luu' && !holdsSample(data.imports) && needsBackup(state, today)) {
    return (
      <p class="of-hint of-noprint">
        {state.lastBackup === null
          ? `Dữ liệu trên ${office.home === 'server' ? 'máy chủ' : 'máy này'} chưa được sao lưu lần nào.`
          : 'Bản sao lưu gần nhất đã cũ.'}{' '}
        <a href={backupHref}>Sao lưu ra tệp</a>
      </p>
    );
  }
  return null;
}

/** The office page: opens the records and shows one section of them at a time. */
export function OfficeApp({
  settings,
  home,
  session,
  fetchRecords,
}: {
  settings: OfficeSettings;
  home: RecordsHomeName;
  /** Who is signed in on a server; null where the records are in this browser. */
  session: Session | null;
  fetchRecords: FetchRecords;
}) {
  const office = useMemo(
    () =>
      createOffice(createRecordsApi(fetchRecords), settings, home, session?.officer?.whole ?? true),
    [],
  );
  const queue = useMemo(() => createImportQueue(office.api, office.refresh), []);
  const data = useStore(office.data);
  const asked = useRoute();
  // An address may lead to a section that is not this officer's.
  const route: Route = sectionsFor(session).includes(asked.section)
    ? asked
    : { ...asked, section: 'tong-quan' };
  const today = dayOf(new Date());

  useEffect(() => {
    void office.start();
  }, []);
  useEffect(() => {
    if (data.phase !== 'blocked') return;
    // Whoever comes back to this tab has often just closed the other one.
    const retry = () => void office.start();
    window.addEventListener('focus', retry);
    return () => window.removeEventListener('focus', retry);
  }, [data.phase]);
  useEffect(() => {
    document.title = `${SECTIONS[route.section]} · Quản lý · ${settings.siteName}`;
  }, [route.section]);

  if (data.phase === 'starting') {
    return (
      <p class="of-wait" role="status">
        {home === 'server' ? 'Đang hỏi máy chủ…' : 'Đang mở dữ liệu trên máy này…'}
      </p>
    );
  }
  if (data.phase !== 'ready') {
    return (
      <Notice
        kind={data.phase === 'blocked' ? 'warning' : 'bad'}
        title={
          data.phase === 'blocked'
            ? 'Trang quản lý đang mở ở một thẻ khác'
            : home === 'server'
              ? 'Chưa mở được dữ liệu trên máy chủ'
              : 'Chưa mở được dữ liệu trên máy này'
        }
        alert
      >
        <p>{data.problem}</p>
        <button type="button" class="of-button" onClick={() => void office.start()}>
          Thử lại
        </button>
      </Notice>
    );
  }
  return (
    <>
      <Navigation route={route} data={data} session={session} />
      <StandingNotices office={office} data={data} route={route} today={today} />
      {office.whole && holdsSample(data.imports) && <SampleNotice office={office} />}
      <div class="of-section" key={route.section}>
        <SectionView
          office={office}
          data={data}
          route={route}
          today={today}
          queue={queue}
          session={session}
          go={(change) => {
            window.location.hash = formatRoute({ ...route, ...change });
          }}
        />
      </div>
    </>
  );
}
