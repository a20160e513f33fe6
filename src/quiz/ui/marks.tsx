import type { ComponentChildren } from 'preact';

/** How something turned out; colours and icons follow it, words always stand beside. */
export type Tone = 'good' | 'part' | 'bad' | 'plain';

const PATHS: Record<Tone, string> = {
  good: 'M4 10.5l4 4 8-9',
  part: 'M3 11.5c2-4 5-4 7-1.5s5 2.5 7-1.5',
  bad: 'M5 5l10 10M15 5L5 15',
  plain: 'M10 9.5v1',
};

/** A small drawing of the tone; decoration beside words. */
export function ToneIcon({ tone }: { tone: Tone }) {
  return (
    <svg class="quiz-icon" data-tone={tone} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[tone]} />
    </svg>
  );
}

/** A word or two that say how something turned out, with its icon. */
export function Mark({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class="quiz-mark" data-tone={tone}>
      <ToneIcon tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** One entry of a report: its text, how it turned out and why. */
export function ReportEntry(props: {
  tone: Tone;
  /** In words; null where nothing needs to be said: then the feedback waits behind a summary. */
  verdict: string | null;
  text: ComponentChildren;
  feedback: string | null;
}) {
  const { tone, verdict, text, feedback } = props;
  return (
    <li class="quiz-entry" data-tone={tone}>
      {verdict !== null && <Mark tone={tone}>{verdict}</Mark>}
      <div class="quiz-text">{text}</div>
      {feedback !== null &&
        (verdict === null ? (
          <details class="quiz-why">
            <summary>Vì sao không phải ý này?</summary>
            <p>{feedback}</p>
          </details>
        ) : (
          <p class="quiz-why">{feedback}</p>
        ))}
    </li>
  );
}
