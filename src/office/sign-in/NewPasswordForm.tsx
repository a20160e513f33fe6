import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { PASSWORD_LENGTH, passwordProblem } from '../../records/access/password-rules.ts';
import { Notice } from '../ui/Notice.tsx';
import { PasswordField } from './PasswordField.tsx';
import type { Refusal } from './session.ts';

interface Props {
  action: string;
  /** Fields before the new password. */
  children?: ComponentChildren;
  /** What is missing in those fields, or null. */
  missing: Refusal;
  onSubmit(password: string): Promise<Refusal>;
}

/** Chooses a new password: the rules are told beforehand and checked here first. */
export function NewPasswordForm({ action, children, missing, onSubmit }: Props) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit() {
    setRefusal(null);
    const weak = passwordProblem(password);
    setProblem(weak);
    if (missing !== null || weak !== null) {
      setRefusal(missing ?? weak);
      return;
    }
    setBusy(true);
    const told = await onSubmit(password);
    setBusy(false);
    setRefusal(told);
  }

  return (
    <form
      class="of-sign-in__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      {refusal !== null && (
        <Notice kind="bad" alert>
          <p>{refusal}</p>
        </Notice>
      )}
      {children}
      <PasswordField
        label="Mật khẩu mới"
        kind="new-password"
        value={password}
        problem={problem}
        hint={`Ít nhất ${PASSWORD_LENGTH.least} ký tự. Dễ nhớ và khó đoán: ghép vài từ không liên quan, ví dụ tên ba đồ vật trong bếp. Có thể gõ dấu và dấu cách.`}
        onInput={(value) => {
          setPassword(value);
          setProblem(null);
        }}
      />
      <div class="of-actions">
        <button type="submit" class="of-button of-button--main" aria-disabled={busy}>
          {busy ? 'Đang lưu…' : action}
        </button>
      </div>
    </form>
  );
}
