import type { Standard } from './standard.ts';

/** The LMS's API object: functions by name, each called with strings. */
export type ScormApi = Record<string, (...args: string[]) => unknown>;

/** As much of a window as the search needs. */
export interface WindowLike {
  readonly parent?: unknown;
  readonly opener?: unknown;
}

/** Frames deep that the search goes; a bound, because `parent` chains can be made to loop. */
const DEEPEST = 20;

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

/** True when the object has every function the standard names; an unrelated global `API` has not. */
function isApi(value: unknown, standard: Standard): value is ScormApi {
  return (
    isObject(value) &&
    Object.values(standard.calls).every((name) => typeof value[name] === 'function')
  );
}

/** Looks in a window and its ancestors. A frame of another origin throws on access and ends the way up. */
function findUpwards(start: unknown, standard: Standard): ScormApi | null {
  let current = start;
  for (let depth = 0; depth <= DEEPEST && isObject(current); depth += 1) {
    try {
      const candidate = current[standard.apiName];
      if (isApi(candidate, standard)) return candidate;
      if (current.parent === current) return null;
      current = current.parent;
    } catch {
      return null;
    }
  }
  return null;
}

/**
 * Finds an LMS's API as SCORM describes it: in the window, its ancestors, then its opener and the
 * opener's ancestors. The first of `standards` that is found wins. Returns null when there is none.
 */
export function findApi(
  from: WindowLike,
  standards: readonly Standard[],
): { api: ScormApi; standard: Standard } | null {
  for (const standard of standards) {
    let api = findUpwards(from, standard);
    if (api === null) {
      let opener: unknown = null;
      try {
        // An LMS may open a window that holds the frame with the lesson.
        let top: unknown = from;
        for (let depth = 0; depth <= DEEPEST && isObject(top); depth += 1) {
          if (isObject(top.opener)) {
            opener = top.opener;
            break;
          }
          if (top.parent === top) break;
          top = top.parent;
        }
      } catch {
        // A frame of another origin: no opener can be reached through it.
      }
      api = findUpwards(opener, standard);
    }
    if (api !== null) return { api, standard };
  }
  return null;
}
