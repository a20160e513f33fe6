import { describe, expect, it } from 'vitest';
import { leafletSetting } from './text-sizes.ts';

const panel = (points: number, length: number, text: string[] = []) => ({
  heading: 'Mặt',
  text,
  points: Array.from({ length: points }, () => 'x'.repeat(length)),
});
const short = panel(3, 30);
const crowded = panel(7, 110, ['y'.repeat(220), 'y'.repeat(220)]);

describe('the text of a printed leaflet', () => {
  it('is large when there is little to say', () => {
    expect(leafletSetting([short, short, short, short, short])).toMatchObject({
      inside: 17,
      back: 17,
    });
  });

  it('is set inside by the fullest panel', () => {
    const { inside } = leafletSetting([short, crowded, short, short, short]);
    expect(inside).toBeLessThan(17);
  });

  it('leaves room below the inside panels for a number to call', () => {
    const full = panel(7, 60);
    const onFlap = leafletSetting([short, short, short, full, short]);
    const inside = leafletSetting([full, short, short, short, short]);
    expect(inside.inside).toBeLessThan(onFlap.inside);
  });

  it('leaves room on the back for the code and the places to fill in', () => {
    const full = panel(6, 80);
    const { inside, back } = leafletSetting([full, full, full, full, full]);
    expect(back).toBeLessThan(inside);
  });

  it('is never larger on the back than elsewhere', () => {
    const { inside, back } = leafletSetting([crowded, crowded, crowded, crowded, short]);
    expect(back).toBe(inside);
  });

  it('never falls below what can be read', () => {
    const endless = panel(7, 500);
    const setting = leafletSetting([endless, endless, endless, endless, endless]);
    expect(setting).toEqual({ inside: 9.5, back: 9.5, trustedLines: 0 });
  });

  it('leaves lines for trusted adults where the flap has room, five at most', () => {
    expect(leafletSetting([short, short, short, short, short]).trustedLines).toBe(5);
    expect(leafletSetting([short, short, short, crowded, short]).trustedLines).toBe(0);
  });
});
