import type { ScormApi } from './find-api.ts';
import type { Standard } from './standard.ts';

/**
 * An LMS's API with one manner: a call never throws, and it has succeeded only when the LMS answered
 * true and reports no error. Stubs that answer `"true"` with an error code, and APIs that vanished
 * with their frame, both come out as failures.
 */
export interface Connection {
  readonly standard: Standard;
  /** Opens the session; an LMS that says it is open already counts as open. */
  initialize(): boolean;
  /** The element's value, or an empty string when it has none or cannot be read. */
  get(element: string): string;
  /** True when the LMS took the value. */
  set(element: string, value: string): boolean;
  commit(): boolean;
  finish(): boolean;
  /** False when not even the last error can be asked for: the API or its window is gone. */
  answers(): boolean;
}

/** Wraps an LMS's API. */
export function connect(api: ScormApi, standard: Standard): Connection {
  const { calls } = standard;

  function call(name: string, ...args: string[]): string {
    // As a method: LMSs' functions use `this`.
    return String(api[name]?.(...args) ?? '');
  }

  function succeeded(name: string, ...args: string[]): boolean {
    try {
      const answer = call(name, ...args);
      const error = call(calls.lastError);
      return answer === 'true' && (error === '0' || error === '');
    } catch {
      return false;
    }
  }

  function get(element: string): string {
    try {
      const value = call(calls.get, element);
      return value === 'undefined' || value === 'null' ? '' : value;
    } catch {
      return '';
    }
  }

  return {
    standard,
    get,
    initialize() {
      if (succeeded(calls.initialize, '')) return true;
      // Opened before (a frame reloaded without finishing): usable when it can be read and written.
      return (
        get(standard.statusElements[0] ?? '') !== '' &&
        succeeded(calls.set, standard.exit, 'suspend')
      );
    },
    set: (element, value) => succeeded(calls.set, element, value),
    commit: () => succeeded(calls.commit, ''),
    finish: () => succeeded(calls.finish, ''),
    answers() {
      try {
        call(calls.lastError);
        return typeof api[calls.lastError] === 'function';
      } catch {
        return false;
      }
    },
  };
}
