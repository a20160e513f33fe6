import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { ClassSession } from '../../records/contract/classes.ts';
import { schoolYearOf } from '../../records/coverage/school-year.ts';
import { newId } from '../../records/database/ids.ts';
import { messageOf } from '../api.ts';
import { formatCount } from '../format.ts';
import { formatRoute } from '../routes.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';
import { AddClass } from './AddClass.tsx';
import { draftOf, inputOf, type SessionDraft, SessionForm } from './SessionForm.tsx';

const PAGE_SIZE = 30;

/** Buổi tuyên truyền: class sessions of a school, entered fast, with the way back. */
export function SessionsSection({ office, data, route, today, go }: SectionProps) {
  const empty: SessionDraft = { day: today, about: '', leader: '', note: '', counts: {} };
  const [draft, setDraft] = useState(empty);
  const [editing, setEditing] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState<{ text: string; warnings: string[] } | null>(null);
  const [dropped, setDropped] = useState<ClassSession | null>(null);
  const [page, setPage] = useState(0);

  const schools = data.units.filter(({ kind }) => kind === 'truong' || kind === 'nhom-tre');
  const school =
    schools.find(({ id }) => id === route.unit) ?? (schools.length === 1 ? schools[0] : undefined);
  const year = schoolYearOf(draft.day || today);
  const about = school === undefined ? null : `${school.id} ${data.revision}`;
  const classes = useResource(about === null ? null : `${about} ${year}`, () =>
    office.api.classes({ unit: school?.id ?? '', schoolYear: year }),
  );
  const sessions = useResource(about === null ? null : `${about} ${page}`, () =>
    office.api.sessions({ unit: school?.id ?? '', offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  );
  const { topics, catalogue } = office.settings;
  const named = ({ topic, module }: ClassSession) =>
    topics.find(({ id }) => id === topic)?.name ??
    catalogue.modules.find(({ slug }) => slug === module)?.title ??
    topic ??
    module ??
    '';

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      setProblem(null);
      await office.refresh();
    } catch (cause) {
      setProblem(messageOf(cause));
    }
  };
  const save = () => {
    const input = inputOf(draft, school?.id ?? '');
    if (typeof input === 'string') {
      setProblem(input);
      return;
    }
    void attempt(async () => {
      const { warnings } = await office.api.keepSession(editing ?? newId(), input);
      setSaid({ text: editing === null ? 'Đã ghi buổi.' : 'Đã lưu thay đổi.', warnings });
      setDropped(null);
      setEditing(null);
      // The next session is often the same topic by the same person, in other classes.
      setDraft({ ...draft, note: '', counts: {} });
    });
  };
  const drop = (session: ClassSession) =>
    attempt(async () => {
      setDropped(await office.api.dropSession(session.id));
      setSaid(null);
      if (editing === session.id) {
        setEditing(null);
        setDraft(empty);
      }
    });
  const putBack = (session: ClassSession) =>
    attempt(async () => {
      const input = inputOf(draftOf(session), session.unitId);
      if (typeof input === 'string') return;
      await office.api.keepSession(session.id, input);
      setDropped(null);
      setSaid({ text: 'Đã lấy lại buổi vừa xóa.', warnings: [] });
    });

  const last = sessions.data?.sessions[0];
  return (
    <>
      <SectionTitle>Buổi tuyên truyền</SectionTitle>
      <p class="of-hint">
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
        <label class="of-field of-unit">
          <span>Trường, nhóm trẻ</span>
          <select
            value={school?.id ?? ''}
            onChange={(event) => {
              setDraft(empty);
              setEditing(null);
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
      {said !== null && (
        <Notice kind={said.warnings.length > 0 ? 'warning' : 'info'} alert>
          <p>{said.text}</p>
          {said.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
      {dropped !== null && (
        <Notice kind="info" alert>
          <p>
            Đã xóa buổi ngày {formatDay(dropped.day)}.{' '}
            <button type="button" class="of-link" onClick={() => void putBack(dropped)}>
              Hoàn tác
            </button>
          </p>
        </Notice>
      )}
      {school !== undefined && classes.data !== null && (
        <>
          {classes.data.length === 0 ? (
            <Notice kind="info" title={`Chưa có lớp nào của năm học ${year}`}>
              <p>
                Thêm từng lớp bên dưới, hoặc{' '}
                <a href={formatRoute({ ...route, section: 'nhap-du-lieu' })}>nhập danh sách lớp</a>{' '}
                (cột Trường, Lớp, Sĩ số) từ Excel.
              </p>
            </Notice>
          ) : (
            <section class="of-block" aria-label="Ghi một buổi">
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
                classes={classes.data}
                topics={topics}
                modules={catalogue.modules}
                today={today}
                editing={editing !== null}
                problem={problem}
                onChange={setDraft}
                onSave={save}
                onCancel={() => {
                  setEditing(null);
                  setDraft(empty);
                  setProblem(null);
                }}
              />
            </section>
          )}
          <AddClass
            api={office.api}
            unitId={school.id}
            schoolYear={year}
            onAdded={() => void office.refresh()}
          />
        </>
      )}
      {sessions.data !== null && sessions.data.total > 0 && (
        <section class="of-block" aria-label="Các buổi đã ghi">
          <Table
            caption="Các buổi đã ghi, mới nhất ở trên"
            columns={[
              { key: 'day', header: 'Ngày', rowHeader: true, cell: (row) => formatDay(row.day) },
              { key: 'about', header: 'Nội dung', wide: true, cell: named },
              {
                key: 'classes',
                header: 'Lớp (số dự / sĩ số)',
                cell: (row) =>
                  row.classes
                    .map(({ name, headcount, size }) => `${name} (${headcount}/${size})`)
                    .join(', '),
              },
              {
                key: 'sum',
                header: 'Lượt em dự',
                numeric: true,
                cell: (row) =>
                  formatCount(row.classes.reduce((sum, { headcount }) => sum + headcount, 0)),
              },
              { key: 'leader', header: 'Người phụ trách', cell: (row) => row.leader },
              {
                key: 'do',
                header: 'Sửa, xóa',
                cell: (row) => (
                  <span class="of-noprint">
                    <button
                      type="button"
                      class="of-link"
                      aria-label={`Sửa buổi ngày ${formatDay(row.day)}`}
                      onClick={() => {
                        setEditing(row.id);
                        setDraft(draftOf(row));
                        setSaid(null);
                      }}
                    >
                      Sửa
                    </button>{' '}
                    <button
                      type="button"
                      class="of-link"
                      aria-label={`Xóa buổi ngày ${formatDay(row.day)}`}
                      onClick={() => void drop(row)}
                    >
                      Xóa
                    </button>
                  </span>
                ),
              },
            ]}
            rows={sessions.data.sessions}
            rowKey={(row) => row.id}
            busy={sessions.loading}
          />
          <Pager
            noun="buổi"
            label="Trang của các buổi"
            total={sessions.data.total}
            pageSize={PAGE_SIZE}
            page={page}
            onPage={setPage}
          />
        </section>
      )}
    </>
  );
}
