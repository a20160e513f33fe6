import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBackup, writeBackup } from '../../src/records/backup.ts';
import { TABLE_NAMES, TABLES } from '../../src/records/database/table-list.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { contentOf } from '../../src/records/node-move.ts';
import {
  deviceCommit,
  type ServedOffice,
  servedOffice,
} from '../fixtures/records/served-office.ts';

/* A server under the load of devices that send one commit after another and keep their connection. */

const DEVICES = 8;
const folders: string[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Loaded {
  office: ServedOffice;
  url: string;
  /** Lines to the server's process, and when it ended. */
  tell(line: string): void;
  ended: Promise<unknown[]>;
  /** By device and attempt: what was acknowledged. */
  acknowledged: Map<string, number>;
  /** Statuses other than 200, and connections that broke in the middle of an answer. */
  wrong: string[];
  end(): Promise<void>;
}

/** Starts a server with devices at work; resolves when it is well under way. */
async function loaded(): Promise<Loaded> {
  const office = await servedOffice(DEVICES);
  folders.push(office.data, office.site);
  const child = spawn(process.execPath, ['tests/fixtures/power-loss/server.ts', office.site], {
    env: {
      ...process.env,
      ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: office.data, LOG_LEVEL: 'silent' },
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  child.stdin.write('start\n');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const url = `http://127.0.0.1:${line}/api`;
  const agent = new Agent({ keepAlive: true });
  const acknowledged = new Map<string, number>();
  const wrong: string[] = [];
  let isOver = false;
  const send = (body: string) =>
    new Promise<{ status: number; isWhole: boolean } | 'refused'>((resolve) => {
      const asked = request(`${url}/commits`, { method: 'POST', agent }, (answer) => {
        answer.resume();
        answer.once('close', () =>
          resolve({ status: answer.statusCode ?? 0, isWhole: answer.complete }),
        );
      });
      asked.once('error', () => resolve('refused'));
      asked.end(body);
    });
  const devices = office.codes.map(async (code, index) => {
    const device = `device-${index}00`;
    for (let attempt = 1; !isOver; attempt++) {
      for (const sequence of [1, 2, 3, 4]) {
        const one = deviceCommit(attempt, sequence);
        const told = await send(JSON.stringify({ code, device, sentAt: one.at, commits: [one] }));
        if (told === 'refused') return;
        if (told.status !== 200 || !told.isWhole) wrong.push(`${told.status} ${told.isWhole}`);
        else acknowledged.set(`${device} ${attempt}`, sequence);
        if (isOver) return;
      }
    }
  });
  while (acknowledged.size < 40) await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    office,
    url,
    tell: (text) => void child.stdin.write(`${text}\n`),
    ended: once(child, 'exit'),
    acknowledged,
    wrong,
    async end() {
      isOver = true;
      await Promise.all(devices);
      agent.destroy();
    },
  };
}

describe('a server under load', () => {
  it('that is told to stop answers what was asked, in full, takes no more and closes its file', async () => {
    const { office, tell, ended, acknowledged, wrong, end } = await loaded();
    tell('stop');
    tell('exit');
    const [code] = await ended;
    await end();
    expect(code).toBe(0);
    expect(wrong).toEqual([]);
    const database = new DatabaseSync(office.file, { readOnly: true });
    const rows = z
      .array(z.object({ device: z.string(), attempt: z.int(), sequence: z.int() }))
      .parse(database.prepare('select device, attempt, sequence from learner_attempt').all());
    database.close();
    const kept = new Map(rows.map((row) => [`${row.device} ${row.attempt}`, row.sequence]));
    for (const [key, sequence] of acknowledged)
      expect(kept.get(key), key).toBeGreaterThanOrEqual(sequence);
  });

  it('gives a back-up of one moment, which restores row by row', async () => {
    const { url, tell, ended, acknowledged, end } = await loaded();
    const before = new Map(acknowledged);
    const answer = await fetch(`${url}/backup`);
    const file = new Uint8Array(await answer.arrayBuffer());
    await end();
    tell('stop');
    tell('exit');
    await ended;
    const [first, second] = [await openNodeDatabase(), await openNodeDatabase()];
    await first.kysely.transaction().execute(readBackup(file));
    const rows = await first.kysely.selectFrom('learner_attempt').selectAll().execute();
    const kept = new Map(rows.map((row) => [`${row.device} ${row.attempt}`, row.sequence]));
    // What was acknowledged before it was asked for is in it, and each result with its completion.
    for (const [key, sequence] of before)
      expect(kept.get(key), key).toBeGreaterThanOrEqual(sequence);
    const completions = await first.kysely.selectFrom('completion').selectAll().execute();
    const keyOf = (row: { person_id: string; module: string; status: string; score: number }) =>
      [row.person_id, row.module, row.status, row.score].join('|');
    expect(new Set(completions.map(keyOf))).toEqual(new Set(rows.map(keyOf)));
    // A back-up of what was restored restores to the same rows, table by table.
    const again = await writeBackup(first.kysely, new Date());
    await second.kysely.transaction().execute(readBackup(again));
    for (const table of TABLE_NAMES.filter((name) => TABLES[name].holds === 'records'))
      expect(await contentOf(second.kysely, table), table).toEqual(
        await contentOf(first.kysely, table),
      );
    for (const { kysely } of [first, second]) await kysely.destroy();
  });
});
