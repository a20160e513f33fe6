import type { Rate } from '../../records/contract.ts';
import { FigureButton, type OpenFigure } from '../figures/FigureButton.tsx';
import type { ShownFigure } from '../figures/figures.ts';
import { formatCount, missingToTarget } from '../format.ts';

interface Props {
  title: string;
  /** What counts, in a few words. */
  meaning: string;
  rate: Rate;
  /** Per cent. */
  target: number;
  /** What is counted: people unless it says otherwise. */
  noun?: string;
  /** The figures of the rate: how many of how many. */
  part: ShownFigure;
  whole: ShownFigure;
  onOpen: OpenFigure;
}

/** Where the bar ends, in per cent of its length. Geometry only: the rate shown is the API's. */
function barLength({ numerator, denominator }: Rate): number {
  return denominator === 0 ? 0 : (numerator * 100) / denominator;
}

/** One figure against its target: people, rate, target, people still missing. */
export function Headline(props: Props) {
  const { title, meaning, rate, target, noun = 'người', part, whole, onOpen } = props;
  const missing = missingToTarget(rate, target);
  return (
    <section class="of-headline" aria-label={title}>
      <h3 class="of-headline__title">{title}</h3>
      <p class="of-headline__meaning">{meaning}</p>
      <p class="of-headline__figure">
        <strong>{rate.shown}</strong>
        <span>
          <FigureButton figure={part} onOpen={onOpen} /> /{' '}
          <FigureButton figure={whole} onOpen={onOpen} /> {noun}
        </span>
      </p>
      <svg class="of-headline__bar" width="100%" height="18" aria-hidden="true">
        <rect class="of-bar__ground" x="0" y="3" width="100%" height="12" rx="2" />
        <rect
          class={rate.met === true ? 'of-bar of-bar--met' : 'of-bar'}
          x="0"
          y="3"
          width={`${barLength(rate)}%`}
          height="12"
          rx="2"
        />
        <line class="of-bar__target" x1={`${target}%`} x2={`${target}%`} y1="0" y2="18" />
      </svg>
      <p class="of-headline__target">
        Mục tiêu {target}%{rate.denominator === 0 && ' · chưa có ai trong diện'}
        {rate.met === true && (
          <>
            {' · '}
            <strong class="of-met">✓ đã đạt</strong>
          </>
        )}
        {rate.met === false && (
          <>
            {' · '}
            <strong>
              còn thiếu {formatCount(missing)} {noun}
            </strong>
          </>
        )}
      </p>
    </section>
  );
}
