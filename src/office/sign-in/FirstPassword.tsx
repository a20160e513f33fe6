import { useId, useState } from 'preact/hooks';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import type { SessionKeeper } from './session.ts';

interface Props {
  keeper: SessionKeeper;
  /** The one-time code that came with the link, or empty. */
  code: string;
  /** Called with the user name once the password is set. */
  onDone(username: string): void;
  onBack(): void;
}

/** Sets a first password, or another after a reset, by the one-time code. */
export function FirstPassword({ keeper, code: given, onDone, onBack }: Props) {
  const [code, setCode] = useState(given);
  const id = useId();
  return (
    <>
      <h2 class="of-section__title">Đặt mật khẩu</h2>
      <p>Dùng mã mà cán bộ cấp trên đưa. Mã chỉ dùng được một lần, trong 7 ngày.</p>
      <NewPasswordForm
        action="Đặt mật khẩu"
        missing={code.trim() === '' ? 'Hãy điền mã đặt mật khẩu.' : null}
        onSubmit={(password) => keeper.firstPassword(code, password, onDone)}
      >
        <div class="of-field">
          <label for={id}>Mã đặt mật khẩu</label>
          <input
            id={id}
            type="text"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellcheck={false}
            required
            placeholder="ABCD-EFGH-JKMN-PQRS"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      </NewPasswordForm>
      <p>
        <button type="button" class="of-link" onClick={onBack}>
          Về trang đăng nhập
        </button>
      </p>
    </>
  );
}
