import type { ComponentChildren } from 'preact';

interface Props {
  /** What the figure counts, for those who do not see the table around it. */
  label: string;
  onOpen(): void;
  children: ComponentChildren;
}

/** A figure in a table that opens into the rows behind it. */
export function FigureButton({ label, onOpen, children }: Props) {
  return (
    <button
      type="button"
      class="of-link of-open"
      title={`Xem từng dòng: ${label}`}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}
