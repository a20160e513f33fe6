import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Notice } from '../ui/Notice.tsx';
import { PasswordField } from './PasswordField.tsx';
import type { SessionKeeper } from './session.ts';

interface Props {
  keeper: SessionKeeper;
  /** The name to begin with, e.g. of a session that ended. */
  username?: string;
  /** Puts the focus into the first empty field. */
  focus?: boolean;
}

/** User name and password. What was typed stays when it is refused, so that it can be mended. */
export function SignInForm({ keeper, username: known = '', focus = false }: Props) {
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    if (!focus) return;
    const fields = form.current?.querySelectorAll('input') ?? [];
    [...fields].find((field) => field.value === '')?.focus();
  }, []);

  async function submit() {
    if (username.trim() === '' || password === '') {
      setProblem('Hãy điền cả tên đăng nhập và mật khẩu.');
      return;
    }
    setBusy(true);
    // Cleared first, so that the same refusal twice is read out twice.
    setProblem(null);
    const refusal = await keeper.signIn(username, password);
    setBusy(false);
    setProblem(refusal);
    if (refusal === null) setPassword('');
  }

  return (
    <form
      ref={form}
      class="of-sign-in__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
      <div class="of-field">
        <label for={id}>Tên đăng nhập hoặc thư điện tử</label>
        <input
          id={id}
          type="text"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellcheck={false}
          required
          value={username}
          onInput={(event) => setUsername(event.currentTarget.value)}
        />
      </div>
      <PasswordField
        label="Mật khẩu"
        kind="current-password"
        value={password}
        onInput={setPassword}
      />
      <div class="of-actions">
        <button type="submit" class="of-button of-button--main" aria-disabled={busy}>
          {busy ? 'Đang đăng nhập…' : 'Đăng nhập'}
        </button>
      </div>
    </form>
  );
}
