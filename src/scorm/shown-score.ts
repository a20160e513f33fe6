/** A score 0–100 as people read it: at most one decimal, rounded down, with a comma (`91,6`). */
export function shownScore(score: number): string {
  return String(Math.floor(score * 10 + 1e-6) / 10).replace('.', ',');
}
