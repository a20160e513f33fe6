/** An event of whole days. */
export interface DayEvent {
  /** Globally unique and the same in every build, so that a second import replaces the first. */
  uid: string;
  /** First day, `YYYY-MM-DD`. */
  from: string;
  /** Last day, included. */
  to: string;
  summary: string;
  description: string;
  url?: string;
  categories: string[];
  /** Reminder that many days before; none: no reminder. */
  remindDaysBefore?: number;
}

/** Longest content line in octets, line break apart (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/**
 * A calendar file (RFC 5545): UTF-8, CRLF, lines folded at 75 octets, all-day events that do not
 * block anybody's day.
 * @param name Name under which calendar programs show it.
 * @param stamp Day of the content's last review, `YYYY-MM-DD`, so that equal content gives an equal file.
 */
export function calendarFile(name: string, stamp: string, events: readonly DayEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Truong hoc an toan//Lich nam hoc//VI',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(event.uid)}`,
      `DTSTAMP:${compact(stamp)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(event.from)}`,
      // The end is the first day that no longer belongs to the event.
      `DTEND;VALUE=DATE:${compact(nextDay(event.to))}`,
      `SUMMARY:${escapeText(event.summary)}`,
      `DESCRIPTION:${escapeText(event.description)}`,
      ...(event.url === undefined ? [] : [`URL:${event.url}`]),
      `CATEGORIES:${event.categories.map(escapeText).join(',')}`,
      'TRANSP:TRANSPARENT',
      ...(event.remindDaysBefore === undefined
        ? []
        : [
            'BEGIN:VALARM',
            'ACTION:DISPLAY',
            `DESCRIPTION:${escapeText(event.summary)}`,
            `TRIGGER:-P${event.remindDaysBefore}D`,
            'END:VALARM',
          ]),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

/** Text of a property value: backslash, semicolon, comma and line break escaped (3.3.11). */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** A line in pieces of at most 75 octets, never cut within a character; each next piece begins with a space. */
export function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > LINE_OCTETS) {
      pieces.push(piece);
      piece = '';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}
