import type { LearningSession, SaveState, SessionStart } from './learning-session.ts';
import { INITIAL, step } from './lifecycle.ts';
import type { Effect, Event, Failure, State } from './lifecycle-model.ts';
import { PROBLEMS, type UnsavedMessages } from './messages.ts';
import { type PageEvent, withTime } from './page-events.ts';
import type { RecordKeeper } from './record-keeper.ts';
import type { TabMessage } from './tabs.ts';

/** Somebody who keeps the record. */
export interface Recorder {
  /** An LMS, or this device on the bare site. */
  kind: 'lms' | 'device';
  /** What the learner reads when a result is not saved. */
  unsaved: UnsavedMessages;
  record: RecordKeeper;
  /**
   * For a recorder whose commit answers before the data are safe: resolves to why the last commit
   * was not stored, or null when it was. A SCORM LMS has none; its answer is the answer.
   */
  stored?(): Promise<Failure | null>;
}

/** What a session needs of the world; tests put their own in. */
export interface SessionWorld {
  /** Finds who keeps the record, or says in a Vietnamese sentence why there is nobody. Called once. */
  open(): Promise<Recorder | string>;
  /** Milliseconds that never run backwards. */
  now(): number;
  /** The calendar. */
  date(): Date;
  /** Runs `task` after `ms`; returns a function that calls it off. */
  later(task: () => void, ms: number): () => void;
  /** Hands page events over from the start of the session on. */
  listen(send: (event: PageEvent) => void): void;
  /** Meets the other tabs of this module and learner; returns a function that tells them. */
  meet(learnerId: string, hear: (message: TabMessage) => void): (message: TabMessage) => void;
  /** Whether the page is visible now. */
  visible(): boolean;
}

/** A learning session that carries out what the life cycle decides. */
export function createSession(world: SessionWorld): LearningSession {
  let state: State = INITIAL;
  let recorder: Recorder | null = null;
  let problem: string | null = null;
  let saveState: SaveState = { kind: 'idle' };
  let starting: Promise<SessionStart> | null = null;
  /** The answer to the last trusted commit, for those who wait for it. */
  let answered: Promise<void> = Promise.resolve();
  let wroteAll = true;
  let cancelRetry = () => {};
  let tellTabs: (message: TabMessage) => void = () => {};
  const listeners = new Set<(state: SaveState) => void>();

  function announce(next: SaveState): void {
    saveState = next;
    for (const listener of listeners) listener(next);
  }

  function send(event: Event): void {
    const next = step(state, event);
    state = next.state;
    if (recorder !== null) for (const effect of next.effects) carryOut(effect, recorder);
  }

  function carryOut(effect: Effect, { unsaved, record, stored }: Recorder): void {
    switch (effect.type) {
      case 'write':
        wroteAll = record.write(effect);
        break;
      case 'commit': {
        const failure = record.commit(state.held, effect.trusted) ?? (wroteAll ? null : 'refused');
        if (!effect.trusted) break;
        const { write } = effect;
        const answer = (why: Failure | null) =>
          send({ type: 'committed', write, failure: why, when: world.date() });
        if (stored === undefined || failure !== null) answer(failure);
        else answered = stored().then(answer, () => answer('refused'));
        break;
      }
      case 'finish':
        record.finish();
        break;
      case 'retry-in':
        cancelRetry();
        cancelRetry = world.later(() => send({ type: 'retry', at: world.now() }), effect.ms);
        break;
      case 'retry-stop':
        cancelRetry();
        break;
      case 'tell':
        tellTabs({ type: 'news', news: effect.news });
        break;
      case 'announce':
        announce(
          'failure' in effect.save
            ? { kind: 'unsaved', message: unsaved[effect.save.failure] }
            : effect.save,
        );
        break;
    }
  }

  async function start(): Promise<SessionStart> {
    const opened = await world.open().catch(() => PROBLEMS.notLoaded);
    if (typeof opened === 'string') return without(opened);
    if (!opened.record.initialize()) return without(PROBLEMS.refused);
    recorder = opened;
    const found = opened.record.read();
    if (!found.recording) problem = PROBLEMS.review;
    send({ type: 'opened', at: world.now(), visible: world.visible(), ...found });
    world.listen((event) => send(withTime(event, world.now())));
    // This device's own store merges what tabs bring; an LMS keeps what comes last.
    if (opened.kind === 'lms' && found.recording && found.learnerId !== '') {
      tellTabs = world.meet(found.learnerId, (message) =>
        send(
          message.type === 'ask'
            ? { type: 'asked' }
            : { type: 'overheard', at: world.now(), news: message.news },
        ),
      );
    }
    await answered;
    return {
      recorder: opened.kind,
      suspendData: found.held.suspendData,
      status: found.held.status,
      score: found.held.score,
      learnerName: found.learnerName,
      recording: found.recording,
      problem,
    };
  }

  function without(why: string): SessionStart {
    problem = why;
    return {
      recorder: 'none',
      suspendData: null,
      status: null,
      score: null,
      learnerName: null,
      recording: false,
      problem: why,
    };
  }

  async function hand(event: () => Event): Promise<SaveState> {
    await begin();
    if (recorder === null && problem !== null) {
      announce({ kind: 'unsaved', message: problem });
      return saveState;
    }
    send(event());
    await answered;
    return saveState;
  }

  function begin(): Promise<SessionStart> {
    starting ??= start();
    return starting;
  }

  return {
    start: begin,
    save: (progress) => hand(() => ({ type: 'progress', at: world.now(), progress })),
    complete: (result) => hand(() => ({ type: 'completed', at: world.now(), result })),
    retry: () => hand(() => ({ type: 'retry', at: world.now() })),
    onSaveState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
