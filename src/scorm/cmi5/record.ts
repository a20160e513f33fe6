import type { Failure } from '../lifecycle-model.ts';
import type { RecordKeeper } from '../record-keeper.ts';
import { betterResult, type Kept, PROGRESS, RESULT, readResult } from './kept.ts';
import type { Launch, LaunchData } from './launch.ts';
import type { Lrs, Outcome } from './lrs.ts';
import { type Fact, statementOf } from './statement.ts';
import { randomUuid, stableUuid } from './uuid.ts';

/** What the record needs of its page. */
export interface RecordWorld {
  launch: Launch;
  data: LaunchData;
  lrs: Lrs;
  /** Kept by an earlier page, or new. */
  kept: Kept;
  /** Keeps it for a page to come. */
  keep(kept: Kept): void;
  /** The calendar, in milliseconds since 1970. */
  date(): number;
}

/** The record of one cmi5 session. */
export interface Cmi5Record extends RecordKeeper {
  /** Why the last trusted commit did not arrive, or null when all did. */
  stored(): Promise<Failure | null>;
  /** An attempt is being made, or one has ended. */
  attempt(state: 'running' | 'passed' | 'failed'): void;
  /**
   * The learner leaves: the last statements. Null when the LRS has them; else nothing was ended and
   * the learner may try again.
   */
  leave(): Promise<Failure | null>;
}

/** Browsers send at most 64 KiB while a page goes away; this leaves room for headers and other parts. */
const LAST_BYTES = 56_000;

/**
 * Facts become statements in an outbox, which is emptied one by one, in order; documents with place
 * and result go to the State API. Rules and reasons: docs/decisions/cmi5.md.
 */
export function cmi5Record(world: RecordWorld): Cmi5Record {
  const { launch, data, lrs } = world;
  const recording = data.launchMode === 'Normal';
  let kept = world.kept;
  /** Learning time of the session before this page, and since. */
  const spentBefore = kept.spentMs;
  let attempt: 'none' | 'running' | 'passed' | 'failed' = 'none';
  /** Interactions that are in the outbox or were sent. */
  const noted = new Set<string>();
  /** Statements that a page going away has sent; nobody may ever hear of them again. */
  const lastSent = new Set<string>();
  let running: Promise<Failure | null> = Promise.resolve(null);
  let waiting: Promise<Failure | null> | null = null;

  function change(part: Partial<Kept>): void {
    kept = { ...kept, ...part };
  }

  /** Puts a fact into the outbox. Order within a session is by time (9.3), whatever the clock does. */
  function note(what: Fact['what'], at: number, id = randomUuid()): void {
    if (kept.over || kept.outbox.some((fact) => fact.id === id)) return;
    const latestAt = Math.max(at, kept.latestAt + 1);
    change({ outbox: [...kept.outbox, { id, at: latestAt, what }], latestAt });
  }

  /** The one id of a verb within a registration or session: a second statement cannot come to be. */
  function only(verb: string, within = launch.registration): string {
    return stableUuid(launch.activityId, within, JSON.stringify(launch.actor), verb);
  }

  function begin(): void {
    if (kept.begunAt !== null) return;
    const at = world.date();
    // What an earlier launch could not send is told in this session, after its beginning.
    const left = kept.outbox;
    change({ outbox: [], latestAt: 0 });
    note({ verb: 'initialized' }, at, only('initialized', data.sessionId));
    for (const fact of left) note(fact.what, at, fact.id);
    change({ begunAt: at });
    world.keep(kept);
  }

  /** Everything earned that the LMS was never told of. */
  function noteResult(): void {
    const { status, score, told } = kept.result;
    if (status !== 'passed') return;
    const at = world.date();
    const { spentMs } = kept;
    if (!told.includes('passed')) note({ verb: 'passed', spentMs, score }, at, only('passed'));
    if (!told.includes('completed')) note({ verb: 'completed', spentMs }, at, only('completed'));
  }

  /**
   * A failure is told when the session ends: a session has passed or failed, never both (9.3), and a
   * learner who failed may still pass in this one.
   */
  function noteEnd(): void {
    const { status, score, told } = kept.result;
    const at = world.date();
    if (recording && status === 'failed' && !told.includes('failed')) {
      note({ verb: 'failed', spentMs: kept.spentMs, score }, at, only('failed', data.sessionId));
    }
    const spentMs = Math.max(at, kept.latestAt) - (kept.begunAt ?? at);
    note({ verb: 'terminated', spentMs }, at, only('terminated', data.sessionId));
    change({ over: true });
  }

  function settle(fact: Fact): void {
    change({ outbox: kept.outbox.filter((other) => other.id !== fact.id) });
    const { verb } = fact.what;
    if (verb === 'completed' || verb === 'passed' || verb === 'failed') {
      const told = [...new Set([...kept.result.told, verb])];
      change({ result: { ...kept.result, told }, resultDue: true });
    }
    world.keep(kept);
  }

  async function sendFacts(): Promise<Failure | null> {
    /** Answers that the LRS forbids: some say so of a closed session, some of a single statement. */
    let forbidden: Fact[] = [];
    for (const fact of kept.outbox) {
      const isAnswer = fact.what.verb === 'answered';
      const outcome = await lrs.putStatement(statementOf(fact, launch, data), false);
      // The result does not hang on an answer that this LRS will never take.
      if (outcome === 'held' || (outcome === 'refused' && isAnswer)) settle(fact);
      else if (outcome === 'closed' && isAnswer) forbidden.push(fact);
      else return failureOf(outcome);
      if (outcome === 'held') {
        // The session is open, so those before were meant by themselves.
        for (const answer of forbidden) settle(answer);
        forbidden = [];
      }
    }
    return forbidden.length === 0 ? null : 'closed';
  }

  async function sendProgress(): Promise<Failure | null> {
    if (!kept.progressDue) return null;
    const { progress } = kept;
    const outcome = await lrs.putState(PROGRESS, { ...progress }, false);
    if (outcome !== 'held') return failureOf(outcome);
    if (kept.progress === progress) change({ progressDue: false });
    return null;
  }

  async function sendResult(): Promise<Failure | null> {
    if (!kept.resultDue) return null;
    const { result } = kept;
    const there = await lrs.getState(RESULT);
    if (typeof there === 'string') return failureOf(there);
    // Another tab of this launch may have earned more.
    const best = betterResult(readResult(there), result);
    const told = best.told.filter((verb) => verb !== 'failed' || result.told.includes(verb));
    const outcome = await lrs.putState(RESULT, { ...best, told }, false);
    if (outcome !== 'held') return failureOf(outcome);
    if (kept.result === result) change({ resultDue: false });
    return null;
  }

  async function sendAll(): Promise<Failure | null> {
    const [facts, progress] = await Promise.all([sendFacts(), sendProgress()]);
    const result = await sendResult();
    world.keep(kept);
    return facts ?? progress ?? result;
  }

  /** Sends what is due after what is being sent; several who ask meanwhile share one round. */
  function send(): Promise<Failure | null> {
    waiting ??= running.then(() => {
      waiting = null;
      running = sendAll();
      return running;
    });
    return waiting;
  }

  /** The page may be going away: everything at once, the result before answers. */
  function sendLast(): void {
    let bytes = 0;
    const last = (document: object, go: () => Promise<Outcome>, done: () => void) => {
      bytes += JSON.stringify(document).length;
      if (bytes > LAST_BYTES) return;
      void go().then((outcome) => {
        if (outcome === 'held') done();
      });
    };
    const rank = ({ what }: Fact) =>
      what.verb === 'answered' ? 1 : what.verb === 'terminated' ? 2 : 0;
    const facts = [...kept.outbox].sort((a, b) => rank(a) - rank(b));
    if (kept.progressDue) {
      const { progress } = kept;
      last(
        progress,
        () => lrs.putState(PROGRESS, { ...progress }, true),
        () => {
          if (kept.progress === progress) change({ progressDue: false });
        },
      );
    }
    for (const fact of facts) {
      if (lastSent.has(fact.id)) continue;
      lastSent.add(fact.id);
      const statement = statementOf(fact, launch, data);
      last(
        statement,
        () => lrs.putStatement(statement, true).finally(() => lastSent.delete(fact.id)),
        () => settle(fact),
      );
    }
    if (kept.resultDue) {
      const { result } = kept;
      last(
        result,
        () => lrs.putState(RESULT, { ...result }, true),
        () => {
          if (kept.result === result) change({ resultDue: false });
        },
      );
    }
  }

  return {
    initialize() {
      begin();
      // Browsing and reviewing write nothing more, so nothing else would send it.
      void send();
      return true;
    },

    read: () => ({
      held: { ...kept.progress, status: kept.result.status, score: kept.result.score },
      learnerName: typeof launch.actor.name === 'string' ? launch.actor.name : null,
      recording: recording && !kept.over,
      // Only the scores of ended attempts are told.
      judged: true,
      interactions: 0,
      places: {},
      // Statements are added, never replaced: tabs have nothing to tell each other.
      learnerId: '',
    }),

    write({ held, sessionMs, interactions }) {
      change({ spentMs: spentBefore + sessionMs });
      for (const { interaction } of interactions) {
        const { at, ...answer } = interaction;
        const name = `${interaction.id}@${at.getTime()}`;
        if (noted.has(name)) continue;
        noted.add(name);
        note({ verb: 'answered', interaction: answer }, at.getTime());
      }
      const { suspendData, location } = held;
      if (suspendData !== kept.progress.suspendData || location !== kept.progress.location) {
        change({ progress: { suspendData, location }, progressDue: true });
      }
      const result = betterResult(kept.result, { ...held, told: [] });
      if (result.status !== kept.result.status || result.score !== kept.result.score) {
        change({ result, resultDue: true });
      }
      // Nothing can be told after the end; what is earned then is kept for the next launch.
      noteResult();
      return !kept.over;
    },

    commit(_held, trusted) {
      world.keep(kept);
      if (!trusted) sendLast();
      else if (kept.over) return 'closed';
      else void send();
      return null;
    },

    stored: () => waiting ?? running,

    attempt(state) {
      attempt = state;
      // A new failure is to be told, even where an older one was.
      if (state === 'failed' && kept.result.status !== 'passed') {
        const told = kept.result.told.filter((verb) => verb !== 'failed');
        change({ result: { ...kept.result, told } });
      }
    },

    finish() {
      // A reload cannot be told from a closed window. While something may still be earned the session
      // stays open for it; the LMS ends one that nobody comes back to (9.3.6).
      const isDone = !recording || attempt === 'failed' || kept.result.status === 'passed';
      if (isDone && !kept.over) noteEnd();
      world.keep(kept);
      sendLast();
    },

    async leave() {
      if (kept.over) return kept.outbox.length === 0 ? null : send();
      const failure = await send();
      if (failure !== null) return failure;
      noteEnd();
      world.keep(kept);
      return send();
    },
  };
}

function failureOf(outcome: Exclude<Outcome, 'held'>): Failure {
  return outcome === 'closed' ? 'closed' : 'refused';
}
