import { type JsonObject, parseObject } from './json.ts';
import type { Launch } from './launch.ts';
import { XAPI_VERSION } from './vocabulary.ts';

/** As much of the browser's `fetch` as is used. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/**
 * What became of a request. `held`: the LRS has it. `refused`: it will not take this one. `closed`:
 * the session is over or the token not valid. `unreachable`: no answer, or none that says anything.
 */
export type Outcome = 'held' | 'refused' | 'closed' | 'unreachable';

/** The LMS's record store, in the name of one launch. No call rejects. */
export interface Lrs {
  /** Stores a statement under its own id; a second time is as good as the first. */
  putStatement(statement: JsonObject, keepalive: boolean): Promise<Outcome>;
  putState(stateId: string, document: JsonObject, keepalive: boolean): Promise<Outcome>;
  /** A document of this activity, learner and registration; null when there is none. */
  getState(stateId: string): Promise<JsonObject | null | Exclude<Outcome, 'held'>>;
  /** A document of the learner; null when there is none. */
  getProfile(profileId: string): Promise<JsonObject | null | Exclude<Outcome, 'held'>>;
}

/** A request without an answer after so long has failed (ms). */
const PATIENCE_MS = 10_000;

/** Asks, and gives up after a while; null without an answer. */
async function ask(fetch: Fetch, address: string, init: RequestInit): Promise<Response | null> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    return await fetch(address, { ...init, signal: control.signal });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Exchanges the launch's fetch URL for the token (cmi5 8.2): a POST, once. `refused` when the LMS
 * gives none, for instance because it gave it before.
 */
export async function fetchToken(
  fetch: Fetch,
  launch: Launch,
): Promise<{ token: string } | 'refused' | 'unreachable'> {
  const answer = await ask(fetch, launch.fetchUrl, { method: 'POST' });
  if (answer === null || answer.status >= 500) return 'unreachable';
  const body = parseObject(await answer.text().catch(() => ''));
  const token = body?.['auth-token'];
  return answer.ok && typeof token === 'string' && token !== '' ? { token } : 'refused';
}

/** Speaks to the LRS of a launch with its token. */
export function connectLrs(fetch: Fetch, launch: Launch, token: string): Lrs {
  const headers = {
    Authorization: `Basic ${token}`,
    'X-Experience-API-Version': XAPI_VERSION,
  };
  const address = (resource: string, query: Record<string, string>) =>
    `${launch.endpoint}${resource}?${new URLSearchParams(query)}`;
  const agent = JSON.stringify(launch.actor);
  const state = (stateId: string) =>
    address('activities/state', {
      activityId: launch.activityId,
      agent,
      registration: launch.registration,
      stateId,
    });

  function put(to: string, document: JsonObject, keepalive: boolean): Promise<Response | null> {
    return ask(fetch, to, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(document),
      keepalive,
    });
  }

  async function get(from: string): Promise<JsonObject | null | Exclude<Outcome, 'held'>> {
    const answer = await ask(fetch, from, { method: 'GET', headers, cache: 'no-store' });
    if (answer?.status === 404 || answer?.status === 204) return null;
    const outcome = outcomeOf(answer);
    if (answer === null || outcome !== 'held') return outcome === 'held' ? 'unreachable' : outcome;
    const text = await answer.text().catch(() => null);
    return text === null ? 'unreachable' : parseObject(text);
  }

  return {
    async putStatement(statement, keepalive) {
      const where = address('statements', { statementId: String(statement.id) });
      const answer = await put(where, statement, keepalive);
      // A statement of this id is there already (xAPI 1.0.3, Communication 2.1.1).
      if (answer?.status === 409) return 'held';
      const outcome = outcomeOf(answer);
      if (outcome === 'held' || outcome === 'unreachable') return outcome;
      // An LMS may refuse as a second one what it took the first time and could not confirm.
      const found = await get(where);
      return found !== null && typeof found === 'object' ? 'held' : outcome;
    },
    putState: async (stateId, document, keepalive) =>
      outcomeOf(await put(state(stateId), document, keepalive)),
    getState: (stateId) => get(state(stateId)),
    getProfile: (profileId) => get(address('agents/profile', { agent, profileId })),
  };
}

function outcomeOf(answer: Response | null): Outcome {
  if (answer === null) return 'unreachable';
  const { status } = answer;
  if (answer.ok) return 'held';
  if (status === 401 || status === 403) return 'closed';
  return status === 408 || status === 429 || status >= 500 ? 'unreachable' : 'refused';
}
