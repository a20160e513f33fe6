import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import type { ScormApi } from '../find-api.ts';
import type { Standard } from '../standard.ts';
import { isResponse, ruleOf } from './data-model.ts';
import { bestOf, type FakeServer, fakeServer } from './fake-server.ts';

/** How an LMS can fail. */
export type Fault =
  /** Commit and finish answer false with a general error and store nothing. */
  | 'commit-false'
  /** Commit and finish throw (a synchronous request that the browser forbids). */
  | 'commit-throws'
  /** Commit answers true but reports an error, and stores nothing. */
  | 'commit-true-with-error'
  /** Every call throws: the frame or the API object is gone. */
  | 'gone'
  /** Everything answers true, nothing is held or stored: a preview's empty API. */
  | 'stub'
  /** Commit answers true and stores nothing, as while a tab closes; only the server knows. */
  | 'lies';

export interface FakeLmsOptions {
  /** Where commits go; a server of its own unless said. */
  server?: FakeServer;
  mode?: 'normal' | 'review' | 'browse';
  /** The pass mark that the LMS knows, 0–100; it then judges by score when the session ends. */
  passingScore?: number;
  /** Interactions are optional in SCORM 1.2: refuse them with 401. */
  withoutInteractions?: boolean;
  learnerName?: string;
}

/** Error codes by what went wrong; null where the standard has no such error. */
interface Errors {
  initializedTwice: string;
  initializeAfterFinish: string;
  before: Record<'finish' | 'get' | 'set' | 'commit', string>;
  after: Record<'finish' | 'get' | 'set' | 'commit', string>;
  argument: string;
  undefinedElement: string;
  notSet: string | null;
  readOnly: string;
  writeOnly: string;
  type: string;
  range: string;
  keyword: string;
  dependency: string | null;
  order: string;
  commit: string;
}

const same = (code: string) => ({ finish: code, get: code, set: code, commit: code });

const ERRORS: Record<Standard['name'], Errors> = {
  '1.2': {
    initializedTwice: '101',
    initializeAfterFinish: '101',
    before: same('301'),
    after: same('301'),
    argument: '201',
    undefinedElement: '401',
    notSet: null,
    readOnly: '403',
    writeOnly: '404',
    type: '405',
    range: '405',
    keyword: '402',
    dependency: null,
    order: '201',
    commit: '101',
  },
  '2004': {
    initializedTwice: '103',
    initializeAfterFinish: '104',
    before: { finish: '112', get: '122', set: '132', commit: '142' },
    after: { finish: '113', get: '123', set: '133', commit: '143' },
    argument: '201',
    undefinedElement: '401',
    notSet: '403',
    readOnly: '404',
    writeOnly: '405',
    type: '406',
    range: '407',
    keyword: '404',
    dependency: '408',
    order: '351',
    commit: '391',
  },
};

/** An LMS for tests: strict as the standard, forgetful as a server. */
export interface FakeLms {
  readonly standard: Standard;
  /** Set to make it fail from now on; null is sound again. */
  fault: Fault | null;
  /** Opens the lesson: the API object that the page finds. Two that run at once are two tabs. */
  launch(): ScormApi;
  /** What a successful commit stored, of the attempt that runs or ran last. */
  readonly persisted: Readonly<Record<string, string>>;
  /** Best status over all attempts, from what was persisted. */
  bestStatus(): CompletionStatus | null;
  /** Best raw score over all attempts, from what was persisted. */
  bestScore(): number | null;
  /** Error codes that calls ended with, `0` left out: a clean client causes none it could avoid. */
  readonly errors: readonly { call: string; code: string }[];
  /** Calls by name. */
  count(call: keyof Standard['calls']): number;
}

/** Makes one. Each `launch` after a finished session resumes what was persisted. */
export function fakeLms(standard: Standard, options: FakeLmsOptions = {}): FakeLms {
  const { calls } = standard;
  const codes = ERRORS[standard.name];
  const is12 = standard.name === '1.2';
  const errors: { call: string; code: string }[] = [];
  const counts = new Map<string, number>();
  const server = options.server ?? fakeServer();
  let fault: Fault | null = null;

  function launch(): ScormApi {
    let phase: 'new' | 'running' | 'finished' = 'new';
    let lastError = '0';
    // SCORM 2004 begins a new attempt unless the last session was suspended; 1.2 keeps its data.
    const attempts = server.attempts();
    const last = attempts.at(-1);
    const resumes = last !== undefined && (is12 || last[standard.exit] === 'suspend');
    const attempt = resumes ? attempts.length - 1 : attempts.length;
    let data: Record<string, string> = resumes ? { ...last } : {};
    delete data[standard.sessionTime];

    const readOnly: Record<string, string> = {
      [standard.learnerName]: options.learnerName ?? 'Nguyễn Thị Mẫu',
      [standard.mode]: options.mode ?? 'normal',
      ...(is12
        ? { 'cmi.core.student_id': 'hv-1', 'cmi.core.credit': 'credit', 'cmi.core.entry': '' }
        : { 'cmi.learner_id': 'hv-1', 'cmi.credit': 'credit', 'cmi.entry': '' }),
      [standard.passingScore]:
        options.passingScore === undefined
          ? ''
          : String(is12 ? options.passingScore : options.passingScore / 100),
    };

    function interactions(): number {
      const indexes = Object.keys(data).flatMap(
        (key) => /^cmi\.interactions\.(\d+)/.exec(key)?.[1] ?? [],
      );
      return new Set(indexes).size;
    }

    function end(call: string, code: string): string {
      lastError = code;
      if (code !== '0') errors.push({ call, code });
      return code === '0' ? 'true' : 'false';
    }

    /** Error of a call that does not fit the phase, or null. */
    function outOfPhase(kind: keyof Errors['before']): string | null {
      if (phase === 'new') return codes.before[kind];
      return phase === 'finished' ? codes.after[kind] : null;
    }

    function get(element: string): string {
      const early = outOfPhase('get');
      const answer = (code: string, value = '') => {
        end('get', code);
        return value;
      };
      if (early !== null) return answer(early);
      if (element === 'cmi.interactions._count') return answer('0', String(interactions()));
      const rule = ruleOf(standard.name, element);
      if (rule === undefined) return answer(codes.undefinedElement);
      if (rule.access === 'write') return answer(codes.writeOnly);
      const value = readOnly[element] ?? data[element];
      if (value !== undefined) return answer('0', value);
      if (element === 'cmi.core.lesson_status') return answer('0', 'not attempted');
      if (standard.statusElements.includes(element)) return answer('0', 'unknown');
      return answer(codes.notSet ?? '0');
    }

    function set(element: string, value: string): string {
      const early = outOfPhase('set');
      if (early !== null) return end('set', early);
      if (/\._(count|children)$/.test(element)) return end('set', codes.keyword);
      const rule = ruleOf(standard.name, element);
      const [, index, part] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
      if (rule === undefined || (index !== undefined && options.withoutInteractions === true)) {
        return end('set', codes.undefinedElement);
      }
      if (rule.access === 'read') return end('set', codes.readOnly);
      if (rule.valid?.(value) === false) return end('set', codes.type);
      if (rule.within?.(value) === false) return end('set', codes.range);
      if (index !== undefined && part !== undefined) {
        const own = `cmi.interactions.${index}.`;
        if (Number(index) > interactions()) return end('set', codes.order);
        if (codes.dependency !== null && part !== 'id' && data[`${own}id`] === undefined) {
          return end('set', codes.dependency);
        }
        if (/response|pattern/.test(part)) {
          const type = data[`${own}type`];
          if (type === undefined && codes.dependency !== null) return end('set', codes.dependency);
          if (!isResponse(standard.name, type ?? '', value)) return end('set', codes.type);
        }
      }
      data = { ...data, [element]: value };
      return end('set', '0');
    }

    /** Stores, or fails as it is told to. */
    function persist(call: 'commit' | 'finish'): string {
      if (fault === 'commit-throws') throw new Error('The request was not allowed');
      if (fault === 'commit-false') return end(call, codes.commit);
      if (fault === 'commit-true-with-error') {
        end(call, codes.commit);
        return 'true';
      }
      try {
        if (fault !== 'lies') server.write(attempt, data);
      } catch {
        return end(call, codes.commit);
      }
      return end(call, '0');
    }

    /** What an LMS with a pass mark does when the session ends. */
    function judge(): void {
      const raw = data[`${standard.score}raw`];
      if (options.passingScore === undefined || raw === undefined) return;
      const isPassed = Number(raw) >= options.passingScore;
      const [element = ''] = standard.statusElements;
      data = { ...data, [element]: isPassed ? 'passed' : 'failed' };
    }

    const behave: Record<string, (a: string, b: string) => string> = {
      [calls.initialize]: (parameter) => {
        if (parameter !== '') return end('initialize', codes.argument);
        if (phase === 'running') return end('initialize', codes.initializedTwice);
        if (phase === 'finished') return end('initialize', codes.initializeAfterFinish);
        phase = 'running';
        return end('initialize', '0');
      },
      [calls.finish]: (parameter) => {
        const early = outOfPhase('finish');
        if (early !== null) return end('finish', early);
        if (parameter !== '') return end('finish', codes.argument);
        judge();
        const answer = persist('finish');
        phase = 'finished';
        return answer;
      },
      [calls.commit]: (parameter) => {
        const early = outOfPhase('commit');
        if (early !== null) return end('commit', early);
        if (parameter !== '') return end('commit', codes.argument);
        return persist('commit');
      },
      [calls.get]: get,
      [calls.set]: set,
      [calls.lastError]: () => lastError,
    };

    return Object.fromEntries(
      Object.entries(behave).map(([name, run]) => [
        name,
        (a = '', b = '') => {
          counts.set(name, (counts.get(name) ?? 0) + 1);
          if (fault === 'gone') throw new Error('The API is gone');
          if (fault === 'stub') {
            return name === calls.get ? '' : name === calls.lastError ? '0' : 'true';
          }
          return run(a, b);
        },
      ]),
    );
  }

  return {
    standard,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    launch,
    get persisted() {
      return server.attempts().at(-1) ?? {};
    },
    bestStatus: () => bestOf(server, standard).status,
    bestScore: () => bestOf(server, standard).score,
    errors,
    count: (call) => counts.get(calls[call]) ?? 0,
  };
}
