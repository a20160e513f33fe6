import { formatCount } from '../format.ts';

interface Props {
  phase: string;
  done: number;
  /** 0 or 1 while the amount of work is not known. */
  total: number;
}

/** A progress bar with its words and counts. */
export function Progress({ phase, done, total }: Props) {
  return (
    <div class="of-progress">
      <p class="of-progress__text">
        {phase}
        {total > 1 && ` – ${formatCount(done)} / ${formatCount(total)}`}
      </p>
      {total > 1 ? (
        <progress aria-label={phase} max={total} value={done} />
      ) : (
        <progress aria-label={phase} />
      )}
    </div>
  );
}
