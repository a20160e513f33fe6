import type { LearningSession } from '../learning-session.ts';
import type { Failure } from '../lifecycle-model.ts';
import { LMS_UNSAVED, PROBLEMS } from '../messages.ts';
import { createSession, type Recorder, type SessionWorld } from '../session.ts';
import {
  betterResult,
  type Kept,
  keep,
  keepLeft,
  type LastingStore,
  newlyKept,
  PROGRESS,
  RESULT,
  readKept,
  readProgress,
  readResult,
  type TabStore,
} from './kept.ts';
import {
  type Launch,
  type LaunchData,
  type Preferences,
  readLaunch,
  readLaunchData,
  readPreferences,
} from './launch.ts';
import { connectLrs, type Fetch, fetchToken, type Lrs } from './lrs.ts';
import { type Cmi5Record, cmi5Record } from './record.ts';
import { LAUNCH_DATA, PREFERENCES } from './vocabulary.ts';

/** What a cmi5 session needs of the world; tests put their own in. */
export interface Cmi5World extends Omit<SessionWorld, 'open'> {
  /** Address of the page, with the launch parameters. */
  address: string;
  fetch: Fetch;
  /** The tab's store; null when there is none. */
  store: TabStore | null;
  /** The store that outlives the tab; null when there is none. */
  lasting: LastingStore | null;
}

/** A learning session that an LMS launched by cmi5, and what only cmi5 has. */
export interface Cmi5Session {
  session: LearningSession;
  /** What the LMS wants of this launch, once the session has started; null without one. */
  wishes(): { data: LaunchData; preferences: Preferences } | null;
  /** Ends the session when the learner leaves. Null when the LMS has everything. */
  leave(): Promise<Failure | null>;
}

/** Pauses before asking again while a launch is being opened (ms). */
const PAUSES_MS = [1_000, 3_000] as const;

type Opened = { record: Cmi5Record; data: LaunchData; preferences: Preferences };

/** Makes the session of a page; nothing is asked for before `start`. */
export function openCmi5(world: Cmi5World): Cmi5Session {
  let opened: Opened | null = null;
  const session = createSession({
    ...world,
    async open(): Promise<Recorder | string> {
      const found = await openLaunch(world);
      if (typeof found === 'string') return found;
      opened = found;
      const { record } = found;
      return { kind: 'lms', unsaved: LMS_UNSAVED, record, stored: () => record.stored() };
    },
  });
  return {
    session: {
      ...session,
      async save(progress) {
        await session.start();
        opened?.record.attempt('running');
        return session.save(progress);
      },
      async complete(result) {
        await session.start();
        opened?.record.attempt(result.passed ? 'passed' : 'failed');
        return session.complete(result);
      },
    },
    wishes: () => opened,
    leave: async () => opened?.record.leave() ?? null,
  };
}

/** Opens the launch, or says in a Vietnamese sentence why it cannot be. */
async function openLaunch(world: Cmi5World): Promise<Opened | string> {
  const launch = readLaunch(world.address);
  if (launch === 'none') return PROBLEMS.noLms;
  if (launch === 'broken') return PROBLEMS.refused;

  const earlier = readKept(world.store, launch) ?? readKept(world.lasting, launch);
  const keepBoth = (next: Kept) => {
    keep(world.store, launch, next);
    keepLeft(world.lasting, launch, next);
  };
  let kept: Kept;
  if (earlier?.fetchUrl === launch.fetchUrl) kept = earlier;
  else {
    const got = await patiently(world, () => fetchToken(world.fetch, launch));
    if (got === 'unreachable') return PROBLEMS.notReached;
    if (got === 'refused') return PROBLEMS.refused;
    kept = { ...newlyKept(launch, got.token), ...leftBy(earlier) };
  }
  keep(world.store, launch, kept);

  const lrs = connectLrs(world.fetch, launch, kept.token);
  const read = await readAll(world, launch, lrs, kept);
  if (typeof read === 'string') return read;
  const { data } = read;
  const record = cmi5Record({
    launch,
    data,
    lrs,
    kept: read.kept,
    keep: keepBoth,
    date: () => world.date().getTime(),
  });
  if (read.kept.over) {
    // Ended by an earlier page of this launch; what that one could not send is sent now.
    return (await record.leave()) === null ? PROBLEMS.ended : LMS_UNSAVED.closed;
  }
  return { record, data, preferences: readPreferences(read.kept.preferences) };
}

/** Reads the launch data and what earlier visits left, unless this tab has them. */
async function readAll(
  world: Cmi5World,
  launch: Launch,
  lrs: Lrs,
  kept: Kept,
): Promise<{ kept: Kept; data: LaunchData } | string> {
  if (kept.launchData !== null) {
    const data = readLaunchData(kept.launchData);
    return data === null ? PROBLEMS.refused : { kept, data };
  }
  const documents = await Promise.all([
    patiently(world, () => lrs.getState(LAUNCH_DATA)),
    patiently(world, () => lrs.getProfile(PREFERENCES)),
    patiently(world, () => lrs.getState(PROGRESS)),
    patiently(world, () => lrs.getState(RESULT)),
  ]);
  const [launchData, preferences, progress, result] = documents;
  if (launchData === 'unreachable' || progress === 'unreachable' || result === 'unreachable') {
    return PROBLEMS.notReached;
  }
  const data =
    launchData === null || typeof launchData === 'string' ? null : readLaunchData(launchData);
  if (data === null || typeof progress === 'string' || typeof result === 'string') {
    return PROBLEMS.refused;
  }
  const merged: Kept = {
    ...kept,
    launchData: launchData === null || typeof launchData === 'string' ? null : launchData,
    // Without wishes the lesson can go on as it is.
    preferences: typeof preferences === 'string' ? null : preferences,
    progress: kept.progressDue ? kept.progress : readProgress(progress),
    result: betterResult(readResult(result), kept.result),
  };
  keep(world.store, launch, merged);
  return { kept: merged, data };
}

/** What an earlier launch could not send: it is told in the new session. */
function leftBy(earlier: Kept | null): Partial<Kept> {
  if (earlier === null) return {};
  const { progress, progressDue, result, resultDue, outbox } = earlier;
  const answers = outbox.filter(({ what }) => what.verb === 'answered');
  return { progress, progressDue, result, resultDue, outbox: answers };
}

/** Asks again after a while when there was no answer. */
async function patiently<T>(world: Cmi5World, ask: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    const answer = await ask();
    if (answer !== 'unreachable') return answer;
    await new Promise<void>((done) => {
      world.later(done, pause);
    });
  }
  return ask();
}
