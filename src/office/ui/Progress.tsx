import { formatCount } from '../format.ts';

interface Props {
  phase: string;
  done: number;
  /** 0 while it is not known. */
  total: number;
}

/** A progress bar with its words and counts. */
export function Progress({ phase, done, total }: Props) {
  return (
    <div class="of-progress">
      <p class="of-progress__text">
        {phase}
        {total > 0 && ` – ${formatCount(done)} / ${formatCount(total)}`}
      </p>
      {total > 0 ? (
        <progress aria-label={phase} max={total} value={done} />
      ) : (
        <progress aria-label={phase} />
      )}
    </div>
  );
}
