import { useId, useState } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  /** Tells the browser's password manager what this is. */
  kind: 'current-password' | 'new-password';
  /** What is wrong with it, or null. */
  problem?: string | null;
  hint?: string;
  onInput(value: string): void;
}

/** A password with a button that shows it: typing Vietnamese blind goes wrong too often. */
export function PasswordField({ label, value, kind, problem = null, hint, onInput }: Props) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const described = [
    hint === undefined ? '' : `${id}-hint`,
    problem === null ? '' : `${id}-problem`,
  ].filter((one) => one !== '');
  return (
    <div class="of-field">
      <label for={id}>{label}</label>
      <div class="of-password">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          autoComplete={kind}
          autoCapitalize="none"
          spellcheck={false}
          value={value}
          required
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <button
          type="button"
          class="of-button of-password__show"
          aria-pressed={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Ẩn' : 'Hiện'}
          <span class="of-hidden"> mật khẩu</span>
        </button>
      </div>
      {hint !== undefined && (
        <p class="of-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem !== null && (
        <p class="of-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
