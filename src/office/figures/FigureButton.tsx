import type { ComponentChildren } from 'preact';
import { formatCount } from '../format.ts';
import type { ShownFigure } from './figures.ts';

/** Opens the rows behind a figure; null on paper, which has no buttons. */
export type OpenFigure = ((figure: ShownFigure) => void) | null;

interface Props {
  figure: ShownFigure;
  onOpen: OpenFigure;
  /** The count itself when nothing else is given, e.g. a rate. */
  children?: ComponentChildren;
}

/** A figure that opens into the rows behind it. Nobody stands behind nothing: a zero is plain text. */
export function FigureButton({ figure, onOpen, children }: Props) {
  const shown = children ?? formatCount(figure.count);
  if (onOpen === null || figure.count === 0) return <>{shown}</>;
  return (
    <button
      type="button"
      class="of-link of-open"
      title={`Xem từng dòng: ${figure.title}`}
      onClick={() => onOpen(figure)}
    >
      {shown}
    </button>
  );
}

/** A rate that opens into the rows of its numerator, with a tick once the target is met. */
export function RateButton({ figure, onOpen }: Omit<Props, 'children'>) {
  const met = figure.rate?.met === true;
  return (
    <span class={met ? 'of-met' : undefined}>
      {met ? '✓ ' : ''}
      <FigureButton figure={figure} onOpen={onOpen}>
        {figure.rate?.shown ?? '–'}
      </FigureButton>
    </span>
  );
}
