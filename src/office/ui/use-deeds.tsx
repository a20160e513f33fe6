import { useState } from 'preact/hooks';
import { messageOf } from '../api.ts';
import { Notice } from './Notice.tsx';

/** What was done last, and how to take it back. */
export interface Done {
  text: string;
  /** Vietnamese: what to look at again; it was kept all the same. */
  warnings?: readonly string[];
  undo?: () => Promise<void>;
}

/** Deeds of a section: what the last one said, and the way back. */
export interface Deeds {
  done: Done | null;
  problem: string | null;
  busy: boolean;
  /** Says what is wrong without having tried. */
  refuse(problem: string): void;
  /** Does it, says so and reads the shared data again; whether it could be done. */
  attempt(work: () => Promise<Done>): Promise<boolean>;
}

/** `refresh` reads what may have changed. */
export function useDeeds(refresh: () => Promise<void>): Deeds {
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  return {
    done,
    problem,
    busy,
    refuse: setProblem,
    async attempt(work) {
      setBusy(true);
      try {
        setDone(await work());
        setProblem(null);
        return true;
      } catch (cause) {
        setProblem(messageOf(cause));
        return false;
      } finally {
        // Part of it may have been done.
        await refresh();
        setBusy(false);
      }
    },
  };
}

/** What the last deed said, with the button that takes it back. */
export function DeedNotices({ deeds: { done, problem, busy, attempt } }: { deeds: Deeds }) {
  const { undo, warnings = [] } = done ?? {};
  return (
    <>
      {done !== null && (
        <Notice kind={warnings.length > 0 ? 'warning' : 'good'} alert>
          <p>
            {done.text}{' '}
            {undo !== undefined && (
              <button
                type="button"
                class="of-link"
                disabled={busy}
                onClick={() =>
                  void attempt(async () => {
                    await undo();
                    return { text: 'Đã hoàn tác.' };
                  })
                }
              >
                Hoàn tác
              </button>
            )}
          </p>
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
    </>
  );
}
