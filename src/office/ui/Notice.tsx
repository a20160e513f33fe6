import type { ComponentChildren } from 'preact';

interface Props {
  kind: 'info' | 'good' | 'warning' | 'bad';
  title?: string;
  /** Read out at once: only for what the officer just caused or must know. */
  alert?: boolean;
  children: ComponentChildren;
}

const SIGNS = { info: 'i', good: '✓', warning: '!', bad: '!' } as const;

/** A framed message; the sign and the words carry the meaning, the colour only helps. */
export function Notice({ kind, title, alert = false, children }: Props) {
  return (
    <div class={`of-notice of-notice--${kind}`} role={alert ? 'alert' : undefined}>
      <span class="of-notice__sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <div class="of-notice__body">
        {title !== undefined && <p class="of-notice__title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
