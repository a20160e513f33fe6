import { isObject, type JsonObject, parseObject, textOf } from './json.ts';
import { SESSION_ID } from './vocabulary.ts';

/** What an LMS puts into the address with which it launches a module (cmi5 8.1). */
export interface Launch {
  /** Base address of the LRS, with a slash at its end. */
  endpoint: string;
  /** Gives the token, once. */
  fetchUrl: string;
  /** The learner, as the LMS wrote it: it is sent back unaltered. */
  actor: JsonObject;
  registration: string;
  activityId: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Reads the launch parameters, in any order. `none` when the page was opened by hand, `broken` when
 * some are missing or are not what cmi5 says they are.
 */
export function readLaunch(address: string): Launch | 'none' | 'broken' {
  const query = new URL(address).searchParams;
  const names = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const;
  const [endpoint, fetchUrl, actor, registration, activityId] = names.map((name) =>
    (query.get(name) ?? '').trim(),
  );
  if (!endpoint && !fetchUrl && !actor && !registration && !activityId) return 'none';
  const learner = parseObject(actor ?? '');
  if (!isWeb(endpoint) || !isWeb(fetchUrl) || !activityId || learner === null) return 'broken';
  if (registration === undefined || !UUID.test(registration) || !isObject(learner.account)) {
    return 'broken';
  }
  return {
    endpoint: endpoint.endsWith('/') ? endpoint : `${endpoint}/`,
    fetchUrl,
    actor: learner,
    registration,
    activityId,
  };
}

function isWeb(address: string | undefined): address is string {
  return address !== undefined && /^https?:\/\//i.test(address);
}

/** What matters here of `LMS.LaunchData` (cmi5 10.2). */
export interface LaunchData {
  /** Goes into every statement's context, unaltered. */
  contextTemplate: JsonObject;
  sessionId: string;
  launchMode: 'Normal' | 'Browse' | 'Review';
  /** Pass mark 0–1 that the LMS applies, or null when it leaves that to the module. */
  masteryScore: number | null;
  /** Where to send the learner on leaving, or null. */
  returnUrl: string | null;
}

/**
 * Reads the document; null when it lacks what no statement can do without. A mode that is unknown
 * counts as `Browse`: nothing may be recorded that the LMS did not ask for.
 */
export function readLaunchData(document: JsonObject): LaunchData | null {
  const { contextTemplate, masteryScore } = document;
  if (!isObject(contextTemplate) || !isObject(contextTemplate.extensions)) return null;
  const sessionId = textOf(contextTemplate.extensions, SESSION_ID);
  if (sessionId === null) return null;
  const mark = typeof masteryScore === 'string' ? Number.parseFloat(masteryScore) : masteryScore;
  const mode = textOf(document, 'launchMode');
  const returnUrl = textOf(document, 'returnURL');
  return {
    contextTemplate,
    sessionId,
    launchMode: mode === 'Normal' || mode === 'Review' ? mode : 'Browse',
    masteryScore: typeof mark === 'number' && mark >= 0 && mark <= 1 ? mark : null,
    // Nothing but a web address: it becomes the page's location.
    returnUrl: isWeb(returnUrl ?? undefined) ? returnUrl : null,
  };
}

/** The learner's preferences (cmi5 11.0) that a module can follow. */
export interface Preferences {
  /** Language tags, the preferred first. */
  languages: string[];
  /** `off` when media are to be silent; null without a wish. */
  audio: 'on' | 'off' | null;
}

/** Reads the profile document; a learner without one has no wishes. */
export function readPreferences(document: JsonObject | null): Preferences {
  const audio = document === null ? null : textOf(document, 'audioPreference');
  return {
    languages: (document === null ? '' : (textOf(document, 'languagePreference') ?? ''))
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    audio: audio === 'on' || audio === 'off' ? audio : null,
  };
}
