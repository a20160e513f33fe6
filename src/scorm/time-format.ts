/** Longest time SCORM 1.2 can write (`9999:59:59.99`), in milliseconds. */
const LONGEST_MS = 9999 * 3_600_000 + 59 * 60_000 + 59_990;

interface Parts {
  hours: number;
  minutes: number;
  /** Hundredths of a second, 0–5999. */
  hundredths: number;
}

function parts(ms: number): Parts {
  const bounded = Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_MS) : 0;
  const all = Math.floor(bounded / 10);
  return {
    hours: Math.floor(all / 360_000),
    minutes: Math.floor(all / 6_000) % 60,
    hundredths: all % 6_000,
  };
}

function seconds(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** SCORM 1.2 `CMITimespan`, e.g. `0001:02:03.45`. Negative or not finite counts as zero; bounded above. */
export function timespan12(ms: number): string {
  const { hours, minutes, hundredths } = parts(ms);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(hours, 4)}:${pad(minutes, 2)}:${seconds(hundredths).padStart(5, '0')}`;
}

/** SCORM 2004 `timeinterval(second,10,2)`: an ISO 8601 duration, e.g. `PT1H2M3.45S`. Bounded as above. */
export function timespan2004(ms: number): string {
  const { hours, minutes, hundredths } = parts(ms);
  const text =
    (hours > 0 ? `${hours}H` : '') +
    (minutes > 0 ? `${minutes}M` : '') +
    (hundredths > 0 ? `${hundredths / 100}S` : '');
  return `PT${text === '' ? '0S' : text}`;
}

/** SCORM 1.2 `CMITime`: the learner's clock, `HH:MM:SS`. */
export function clockTime12(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((value) => String(value).padStart(2, '0'))
    .join(':');
}

/**
 * SCORM 2004 time: an instant in UTC, e.g. `2026-11-21T03:04:05.67Z`. The standard allows a time zone
 * only after a fraction of a second (`ss[.s[TZD]]`), and LMSs do refuse one without.
 */
export function instant2004(at: Date): string {
  return `${at.toISOString().slice(0, 22)}Z`;
}
