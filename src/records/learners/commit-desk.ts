import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { ApiProblem } from '../api-problem.ts';
import type { CommitsAnswer, commitsSchema, LearnerCommit } from '../contract/learners.ts';
import { lockPeople } from '../database/lock-people.ts';
import type { RecordsDatabase, RecordsTables } from '../database/tables.ts';
import { logFault } from '../fault.ts';
import { dayInVietnam } from '../wording/days.ts';
import { GUESS_LIMITS, GuessLimit, type GuessLimits } from './guess-limit.ts';
import { type ArrivedCommit, keepCommits } from './keep-commits.ts';
import { type CodeOwner, ownersOf } from './learner-codes.ts';
import {
  codeStopped,
  codeUnknown,
  isFull,
  notKept,
  storageFull,
  tooManyWrong,
} from './refusals.ts';

/** What a device sends, as parsed. */
export type Sending = z.output<typeof commitsSchema>;

/** Where the records are; `RecordsHome` is one. */
export interface CommitHome {
  readonly database: Pick<RecordsDatabase, 'engine'>;
  append<T>(work: (db: Kysely<RecordsTables>) => Promise<T>): Promise<T>;
}

interface Waiting {
  sending: Sending;
  address: string;
  receivedAt: Date;
  settle(outcome: CommitsAnswer | ApiProblem): void;
}

/** Commits that one transaction takes at most: what is lost when it fails must be small. */
const COMMITS_AT_ONCE = 500;

/**
 * Takes what devices send. Requests that come while a transaction runs wait and share the next one,
 * so that many share one write to the disk; each is answered only when its transaction is durable.
 */
export class CommitDesk {
  readonly #home: CommitHome;
  readonly #limits: GuessLimits;
  readonly #now: () => Date;
  #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(home: CommitHome, limits = GUESS_LIMITS, now = () => new Date()) {
    this.#home = home;
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * Keeps the commits of one device; resolves when they are durable.
   * @throws ApiProblem when nothing was kept: unknown or stopped code, too many wrong codes, full disk.
   */
  async take(sending: Sending, address: string): Promise<CommitsAnswer> {
    const outcome = await new Promise<CommitsAnswer | ApiProblem>((settle) => {
      this.#waiting.push({ sending, address, receivedAt: this.#now(), settle });
      if (!this.#isRunning) void this.#run();
    });
    if (outcome instanceof ApiProblem) throw outcome;
    return outcome;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // Requests that are already in the socket's buffer join the first transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#keepTogether(this.#next());
    this.#isRunning = false;
  }

  #next(): Waiting[] {
    let commits = 0;
    let count = 0;
    for (const { sending } of this.#waiting) {
      commits += sending.commits.length;
      if (count > 0 && commits > COMMITS_AT_ONCE) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #keepTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#home.append((db) => this.#keep(db, group));
      for (const [index, { settle }] of group.entries()) settle(outcomes[index] ?? notKept());
    } catch (error) {
      const refusal = isFull(error) ? storageFull() : error instanceof ApiProblem ? error : null;
      if (refusal !== null) for (const { settle } of group) settle(refusal);
      else if (group.length > 1) {
        // One of them may be the cause: it must not take the others with it.
        for (const one of group) await this.#keepTogether([one]);
      } else {
        logFault(error);
        for (const { settle } of group) settle(notKept());
      }
    }
  }

  /** Runs within a transaction; answers one outcome for each. */
  async #keep(
    db: Kysely<RecordsTables>,
    group: readonly Waiting[],
  ): Promise<(CommitsAnswer | ApiProblem)[]> {
    const limit = new GuessLimit(db, this.#now(), this.#limits);
    const waits = await limit.waits([...new Set(group.map(({ address }) => address))]);
    const owners = await ownersOf(db, [...new Set(group.map(({ sending }) => sending.code))]);
    const people = [...owners.values()].map(({ personId }) => personId);
    await lockPeople(db, this.#home.database.engine, people);
    const known = waits.size > 0 ? await knownDevices(db, people) : new Set<string>();
    const modules = await knownModules(db, group);

    const arrived: ArrivedCommit[] = [];
    const used: string[] = [];
    const outcomes: (CommitsAnswer | ApiProblem)[] = [];
    for (const { sending, address, receivedAt } of group) {
      const owner = owners.get(sending.code);
      const wait = waits.get(address);
      if (wait !== undefined && !isKnown(owner, sending.device, known)) {
        outcomes.push(tooManyWrong(wait));
      } else if (owner === undefined) {
        await limit.count(address);
        outcomes.push(codeUnknown());
      } else if (!owner.isGood) {
        outcomes.push(codeStopped());
      } else {
        const { taken, answer } = sort(sending, modules);
        const { device, sentAt } = sending;
        const { personId } = owner;
        arrived.push(...taken.map((commit) => ({ personId, device, commit, sentAt, receivedAt })));
        used.push(sending.code);
        outcomes.push(answer);
      }
    }
    if (arrived.length > 0) await keepCommits(db, arrived);
    if (used.length > 0) await noteUse(db, used, dayInVietnam(this.#now()));
    return outcomes;
  }
}

/** A device that has sent for this person before goes on sending while others are locked out. */
function isKnown(
  owner: CodeOwner | undefined,
  device: string,
  known: ReadonlySet<string>,
): boolean {
  return owner !== undefined && known.has(`${owner.personId}|${device}`);
}

async function knownDevices(
  db: Kysely<RecordsTables>,
  people: readonly string[],
): Promise<Set<string>> {
  if (people.length === 0) return new Set();
  const rows = await db
    .selectFrom('learner_attempt')
    .select(['person_id', 'device'])
    .distinct()
    .where('person_id', 'in', [...people])
    .execute();
  return new Set(rows.map(({ person_id, device }) => `${person_id}|${device}`));
}

async function knownModules(
  db: Kysely<RecordsTables>,
  group: readonly Waiting[],
): Promise<Set<string>> {
  const named = new Set<string>();
  for (const { sending } of group)
    for (const commit of sending.commits) if (isWhole(commit)) named.add(commit.module);
  if (named.size === 0) return named;
  const rows = await db
    .selectFrom('module')
    .select('slug')
    .where('slug', 'in', [...named])
    .execute();
  return new Set(rows.map(({ slug }) => slug));
}

function isWhole(commit: Sending['commits'][number]): commit is LearnerCommit {
  return 'sequence' in commit;
}

/** What of a sending can be kept, and the answer to it once it is. */
function sort(
  { commits }: Sending,
  modules: ReadonlySet<string>,
): { taken: LearnerCommit[]; answer: CommitsAnswer } {
  const taken: LearnerCommit[] = [];
  const refused: CommitsAnswer['refused'] = [];
  for (const commit of commits) {
    if (!isWhole(commit)) {
      refused.push({
        id: commit.id,
        code: 'malformed',
        message:
          'Máy chủ không đọc được kết quả này. Kết quả vẫn còn trên máy: lưu tệp kết quả và gửi cho Phòng.',
      });
    } else if (!modules.has(commit.module)) {
      refused.push({
        id: commit.id,
        code: 'unknown-module',
        message: 'Máy chủ của Phòng chưa có mô-đun này. Kết quả vẫn còn trên máy và sẽ tự gửi lại.',
      });
    } else taken.push(commit);
  }
  return { taken, answer: { acknowledged: taken.map(({ id }) => id), refused } };
}

/** Once a day is enough for the office to see that a code is in use. */
async function noteUse(
  db: Kysely<RecordsTables>,
  codes: readonly string[],
  day: string,
): Promise<void> {
  await db
    .updateTable('learner_code')
    .set({ used_day: day })
    .where('code', 'in', [...codes])
    .where((row) => row.or([row('used_day', 'is', null), row('used_day', '<', day)]))
    .execute();
}
