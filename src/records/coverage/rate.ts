import type { Rate } from '../contract.ts';

/**
 * A rate against its target (per cent). Shown to a tenth of a per cent, rounded **down**, with a
 * decimal comma: 89.96 % is `89,9%`, never `90%`. Whole-number arithmetic, so nothing is lost.
 */
export function rate(numerator: number, denominator: number, target: number): Rate {
  if (denominator === 0) return { numerator, denominator, shown: '–', met: null };
  const tenths = Math.floor((numerator * 1000) / denominator);
  return {
    numerator,
    denominator,
    shown: `${Math.floor(tenths / 10)},${tenths % 10}%`,
    met: numerator * 100 >= target * denominator,
  };
}

/** Orders rates by their true value, lowest first; without a denominator last. */
export function compareRates(a: Rate, b: Rate): number {
  if (a.denominator === 0 || b.denominator === 0) return b.denominator - a.denominator;
  return a.numerator * b.denominator - b.numerator * a.denominator;
}
