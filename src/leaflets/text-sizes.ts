import type { Leaflet } from '../schemas/leaflet.ts';

/** Sizes the text of a printed leaflet may have, in points, largest first. */
const SIZES = [17, 16, 15, 14, 13, 12, 11, 10.5, 10, 9.5] as const;
const SMALLEST = 9.5;

const MM_PER_POINT = 0.3528;
/** Width of the text on a panel, in mm: the narrowest panel (the flap) less its margins. */
const TEXT_WIDTH = 97 - 16;
/** Height for text below the heading, in mm: the sheet less margins and a heading of two lines. */
const TEXT_HEIGHT = 210 - 18 - 18;
/** What the code, the places to fill in and the office's name take of the back, in mm. */
const BACK_FOOT = 78;
/** What the number to call takes of an inside panel, in mm. */
const CALL_FOOT = 26;
/** Heading of the lines for trusted adults, and one such line, in mm. */
const TRUSTED_HEAD = 16;
const TRUSTED_LINE = 11;
const MOST_TRUSTED_LINES = 5;
/** Average advance of a letter in ems; Noto Sans, the widest face in use, with room to spare. */
const LETTER = 0.53;
const LEADING = 1.45;
/** Space after a paragraph or point, in ems; as in Panel.astro. */
const GAP = 0.5;

/** How the text of a printed leaflet is set. */
export interface LeafletSetting {
  /** Size in points of the three inside panels and the flap, which are read side by side. */
  inside: number;
  /** Size in points of the back, which shares its panel with the code and the places to fill in. */
  back: number;
  /** Lines on the flap for the names of adults whom the child trusts; 0 where there is no room. */
  trustedLines: number;
}

/**
 * The largest text sizes at which the panels of a leaflet fit on their parts of the sheet; the back
 * is never set larger than the rest. An estimate on the safe side; the browser test of the leaflets
 * measures the real thing. Where nothing fits, the smallest size: the author should then shorten.
 */
export function leafletSetting(panels: Leaflet['panels']): LeafletSetting {
  const inside = Math.min(
    largest(panels.slice(0, 3), TEXT_HEIGHT - CALL_FOOT),
    largest(panels.slice(3, 4), TEXT_HEIGHT),
  );
  const back = largest(panels.slice(4), TEXT_HEIGHT - BACK_FOOT);
  const left = TEXT_HEIGHT - panels.slice(3, 4).reduce((_, flap) => heightOf(flap, inside), 0);
  const lines = Math.floor((left - TRUSTED_HEAD) / TRUSTED_LINE);
  return {
    inside,
    back: Math.min(inside, back),
    trustedLines: lines < 2 ? 0 : Math.min(lines, MOST_TRUSTED_LINES),
  };
}

function largest(panels: Leaflet['panels'], height: number): number {
  return SIZES.find((size) => panels.every((panel) => heightOf(panel, size) <= height)) ?? SMALLEST;
}

/** Height of a panel's text in mm at a size in points. */
function heightOf(panel: Leaflet['panels'][number], size: number): number {
  const em = size * MM_PER_POINT;
  const lines = (text: string, width: number) =>
    Math.ceil((text.length * LETTER * em) / width) * LEADING * em;
  const paragraphs = panel.text.reduce((sum, text) => sum + lines(text, TEXT_WIDTH) + GAP * em, 0);
  const points = panel.points.reduce(
    (sum, text) => sum + lines(text, TEXT_WIDTH - 1.2 * em) + GAP * em,
    0,
  );
  return paragraphs + points;
}
