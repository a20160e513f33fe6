/** A state that held until a day (that day not included). */
export interface Until {
  to_day: string;
}

/**
 * The past after a change that holds from `day` on: what held before that day stays, changes that
 * were to come on or after it are replaced. `current` is the state without an end; `same` tells
 * whether a state equals the new one, so that a change that changes nothing leaves no trace.
 */
export function pastAfter<State extends object>(
  past: readonly (State & Until)[],
  current: State,
  day: string,
  same: (state: State) => boolean,
): (State & Until)[] {
  const sorted = inOrder(past);
  const earlier = sorted.filter(({ to_day }) => to_day < day);
  const before: State = sorted.find(({ to_day }) => to_day >= day) ?? current;
  return same(before) ? earlier : [...earlier, { ...before, to_day: day }];
}

/** The past state that holds on a day, or null when the current one does. */
export function stateOn<Past extends Until>(past: readonly Past[], day: string): Past | null {
  return inOrder(past).find(({ to_day }) => to_day > day) ?? null;
}

function inOrder<Past extends Until>(past: readonly Past[]): Past[] {
  return [...past].sort((a, b) => (a.to_day < b.to_day ? -1 : 1));
}
