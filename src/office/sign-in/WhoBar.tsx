import { useState } from 'preact/hooks';
import { OFFICER_ROLES } from '../../records/access/officer-rules.ts';
import type { Session } from '../../records/contract/accounts.ts';
import { Notice } from '../ui/Notice.tsx';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import { PasswordField } from './PasswordField.tsx';
import type { SessionKeeper } from './session.ts';

/** Who is signed in and for which unit; change the password, sign out. */
export function WhoBar({
  officer,
  keeper,
}: {
  officer: NonNullable<Session['officer']>;
  keeper: SessionKeeper;
}) {
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const [current, setCurrent] = useState('');
  return (
    <section class="of-who of-noprint" aria-label="Tài khoản đang đăng nhập">
      <p class="of-who__name">
        <strong>{officer.name}</strong>, {OFFICER_ROLES[officer.role]}
        {officer.unitName === '' ? '' : ` · ${officer.unitName}`}
      </p>
      <div class="of-who__deeds">
        <button
          type="button"
          class="of-link"
          aria-expanded={changing}
          onClick={() => {
            setChanging(!changing);
            setChanged(false);
          }}
        >
          Đổi mật khẩu
        </button>
        <button type="button" class="of-link" onClick={() => void keeper.signOut()}>
          Đăng xuất
        </button>
      </div>
      {changed && (
        <Notice kind="good" alert>
          <p>Đã đổi mật khẩu. Các máy khác đang đăng nhập tài khoản này đã được đăng xuất.</p>
        </Notice>
      )}
      {changing && (
        <div class="of-sign-in">
          <NewPasswordForm
            action="Đổi mật khẩu"
            missing={current === '' ? 'Hãy điền mật khẩu đang dùng.' : null}
            onSubmit={async (next) => {
              const refusal = await keeper.changePassword(current, next);
              if (refusal === null) {
                setChanging(false);
                setChanged(true);
                setCurrent('');
              }
              return refusal;
            }}
          >
            <PasswordField
              label="Mật khẩu đang dùng"
              kind="current-password"
              value={current}
              onInput={setCurrent}
            />
          </NewPasswordForm>
        </div>
      )}
    </section>
  );
}
