import { isObject, type JsonObject, parseObject, textOf } from '../cmi5/json.ts';
import {
  CATEGORY_CMI5,
  CATEGORY_MOVE_ON,
  LAUNCH_DATA,
  MASTERY_SCORE,
  PREFERENCES,
  SESSION_ID,
  VERBS,
} from '../cmi5/vocabulary.ts';

/** A request as it reaches the LMS. */
export interface LrsRequest {
  method: string;
  address: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface LrsAnswer {
  status: number;
  body: string;
}

export interface FakeLrsOptions {
  launchMode?: 'Normal' | 'Browse' | 'Review';
  masteryScore?: number | null;
  returnUrl?: string;
  preferences?: JsonObject;
  /** Where it answers; without a slash at the end. */
  origin?: string;
}

/** How it can misbehave. `lost-answer`: it does what it is asked and the answer never arrives. */
export type LrsFault = 'down' | 'lost-answer' | 'error-500';

interface Session {
  id: string;
  token: string;
  isTokenGiven: boolean;
  /** The answer with the token got lost, so asking again is no fault of the page. */
  isTokenLost: boolean;
  statements: JsonObject[];
  isOver: boolean;
}

const REGISTRATION = '760e3480-ba55-4991-94b0-01820dbd23a2';
const ACTOR = {
  objectType: 'Agent',
  name: 'Lò Thị Mẫu',
  account: { homePage: 'https://lms.example.vn', name: 'gv-017' },
};
const ACTIVITY = 'https://lms.example.vn/cmi5/au/17';
const PUBLISHER_ID = 'urn:uuid:5e0d9ec8-1111-5222-8333-444444444444';

/** A launch by this LMS, and everything it holds. */
export interface FakeLrs {
  /** Begins a session and gives the query with which the page is opened (cmi5 8.1). */
  launch(): string;
  handle(request: LrsRequest): LrsAnswer;
  /** `handle` in the manner of the browser's `fetch`, with the fault that is set. */
  fetch(address: string, init: RequestInit): Promise<Response>;
  fault: LrsFault | null;
  /** Rules of cmi5 and xAPI that somebody tried to break; each such request was rejected. */
  broken: string[];
  /** Statements that are held, in order of arrival. */
  statements: JsonObject[];
  /** Verbs of what is held, by their short names, in order of their time. */
  verbs(): string[];
  /** The best that the LMS knows of the learner. */
  best(): 'passed' | 'failed' | null;
  state(stateId: string): JsonObject | null;
}

/**
 * A strict LMS with an LRS: it does what cmi5 (Quartz) and xAPI 1.0.3 allow an LMS to reject, and
 * says which rule was broken.
 */
export function fakeLrs(options: FakeLrsOptions = {}): FakeLrs {
  const origin = options.origin ?? 'https://lms.example.vn';
  const endpoint = `${origin}/xapi/`;
  const masteryScore = options.masteryScore === undefined ? 0.8 : options.masteryScore;
  const launchMode = options.launchMode ?? 'Normal';
  const sessions: Session[] = [];
  const states = new Map<string, string>();
  const held = new Map<string, string>();

  const lrs: FakeLrs = {
    fault: null,
    broken: [],
    statements: [],

    launch() {
      // 9.3.6: the session before is abandoned; nothing more is recorded for it.
      for (const session of sessions) session.isOver = true;
      const number = sessions.length + 1;
      sessions.push({
        id: `phien-${number}`,
        token: `token-${number}`,
        isTokenGiven: false,
        isTokenLost: false,
        statements: [],
        isOver: false,
      });
      states.set(
        LAUNCH_DATA,
        JSON.stringify({
          contextTemplate: {
            contextActivities: { grouping: [{ id: PUBLISHER_ID }] },
            extensions: { [SESSION_ID]: `phien-${number}` },
          },
          launchMode,
          moveOn: 'Passed',
          ...(masteryScore === null ? {} : { masteryScore }),
          ...(options.returnUrl === undefined ? {} : { returnURL: options.returnUrl }),
        }),
      );
      return `?${new URLSearchParams({
        activityId: ACTIVITY,
        registration: REGISTRATION,
        actor: JSON.stringify(ACTOR),
        fetch: `${origin}/token?phien=${number}`,
        endpoint,
      })}`;
    },

    handle(request) {
      const url = new URL(request.address);
      if (url.pathname === '/token') return giveToken(request, url);
      if (!request.address.startsWith(endpoint)) return { status: 404, body: '' };
      const session = sessions.find(
        ({ token }) => request.headers.authorization === `Basic ${token}`,
      );
      // 8.2.1: the token belongs into every request and ends with the session.
      if (session === undefined) return refuse(401, '8.2.1 token', '');
      if (request.headers['x-experience-api-version'] !== '1.0.3') {
        return refuse(400, 'xAPI Communication 3.3 version header', '');
      }
      const resource = request.address.slice(endpoint.length).split('?')[0];
      if (resource === 'statements') return statementsResource(request, url, session);
      if (resource === 'activities/state') return stateResource(request, url);
      if (resource === 'agents/profile') return profileResource(request, url);
      return { status: 404, body: '' };
    },

    async fetch(address, init) {
      const { fault } = lrs;
      if (fault === 'down') throw new TypeError('Failed to fetch');
      if (fault === 'error-500') return new Response('', { status: 503 });
      const headers: Record<string, string> = {};
      new Headers(init.headers).forEach((value, name) => {
        headers[name] = value;
      });
      const { status, body } = lrs.handle({
        method: init.method ?? 'GET',
        address,
        headers,
        body: typeof init.body === 'string' ? init.body : '',
      });
      if (fault === 'lost-answer') throw new TypeError('Failed to fetch');
      return new Response(status === 204 ? null : body, { status });
    },

    verbs: () =>
      [...lrs.statements]
        .sort((a, b) => timeOf(a) - timeOf(b))
        .map((statement) => verbOf(statement) ?? '?'),
    best() {
      const verbs = lrs.statements.map(verbOf);
      return verbs.includes('passed') ? 'passed' : verbs.includes('failed') ? 'failed' : null;
    },
    state(stateId) {
      return parseObject(states.get(stateId) ?? '');
    },
  };

  function refuse(status: number, rule: string, what: string): LrsAnswer {
    lrs.broken.push(what === '' ? rule : `${rule}: ${what}`);
    return { status, body: rule };
  }

  /** 8.2: a POST, answered with the token once; errors have status 200. */
  function giveToken(request: LrsRequest, url: URL): LrsAnswer {
    const session = sessions[Number(url.searchParams.get('phien')) - 1];
    if (request.method !== 'POST') return refuse(405, '8.2.1 POST', request.method);
    if (session === undefined || session.isTokenGiven) {
      if (session?.isTokenLost !== true) lrs.broken.push('8.2.3.1 token asked for twice');
      return { status: 200, body: '{"error-code":"1","error-text":"Already in use"}' };
    }
    session.isTokenGiven = true;
    session.isTokenLost = lrs.fault === 'lost-answer';
    return { status: 200, body: JSON.stringify({ 'auth-token': session.token }) };
  }

  function isLearner(agent: unknown): boolean {
    // 8.1.3, 9.2: the learner exactly as launched.
    return JSON.stringify(agent) === JSON.stringify(ACTOR);
  }

  function stateResource(request: LrsRequest, url: URL): LrsAnswer {
    const query = url.searchParams;
    const id = query.get('stateId') ?? '';
    if (
      query.get('activityId') !== ACTIVITY ||
      query.get('registration') !== REGISTRATION ||
      !isLearner(parseObject(query.get('agent') ?? ''))
    ) {
      return refuse(400, '10.1 state of this activity, learner and registration', id);
    }
    if (request.method === 'GET') {
      const document = states.get(id);
      return document === undefined ? { status: 404, body: '' } : { status: 200, body: document };
    }
    // 10.2.1: an AU must not change the launch data.
    if (request.method !== 'PUT' || id === LAUNCH_DATA) return refuse(403, '10.2.1', id);
    if (request.headers['content-type'] !== 'application/json') return refuse(400, 'JSON', id);
    states.set(id, request.body);
    return { status: 204, body: '' };
  }

  function profileResource(request: LrsRequest, url: URL): LrsAnswer {
    const isAsked =
      request.method === 'GET' &&
      url.searchParams.get('profileId') === PREFERENCES &&
      isLearner(parseObject(url.searchParams.get('agent') ?? ''));
    if (!isAsked) return refuse(400, '11.0 learner preferences', url.search);
    return options.preferences === undefined
      ? { status: 404, body: '' }
      : { status: 200, body: JSON.stringify(options.preferences) };
  }

  function statementsResource(request: LrsRequest, url: URL, session: Session): LrsAnswer {
    const id = url.searchParams.get('statementId') ?? '';
    if (request.method === 'GET') {
      const found = held.get(id);
      return found === undefined ? { status: 404, body: '' } : { status: 200, body: found };
    }
    const sent = parseBody(request.body);
    const statements = Array.isArray(sent) ? sent : [sent];
    for (const statement of statements) {
      if (!isObject(statement)) return refuse(400, 'xAPI 4.1 a statement is an object', '');
      const own = textOf(statement, 'id') ?? '';
      // 9.1: the AU gives every statement its id; xAPI Communication 2.1.1: that of the address.
      if (!UUID.test(own) || (request.method === 'PUT' && own !== id)) {
        return refuse(400, '9.1 statement id', own);
      }
      // xAPI Communication 2.1.1: a statement that is there is not changed.
      if (held.has(own)) return { status: 409, body: '' };
      if (session.isOver) return refuse(403, '9.3.6, 9.3.8 session is over', own);
      const fault = faultOf(statement, session);
      if (fault !== null) return refuse(400, fault, request.body);
      held.set(own, JSON.stringify(statement));
      lrs.statements.push(statement);
      session.statements.push(statement);
    }
    return { status: 204, body: '' };
  }

  /** The first rule that a statement breaks, or null. */
  function faultOf(statement: JsonObject, session: Session): string | null {
    const { actor, object, timestamp, verb } = statement;
    const context = isObject(statement.context) ? statement.context : {};
    const extensions = isObject(context.extensions) ? context.extensions : {};
    const result = isObject(statement.result) ? statement.result : {};
    const name = verbOf(statement);
    const categories = idsOf(context, 'category');
    const isDefined = categories.includes(CATEGORY_CMI5);
    const time = timeOf(statement);

    if (!isLearner(actor)) return '9.2 actor';
    if (!isObject(verb) || textOf(verb, 'id') === null) return 'xAPI 4.1.3 verb';
    if (context.registration !== REGISTRATION) return '9.6.1 registration';
    if (extensions[SESSION_ID] !== session.id) return '9.6.3.1 session id';
    if (!idsOf(context, 'grouping').includes(PUBLISHER_ID)) return '9.6.2 contextTemplate';
    if (typeof timestamp !== 'string' || Number.isNaN(time)) return '9.7 timestamp';

    // 9.3: order is that of the time stamps; `initialized` first, `terminated` last, of any kind.
    const verbs = session.statements.map(verbOf);
    const times = session.statements.map(timeOf);
    if (verbs.length === 0 && name !== 'initialized') return '9.3 initialized first';
    const begun = times[verbs.indexOf('initialized')];
    const ended = times[verbs.indexOf('terminated')];
    if (begun !== undefined && time <= begun) return '9.3 initialized first, by time';
    if (ended !== undefined && time >= ended) return '9.3 terminated last, by time';
    if (name === 'terminated' && times.some((other) => other >= time)) return '9.3 terminated last';

    if (!isDefined) {
      return Object.keys(VERBS).includes(name ?? '') && name !== 'answered'
        ? '9.6.2.1 cmi5 category'
        : null;
    }
    if (name === null || name === 'answered') return '7.1.3 not a verb that cmi5 defines';
    if (!isObject(object) || object.id !== ACTIVITY) return '9.4 object is the AU';
    if (verbs.includes(name)) return `9.3 ${name} twice in a session`;
    const all = lrs.statements.map(verbOf);
    if ((name === 'completed' || name === 'passed') && all.includes(name)) {
      return `9.3 ${name} twice in a registration`;
    }
    if (name === 'failed' && all.includes('passed')) return '9.3 failed after passed';
    if (name === 'passed' && verbs.includes('failed')) return '9.3 passed and failed in a session';
    // 10.2.2: neither browsing nor reviewing is judged.
    if (launchMode !== 'Normal' && name !== 'initialized' && name !== 'terminated') {
      return `10.2.2 ${name} in ${launchMode} mode`;
    }

    const isJudged = name === 'passed' || name === 'failed';
    if ((result.success !== undefined) !== isJudged) return '9.5.2 success';
    if (isJudged && result.success !== (name === 'passed')) return '9.5.2 success';
    if (result.completion !== (name === 'completed' ? true : undefined)) return '9.5.3 completion';
    if (result.score !== undefined && !isJudged) return '9.5.1 score';
    const isSatisfying = isJudged || name === 'completed';
    if (categories.includes(CATEGORY_MOVE_ON) !== isSatisfying) return '9.6.2.2 moveOn category';
    if ((isSatisfying || name === 'terminated') && !DURATION.test(String(result.duration))) {
      return '9.5.4 duration';
    }
    if (isJudged && masteryScore !== null) {
      if (extensions[MASTERY_SCORE] !== masteryScore) return '9.6.3.2 masteryScore';
      const scaled = isObject(result.score) ? result.score.scaled : undefined;
      if (typeof scaled === 'number' && scaled >= masteryScore !== (name === 'passed')) {
        return '9.3.4, 9.3.5 score against masteryScore';
      }
    }
    return null;
  }

  return lrs;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** ISO 8601; an LRS may cut off after hundredths and must not refuse more (xAPI Data 4.6). */
const DURATION = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The short name of a verb that is known here; null for any other. */
function verbOf(statement: JsonObject): keyof typeof VERBS | null {
  const id = isObject(statement.verb) ? statement.verb.id : undefined;
  const names = ['initialized', 'answered', 'completed', 'passed', 'failed', 'terminated'] as const;
  return names.find((name) => VERBS[name] === id) ?? null;
}

function timeOf(statement: JsonObject): number {
  return Date.parse(String(statement.timestamp));
}

function idsOf(context: JsonObject, list: string): unknown[] {
  const activities = isObject(context.contextActivities) ? context.contextActivities[list] : null;
  return Array.isArray(activities)
    ? activities.map((one: unknown) => (isObject(one) ? one.id : null))
    : [];
}
