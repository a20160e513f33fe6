import { useState } from 'preact/hooks';
import { OFFICER_ROLES, roleOfUnitKind, rolesBelow } from '../../records/access/officer-rules.ts';
import type { Officer, Session, SetupCode } from '../../records/contract/accounts.ts';
import { messageOf } from '../api.ts';
import { formatInstant } from '../format.ts';
import type { SectionProps } from '../section.ts';
import { setupLink } from '../sign-in/setup-link.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';

const STATUS: Record<Officer['status'], string> = {
  active: 'Đang dùng',
  waiting: 'Chờ đặt mật khẩu',
  closed: 'Đã khóa',
};

/** Tài khoản: who signs in for which unit; add, close, reset those below. */
export function AccountsSection({
  office,
  data,
  officer,
}: SectionProps & { officer: NonNullable<Session['officer']> }) {
  const [changes, setChanges] = useState(0);
  const [made, setMade] = useState<SetupCode | null>(null);
  const [asked, setAsked] = useState<Pick<Officer, 'id' | 'name'> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [draft, setDraft] = useState({ name: '', username: '', unitId: '' });
  const { data: officers, problem: unread } = useResource(`officers ${changes}`, () =>
    office.api.officers(),
  );

  const roles = rolesBelow({ kind: 'officer', ...officer });
  const unitsBelow = data.units.filter(({ kind }) => roles.includes(roleOfUnitKind(kind)));

  async function change(deed: () => Promise<SetupCode | null>) {
    setProblem(null);
    setMade(null);
    try {
      setMade(await deed());
      setChanges((count) => count + 1);
      return true;
    } catch (cause) {
      setProblem(messageOf(cause));
      return false;
    }
  }

  const columns: Column<Officer>[] = [
    { key: 'name', header: 'Họ và tên', rowHeader: true, cell: ({ name }) => name },
    { key: 'username', header: 'Tên đăng nhập', cell: ({ username }) => username },
    { key: 'role', header: 'Vai trò', cell: ({ role }) => OFFICER_ROLES[role] },
    { key: 'unit', header: 'Đơn vị', wide: true, cell: ({ unitName }) => unitName },
    { key: 'status', header: 'Tình trạng', cell: ({ status }) => STATUS[status] },
    {
      key: 'deeds',
      header: 'Việc',
      cell: (officer) => (officer.manageable ? deeds(officer) : 'do cấp trên quản lý'),
    },
  ];

  function deeds({ id, name, status }: Officer) {
    const closed = status === 'closed';
    return (
      <span class="of-actions">
        <button
          type="button"
          class="of-button of-button--small"
          onClick={() => {
            // Somebody who waits for a first password loses nothing by a new code.
            if (status === 'waiting') void change(() => office.api.resetOfficer(id));
            else setAsked({ id, name });
          }}
        >
          Cấp mã mới<span class="of-hidden"> cho {name}</span>
        </button>
        <button
          type="button"
          class="of-button of-button--small"
          onClick={() =>
            void change(async () => {
              await office.api.closeOfficer(id, !closed);
              return null;
            })
          }
        >
          {closed ? 'Mở lại' : 'Khóa'}
          <span class="of-hidden"> tài khoản của {name}</span>
        </button>
      </span>
    );
  }

  return (
    <>
      <SectionTitle>Tài khoản</SectionTitle>
      {(problem ?? unread) !== null && (
        <Notice kind="bad" alert>
          <p>{problem ?? unread}</p>
        </Notice>
      )}
      {made !== null && (
        <Notice kind="good" title={`Mã đặt mật khẩu của ${made.officer.name}`} alert>
          <p class="of-code">{made.code}</p>
          <p>
            Mã chỉ hiện một lần, dùng được một lần, đến {formatInstant(made.until)}. Hãy đưa tận tay
            hoặc đọc qua điện thoại; hoặc gửi riêng đường dẫn này:
          </p>
          <p class="of-wrap">{setupLink(window.location.origin, made.code)}</p>
        </Notice>
      )}
      <form
        class="of-fields"
        noValidate
        aria-label="Thêm tài khoản"
        onSubmit={(event) => {
          event.preventDefault();
          void change(() => office.api.addOfficer(draft)).then((done) => {
            if (done) setDraft({ name: '', username: '', unitId: '' });
          });
        }}
      >
        <label class="of-field">
          <span>Họ và tên</span>
          <input
            type="text"
            autoComplete="off"
            value={draft.name}
            onInput={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Tên đăng nhập hoặc thư điện tử</span>
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            value={draft.username}
            onInput={(event) => setDraft({ ...draft, username: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Đơn vị (quyết định vai trò)</span>
          <select
            value={draft.unitId}
            onChange={(event) => setDraft({ ...draft, unitId: event.currentTarget.value })}
          >
            <option value="">Chọn đơn vị…</option>
            {unitsBelow.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div class="of-actions">
          <button type="submit" class="of-button of-button--main">
            Thêm tài khoản
          </button>
        </div>
      </form>
      {officers !== null && (
        <Table
          caption={`Tài khoản trong phạm vi: ${officers.length}`}
          columns={columns}
          rows={officers}
          rowKey={({ id }) => id}
        />
      )}
      {asked !== null && (
        <ConfirmDialog
          title={`Cấp mã mới cho ${asked.name}?`}
          action="Cấp mã mới"
          danger
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            void change(() => office.api.resetOfficer(asked.id));
          }}
        >
          <p>
            Mật khẩu đang dùng mất hiệu lực ngay; người ấy đặt mật khẩu mới bằng mã. Tài khoản và
            những gì đã ghi vẫn còn.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
