import { describe, expect, it } from 'vitest';
import { leafletTextSizes } from './leaflet-size.ts';

const panel = (points: number, length: number, text: string[] = []) => ({
  heading: 'Mặt',
  text,
  points: Array.from({ length: points }, () => 'x'.repeat(length)),
});
const short = panel(3, 30);
const crowded = panel(7, 110, ['y'.repeat(220), 'y'.repeat(220)]);

describe('the text sizes of a printed leaflet', () => {
  it('are large when there is little to say', () => {
    expect(leafletTextSizes([short, short, short, short, short])).toEqual({ inside: 17, back: 17 });
  });

  it('are set inside by the fullest panel', () => {
    const { inside } = leafletTextSizes([short, crowded, short, short, short]);
    expect(inside).toBeLessThan(17);
  });

  it('leave room on the back for the code and the places to fill in', () => {
    const full = panel(6, 80);
    const { inside, back } = leafletTextSizes([full, full, full, full, full]);
    expect(back).toBeLessThan(inside);
  });

  it('never set the back larger than the rest', () => {
    const { inside, back } = leafletTextSizes([crowded, crowded, crowded, crowded, short]);
    expect(back).toBe(inside);
  });

  it('never fall below what can be read', () => {
    const endless = panel(7, 500);
    const sizes = leafletTextSizes([endless, endless, endless, endless, endless]);
    expect(sizes).toEqual({ inside: 9.5, back: 9.5 });
  });
});
