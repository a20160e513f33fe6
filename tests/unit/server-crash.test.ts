import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commitsAnswerSchema } from '../../src/records/contract/learners.ts';
import {
  deviceCommit,
  type ServedOffice,
  servedOffice,
} from '../fixtures/records/served-office.ts';

const KILLS = 50;
const DEVICES = 8;

const folders: string[] = [];
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A server's process that has loaded its code and waits. */
function ready(office: ServedOffice) {
  const child = spawn(process.execPath, ['tests/fixtures/records/server-process.ts', office.site], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: office.data,
      NODE_COMPILE_CACHE: join(office.site, 'cache'),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Lets a process that waits start its server; the address for commits. */
async function start({ stdin, stdout }: ReturnType<typeof ready>): Promise<string> {
  stdin.write('start\n');
  const [line] = await once(createInterface({ input: stdout }), 'line');
  return `http://127.0.0.1:${Number(line)}/api/commits`;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const rowSchema = z.object({
  device: z.string(),
  attempt: z.int(),
  sequence: z.int(),
  status: z.string(),
  score: z.number(),
});

describe('a server killed at any moment under load', () => {
  it('has everything that it acknowledged, once, after fifty kills', {
    timeout: 300_000,
  }, async () => {
    const office = await servedOffice(DEVICES);
    folders.push(office.site, office.data);
    /** By device and attempt: the latest sequence that was sent, and that was acknowledged. */
    const sent = new Map<string, number>();
    const acknowledged = new Map<string, number>();
    let answers = 0;
    let broken = 0;

    /** A device that sends one commit after the other, each again until it is acknowledged. */
    const places = office.codes.map((code, index) => ({
      code,
      device: `device-${index}00`,
      attempt: 1,
      sequence: 1,
    }));
    async function work(url: string, place: (typeof places)[number], isOver: () => boolean) {
      while (!isOver()) {
        const { code, device, attempt, sequence } = place;
        const key = `${device} ${attempt}`;
        const one = deviceCommit(attempt, sequence);
        sent.set(key, sequence);
        try {
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ code, device, sentAt: one.at, commits: [one] }),
          });
          const answer = commitsAnswerSchema.parse(await response.json());
          if (!answer.acknowledged.includes(one.id)) throw new Error('not acknowledged');
        } catch {
          broken++;
          await pause(5);
          continue;
        }
        answers++;
        acknowledged.set(key, sequence);
        if (sequence < 4) place.sequence++;
        else {
          place.sequence = 1;
          place.attempt++;
        }
      }
    }

    let next = ready(office);
    for (let kill = 0; kill < KILLS; kill++) {
      const server = next;
      const url = await start(server);
      next = ready(office);
      let isOver = false;
      const load = places.map((place) => work(url, place, () => isOver));
      // After some answers, however fast the machine is, and at any moment of the next.
      const enough = answers + 1 + Math.random() * 30;
      while (answers < enough) await pause(1);
      await pause(Math.random() * 15);
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
      isOver = true;
      await Promise.all(load);
    }

    const database = new DatabaseSync(office.file);
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const rows = z.array(rowSchema).parse(database.prepare('select * from learner_attempt').all());
    const kept = new Map(rows.map((row) => [`${row.device} ${row.attempt}`, row]));
    expect(kept.size).toBe(rows.length);
    for (const [key, sequence] of acknowledged) {
      const row = kept.get(key);
      expect(row?.sequence, key).toBeGreaterThanOrEqual(sequence);
      if (sequence > 2) expect(row?.status, key).toBe('passed');
    }
    // Nothing is there that no device sent, and nothing beyond what it sent.
    for (const [key, row] of kept)
      expect(row.sequence, key).toBeLessThanOrEqual(sent.get(key) ?? 0);
    // One completion for what all attempts of a person on a day come to by status and score.
    const odd = database
      .prepare(
        `select count(*) as rows from (
           select person_id, module, day, status, score from learner_attempt
           except select person_id, module, day, status, score from completion)`,
      )
      .get();
    const extra = database
      .prepare(
        `select count(*) as rows from (
           select person_id, module, day, status, score from completion
           except select person_id, module, day, status, score from learner_attempt)`,
      )
      .get();
    expect([odd, extra]).toEqual([{ rows: 0 }, { rows: 0 }]);
    database.close();
    // It was under load: much was acknowledged, and kills really met requests on their way.
    expect(answers).toBeGreaterThan(KILLS);
    expect(broken).toBeGreaterThan(KILLS);
  });
});
