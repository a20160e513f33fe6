import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from './Dialog.tsx';

interface Props {
  title: string;
  /** What the confirming button says: the deed, not "OK". */
  action: string;
  /** A word to type before the deed is possible. */
  word?: string;
  /** The deed destroys something. */
  danger?: boolean;
  children: ComponentChildren;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks before something that cannot be taken back. Escape and "Thôi" leave everything as it is. */
export function ConfirmDialog(props: Props) {
  const { title, action, word, danger = false, children, onConfirm, onCancel } = props;
  const [typed, setTyped] = useState('');
  const allowed = word === undefined || typed.normalize('NFC').trim().toUpperCase() === word;
  return (
    <Dialog title={title} onClose={onCancel}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (allowed) onConfirm();
        }}
      >
        {children}
        {word !== undefined && (
          <label class="of-field">
            <span>
              Gõ <strong>{word}</strong> để xác nhận
            </span>
            <input
              type="text"
              autoComplete="off"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
        )}
        <div class="of-actions">
          <button
            type="submit"
            class={`of-button ${danger ? 'of-button--danger' : 'of-button--main'}`}
            disabled={!allowed}
          >
            {action}
          </button>
          <button type="button" class="of-button" onClick={onCancel}>
            Thôi, giữ nguyên
          </button>
        </div>
      </form>
    </Dialog>
  );
}
