import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import type { Level, Role } from '../../schemas/vocabulary.ts';
import type { RecordsTables } from '../database/tables.ts';
import { dayNumber, NO_SOURCE } from '../standings/history.ts';
import { readStandings, type StandingGroup, type Standings } from '../standings/read-standings.ts';
import { SOURCES_BY_STRENGTH } from './sources.ts';

/**
 * People of one unit, level and role on a day, counted by everything coverage needs. All groups are
 * sums of these lines, so they agree; those who moved stand in lines of their own.
 */
export interface Tally {
  unitId: string;
  level: Level | null;
  role: Role;
  people: number;
  /** Of them: with any completion within the period up to the day. */
  reached: number;
  /** Of them: passed every module required of the role within the period up to the day. */
  trained: number;
  /** For each of `requiredModules`, in that order: who passed it within the period up to the day. */
  passed: readonly number[];
  /**
   * Trained people by the strongest source of any of their passes of the required modules, in the order
   * of `SOURCES_BY_STRENGTH`.
   */
  trainedBy: readonly number[];
}

/** Every module that the programme requires of some role, in a stable order. */
export function requiredModules(programme: Programme): string[] {
  return [...new Set(Object.values(programme.required).flat())].sort();
}

/** Last day that counts: the reporting date, but not after the period. */
export function lastDay(programme: Programme, on: string): string {
  return on < programme.period.to ? on : programme.period.to;
}

/** Counts for one day. */
export async function tally(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
): Promise<Tally[]> {
  return tallyOn(await readStandings(db, on), programme, on);
}

/**
 * Counts for a day that `standings` was read for (pure). Achievements count from the period's first day
 * to `lastDay`; people where they were on `on`.
 */
export function tallyOn(standings: Standings, programme: Programme, on: string): Tally[] {
  const count = new Count(standings, programme, on);
  return standings.groups.map((group) => count.group(group)).filter(({ people }) => people > 0);
}

class Count {
  readonly #standings: Standings;
  readonly #required: Programme['required'];
  readonly #modules: readonly string[];
  readonly #on: number;
  readonly #first: number;
  readonly #last: number;
  /** By module number: its place in `#modules`, or -1. */
  readonly #places: Int32Array;
  /** By place: the strongest source of a pass of the person at hand. */
  readonly #best: Uint8Array;

  constructor(standings: Standings, programme: Programme, on: string) {
    this.#standings = standings;
    this.#required = programme.required;
    this.#modules = requiredModules(programme);
    this.#on = dayNumber(on);
    this.#first = dayNumber(programme.period.from);
    this.#last = dayNumber(lastDay(programme, on));
    this.#places = new Int32Array(Math.max(-1, ...standings.numbers.values()) + 1).fill(-1);
    this.#best = new Uint8Array(this.#modules.length);
    for (const [place, module] of this.#modules.entries()) {
      const number = standings.numbers.get(module);
      if (number !== undefined) this.#places[number] = place;
    }
  }

  group({ unitId, level, role, first, last }: StandingGroup): Tally {
    const { from, to } = this.#standings;
    const passed: number[] = Array(this.#modules.length).fill(0);
    const trainedBy: number[] = Array(SOURCES_BY_STRENGTH.length).fill(0);
    const line = { unitId, level, role, people: 0, reached: 0, trained: 0, passed, trainedBy };
    const wanted = this.#required[role]?.map((module) => this.#modules.indexOf(module));
    for (let person = first; person < last; person++) {
      if ((from[person] ?? 0) > this.#on || (to[person] ?? 0) <= this.#on) continue;
      line.people++;
      if (wanted === undefined) continue;
      if (this.#gather(person)) line.reached++;
      for (const [place, source] of this.#best.entries())
        if (source !== NO_SOURCE) passed[place] = (passed[place] ?? 0) + 1;
      let strongest: number = NO_SOURCE;
      let weakest = 0;
      for (const place of wanted) {
        const source = this.#best[place] ?? NO_SOURCE;
        if (source < strongest) strongest = source;
        if (source > weakest) weakest = source;
      }
      if (weakest === NO_SOURCE) continue;
      line.trained++;
      if (strongest !== NO_SOURCE) trainedBy[strongest] = (trainedBy[strongest] ?? 0) + 1;
    }
    return line;
  }

  /** Fills `#best` for a person; answers whether they have anything within the period. */
  #gather(person: number): boolean {
    const { begin, day, module, source } = this.#standings;
    const best = this.#best.fill(NO_SOURCE);
    const end = begin[person + 1] ?? 0;
    let isReached = false;
    for (let entry = begin[person] ?? 0; entry < end; entry++) {
      const when = day[entry] ?? 0;
      if (when < this.#first) continue;
      if (when > this.#last) break;
      isReached = true;
      const place = this.#places[module[entry] ?? 0] ?? -1;
      const by = source[entry] ?? NO_SOURCE;
      if (place >= 0 && by < (best[place] ?? 0)) best[place] = by;
    }
    return isReached;
  }
}
