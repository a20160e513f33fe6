import type { Kysely } from 'kysely';
import type { RecordsTables } from '../database/tables.ts';
import { sha256 } from '../wording/sha256.ts';

/** How many wrong codes are put up with, and for how long they count. */
export interface GuessLimits {
  perAddress: { wrong: number; windowMs: number };
  overall: { wrong: number; windowMs: number };
}

const MINUTE = 60_000;
/**
 * A school's teachers share one address, and typing errors never get this far (check characters), so
 * 30 wrong codes in a quarter of an hour are no accident. 600 an hour from everywhere are 5 million a
 * year: against 2⁵⁰ codes, of which 100,000 are good, a chance of 1 in 2,000 to hit anybody's.
 */
export const GUESS_LIMITS: GuessLimits = {
  perAddress: { wrong: 30, windowMs: 15 * MINUTE },
  overall: { wrong: 600, windowMs: 60 * MINUTE },
};

const OVERALL = 'all';

/** Addresses are kept as a hash: the row tells nobody where a teacher was. */
function keyOf(address: string): string {
  return sha256(new TextEncoder().encode(`code-guess ${address}`)).slice(0, 32);
}

/** Says for some addresses, at one moment, from when on a code may be tried again. */
export class GuessLimit {
  readonly #db: Kysely<RecordsTables>;
  readonly #limits: GuessLimits;
  readonly #now: Date;

  /** Reads and writes within the caller's transaction. */
  constructor(db: Kysely<RecordsTables>, now: Date, limits: GuessLimits = GUESS_LIMITS) {
    this.#db = db;
    this.#now = now;
    this.#limits = limits;
  }

  /** Seconds to wait for each of these addresses that has to wait. */
  async waits(addresses: readonly string[]): Promise<Map<string, number>> {
    const keys = new Map(addresses.map((address) => [address, keyOf(address)]));
    const rows = await this.#db
      .selectFrom('code_guess')
      .selectAll()
      .where('who', 'in', [OVERALL, ...keys.values()])
      .execute();
    const waits = new Map<string, number>();
    for (const [address, key] of keys) {
      const wait = Math.max(
        0,
        ...rows
          .filter(({ who }) => who === OVERALL || who === key)
          .map(({ who, since, wrong }) => {
            const { windowMs, wrong: most } = this.#limitOf(who);
            const left = Date.parse(since) + windowMs - this.#now.getTime();
            return wrong >= most ? Math.ceil(left / 1000) : 0;
          }),
      );
      if (wait > 0) waits.set(address, wait);
    }
    return waits;
  }

  /** Counts one wrong code from an address. */
  async count(address: string): Promise<void> {
    for (const who of [OVERALL, keyOf(address)]) {
      const since = new Date(this.#now.getTime() - this.#limitOf(who).windowMs).toISOString();
      await this.#db
        .deleteFrom('code_guess')
        .where('who', '=', who)
        .where('since', '<=', since)
        .execute();
      await this.#db
        .insertInto('code_guess')
        .values({ who, since: this.#now.toISOString(), wrong: 1 })
        .onConflict((conflict) =>
          conflict.column('who').doUpdateSet((row) => ({ wrong: row('code_guess.wrong', '+', 1) })),
        )
        .execute();
    }
    const longest = Math.max(this.#limits.perAddress.windowMs, this.#limits.overall.windowMs);
    const over = new Date(this.#now.getTime() - longest).toISOString();
    await this.#db.deleteFrom('code_guess').where('since', '<=', over).execute();
  }

  #limitOf(who: string) {
    return who === OVERALL ? this.#limits.overall : this.#limits.perAddress;
  }
}
