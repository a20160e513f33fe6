import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { ClassSession, SessionInput } from '../../records/contract/classes.ts';
import { schoolYearOf } from '../../records/coverage/school-year.ts';
import { newId } from '../../records/database/ids.ts';
import { everyPage } from '../api.ts';
import { formatCount } from '../format.ts';
import { PasteBox } from '../paste/PasteBox.tsx';
import { PasteReview } from '../paste/PasteReview.tsx';
import { kept, type PastedLine } from '../paste/pasted-line.ts';
import { type PastedHeadcount, sessionLines, sessionsOf } from '../paste/session-lines.ts';
import { formatRoute } from '../routes.ts';
import { chooseScope } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { PrintFoot, PrintHead } from '../ui/PrintHead.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { DeedNotices, useDeeds } from '../ui/use-deeds.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { useResource } from '../ui/use-resource.ts';
import { ClassList } from './ClassList.tsx';
import { PupilsReached } from './PupilsReached.tsx';
import { SessionForm } from './SessionForm.tsx';
import { SessionList } from './SessionList.tsx';
import { draftOf, inputAgain, inputOf, type SessionDraft } from './session-draft.ts';

const PAGE_SIZE = 30;
/** More sessions than this are not printed: a school has a few dozen a year. */
const PRINT_MAX = 1000;

/** Buổi tuyên truyền: class sessions of a school, entered fast or pasted, with the way back. */
export function SessionsSection({ office, data, route, today, go }: SectionProps) {
  const empty: SessionDraft = { day: today, about: '', leader: '', note: '', counts: {} };
  const [draft, setDraft] = useState(empty);
  const [editing, setEditing] = useState<ClassSession | null>(null);
  const [pasted, setPasted] = useState<PastedLine<PastedHeadcount>[] | null>(null);
  const [page, setPage] = useState(0);
  const printing = usePrinting();
  const deeds = useDeeds(office.refresh);
  const { api, settings } = office;

  const schools = data.units.filter(({ kind }) => kind === 'truong' || kind === 'nhom-tre');
  const school =
    schools.find(({ id }) => id === route.unit) ?? (schools.length === 1 ? schools[0] : undefined);
  const scope = chooseScope(route, data.programmes, settings.currentProgramme, today);
  const year = schoolYearOf(draft.day || today);
  const about = school === undefined ? null : `${school.id} ${data.revision}`;
  // Of all years: lines that are pasted may speak of an earlier one.
  const classes = useResource(about, () => api.classes({ unit: school?.id ?? '', schoolYear: '' }));
  const ofYear = (classes.data ?? []).filter(({ schoolYear }) => schoolYear === year);
  const sessions = useResource(about === null ? null : `${about} ${page}`, () =>
    api.sessions({ unit: school?.id ?? '', offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  );
  const total = sessions.data?.total ?? 0;
  // Paper needs every session, not one page.
  const printable = total > PAGE_SIZE && total <= PRINT_MAX;
  const all = useResource(about !== null && printable ? `${about} all` : null, () =>
    everyPage(
      total,
      async (slice) => (await api.sessions({ unit: school?.id ?? '', ...slice })).sessions,
    ),
  );
  const named = ({ topic, module }: ClassSession) =>
    settings.topics.find(({ id }) => id === topic)?.name ??
    settings.catalogue.modules.find(({ slug }) => slug === module)?.title ??
    topic ??
    module ??
    '';
  const start = (next: SessionDraft, session: ClassSession | null) => {
    setDraft(next);
    setEditing(session);
  };

  const save = () => {
    const input = inputOf(draft, school?.id ?? '');
    if (typeof input === 'string') {
      deeds.refuse(input);
      return;
    }
    void deeds.attempt(async () => {
      const id = editing?.id ?? newId();
      const { warnings } = await api.keepSession(id, input);
      const before = editing;
      // The next session is often the same topic by the same person, in other classes.
      start({ ...draft, note: '', counts: {} }, null);
      return {
        text: before === null ? 'Đã ghi buổi.' : 'Đã lưu thay đổi.',
        warnings,
        undo: async () => {
          if (before === null) await api.dropSession(id);
          else await api.keepSession(id, inputAgain(before));
        },
      };
    });
  };
  const drop = (session: ClassSession) =>
    deeds.attempt(async () => {
      const dropped = await api.dropSession(session.id);
      if (editing?.id === session.id) start(empty, null);
      return {
        text: `Đã xóa buổi ngày ${formatDay(session.day)}.`,
        undo: async () => {
          await api.keepSession(dropped.id, inputAgain(dropped));
        },
      };
    });
  const keepPasted = (inputs: SessionInput[]) =>
    deeds.attempt(async () => {
      const ids: string[] = [];
      const warnings: string[] = [];
      for (const input of inputs) {
        const id = newId();
        const { warnings: told } = await api.keepSession(id, input);
        ids.push(id);
        warnings.push(...told);
      }
      return {
        text: `Đã ghi ${formatCount(ids.length)} buổi.`,
        warnings,
        undo: async () => {
          for (const id of ids) await api.dropSession(id);
        },
      };
    });

  const last = sessions.data?.sessions[0];
  return (
    <>
      {scope !== null && (
        <PrintHead
          settings={settings}
          title="Sổ theo dõi buổi tuyên truyền"
          unit={school?.name ?? null}
          scope={{ ...scope, on: today }}
        />
      )}
      <SectionTitle>Buổi tuyên truyền</SectionTitle>
      <p class="of-hint of-noprint">
        Chỉ ghi số em dự của từng lớp. Không ghi tên học sinh. Mỗi lớp tính buổi đông nhất, không
        cộng các buổi với nhau.
      </p>
      {schools.length === 0 ? (
        <Notice kind="info" title="Chưa có trường nào">
          <p>
            Hãy <a href={formatRoute({ ...route, section: 'nhap-du-lieu' })}>nhập danh sách</a> cán
            bộ, giáo viên trước; trường có trong danh sách sẽ hiện ở đây.
          </p>
        </Notice>
      ) : (
        <label class="of-field of-unit of-noprint">
          <span>Trường, nhóm trẻ</span>
          <select
            value={school?.id ?? ''}
            onChange={(event) => {
              start(empty, null);
              setPage(0);
              go({ unit: event.currentTarget.value || null });
            }}
          >
            <option value="">Chọn trường…</option>
            {schools.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <DeedNotices deeds={deeds} />
      {school !== undefined && scope !== null && (
        <PupilsReached
          key={school.id}
          office={office}
          scope={scope}
          unit={school.id}
          revision={data.revision}
        />
      )}
      {school !== undefined && classes.data !== null && (
        <>
          {ofYear.length === 0 ? (
            <Notice kind="info" title={`Chưa có lớp nào của năm học ${year}`}>
              <p>
                Thêm hoặc dán danh sách lớp bên dưới, hay{' '}
                <a href={formatRoute({ ...route, section: 'nhap-du-lieu' })}>nhập tệp danh sách</a>{' '}
                (cột Trường, Lớp, Sĩ số) cho nhiều trường một lúc.
              </p>
            </Notice>
          ) : (
            <section class="of-block of-noprint" aria-label="Ghi một buổi">
              <div class="of-toolbar">
                <h3>{editing === null ? 'Ghi một buổi' : 'Sửa buổi'}</h3>
                {editing === null && last !== undefined && (
                  <button
                    type="button"
                    class="of-button of-button--small"
                    onClick={() => setDraft({ ...draftOf(last), day: today, note: '' })}
                  >
                    Lặp lại buổi gần nhất
                  </button>
                )}
              </div>
              <SessionForm
                draft={draft}
                classes={ofYear}
                topics={settings.topics}
                modules={settings.catalogue.modules}
                today={today}
                editing={editing !== null}
                busy={deeds.busy}
                onChange={setDraft}
                onSave={save}
                onCancel={() => start(empty, null)}
              />
              <PasteBox
                what="nhiều buổi"
                columns="Ngày, Chủ đề hoặc mô-đun, Lớp, Số dự, Người phụ trách"
                example={`21/11/2026\t${settings.topics[0]?.name ?? 'Chủ đề'}\t1A\t30\tCô Ban`}
                onRead={(text) =>
                  setPasted(
                    sessionLines(text, {
                      unitId: school.id,
                      classes: classes.data ?? [],
                      topics: settings.topics,
                      modules: settings.catalogue.modules,
                      today,
                    }),
                  )
                }
              />
            </section>
          )}
          <ClassList
            api={api}
            unitId={school.id}
            schoolYear={year}
            classes={ofYear}
            deeds={deeds}
          />
        </>
      )}
      {sessions.data !== null && total > 0 && (
        <section class="of-block" aria-label="Các buổi đã ghi">
          <SessionList
            found={printing && all.data !== null ? { total, sessions: all.data } : sessions.data}
            named={named}
            page={page}
            pageSize={PAGE_SIZE}
            busy={sessions.loading}
            printing={printing}
            onPage={setPage}
            onChange={(session) => start(draftOf(session), session)}
            onDrop={(session) => void drop(session)}
          />
          <div class="of-actions of-noprint">
            <button type="button" class="of-button" onClick={() => window.print()}>
              In sổ theo dõi
            </button>
          </div>
        </section>
      )}
      {pasted !== null && (
        <PasteReview
          title="Dán các buổi từ Excel"
          headers={['Ngày', 'Nội dung', 'Lớp', 'Số dự', 'Người phụ trách']}
          lines={pasted}
          action={(lines) =>
            `Ghi ${formatCount(sessionsOf(kept(pasted)).length)} buổi từ ${formatCount(lines)} dòng`
          }
          busy={deeds.busy}
          onClose={() => setPasted(null)}
          onConfirm={() => void keepPasted(sessionsOf(kept(pasted))).then(() => setPasted(null))}
        />
      )}
      <PrintFoot settings={settings} />
    </>
  );
}
