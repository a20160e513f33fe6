import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBackup } from '../../src/records/backup.ts';
import { codeCardSchema } from '../../src/records/contract/learners.ts';
import type { Deed } from '../fixtures/power-loss/deed.ts';
import { Disk } from '../fixtures/power-loss/disk.ts';
import { record } from '../fixtures/power-loss/recording.ts';
import { deviceCommit, SERVED_MODULE, servedOffice } from '../fixtures/records/served-office.ts';

/*
 * What is left when the power goes. A real server is recorded: every write and sync of its files and
 * every answer it gave, in its real order. Then the power is cut at many moments of that recording, and
 * the files are built as a disk may hold them: what was synced, and of the rest nothing or any part.
 */

const DEVICES = 6;
/** Enough that the log is written back into the database's file once while commits come in. */
const ROUNDS = 45;
const MOMENTS = 160;

const folder = mkdtempSync(join(tmpdir(), 'power-loss-'));
const data = join(folder, 'disk', 'moi', 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A sequence that looks random and is the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const roster = ['Mã,Họ và tên,Trường,Vai trò']
  .concat(Array.from({ length: DEVICES }, (_, n) => `GV${n},Lò Thị ${n},Trường A,Giáo viên`))
  .join('\n');

/** Runs a server from an empty disk through a roster, codes and commits, with a restart in between. */
async function recordServer(): Promise<Deed[]> {
  const site = join(folder, 'site');
  mkdirSync(join(site, 'quan-ly'), { recursive: true });
  mkdirSync(join(folder, 'disk'));
  const catalogue = { programmes: [], modules: [{ slug: SERVED_MODULE, title: 'Tổng quan' }] };
  writeFileSync(join(site, 'quan-ly', 'catalogue.json'), JSON.stringify(catalogue));
  const { child, deeds } = record(['tests/fixtures/power-loss/server.ts', site], {
    log: join(folder, 'server.strace'),
    folder: join(folder, 'disk'),
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, LOG_LEVEL: 'silent' },
  });
  const ended = once(child, 'exit');
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('no pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const tell = async (word: string) => {
    stdin.write(`${word}\n`);
    return String((await lines.next()).value);
  };
  let url = `http://127.0.0.1:${await tell('start')}/api`;
  const post = async (path: string, body: string) =>
    (await fetch(url + path, { method: 'POST', body })).text();
  const preview = await post('/imports?name=danh-sach.csv', roster);
  const id = /"preview":\{"id":"(\w+)"/.exec(preview)?.[1];
  expect(await post(`/imports/${id}/confirm`, '{"accept":[]}')).toContain('"event":"done"');
  await post('/learner-codes/issue', '{}');
  const cards = codeCardSchema.array().parse(JSON.parse(await post('/learner-codes/cards', '{}')));
  const round = (attempt: number) =>
    Promise.all(
      cards.map(async ({ code }, index) => {
        for (const sequence of [1, 2, 3]) {
          const device = `device-${index}00`;
          const one = {
            ...deviceCommit(attempt, sequence),
            id: `${device}-${attempt}-${sequence}`,
          };
          const sent = { code, device, sentAt: one.at, commits: [one] };
          expect(await post('/commits', JSON.stringify(sent))).toContain(`"${one.id}"`);
        }
      }),
    );
  for (let attempt = 1; attempt <= ROUNDS; attempt++) await round(attempt);
  expect(await tell('stop')).toBe('stopped');
  url = `http://127.0.0.1:${await tell('start')}/api`;
  await round(ROUNDS + 1);
  stdin.end();
  await ended;
  return deeds();
}

/** What the office and its devices had been told when the power went. */
interface Promised {
  hasRoster: boolean;
  hasCodes: boolean;
  /** By device and attempt: the latest sequence that was acknowledged. */
  commits: Map<string, number>;
}

function hear(promised: Promised, text: string): void {
  if (text.includes('"event":"done"')) promised.hasRoster = true;
  if (text.includes('"changed":6')) promised.hasCodes = true;
  const told = /"acknowledged":\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  for (const [, device = '', attempt, sequence] of told.matchAll(/"(device-\d+)-(\d+)-(\d+)"/g))
    promised.commits.set(`${device} ${attempt}`, Number(sequence));
}

const keptSchema = z.array(
  z.object({ device: z.string(), attempt: z.int(), sequence: z.int(), status: z.string() }),
);

/** What is wrong with the files found after the power is back; null when nothing is. */
function fault(files: ReadonlyMap<string, Buffer>, promised: Promised): string | null {
  const found = join(folder, 'found');
  rmSync(found, { recursive: true, force: true });
  mkdirSync(found);
  for (const [path, content] of files) {
    if (!path.endsWith('-shm')) writeFileSync(join(found, path.slice(data.length + 1)), content);
  }
  const database = new DatabaseSync(join(found, 'records.sqlite'));
  try {
    database.exec('pragma synchronous = off');
    const { integrity_check: whole } = z
      .object({ integrity_check: z.string() })
      .parse(database.prepare('pragma integrity_check').get());
    if (whole !== 'ok') return whole;
    const rows = (sql: string): unknown[] => database.prepare(sql).all();
    if (promised.hasRoster && rows('select * from person').length !== DEVICES) return 'no roster';
    if (promised.hasCodes && rows('select * from learner_code').length !== DEVICES)
      return 'no codes';
    if (promised.commits.size === 0) return null;
    const kept = new Map(
      keptSchema
        .parse(rows('select device, attempt, sequence, status from learner_attempt'))
        .map((row) => [`${row.device} ${row.attempt}`, row]),
    );
    for (const [key, sequence] of promised.commits) {
      const row = kept.get(key);
      if ((row?.sequence ?? 0) < sequence) return `${key}: ${sequence} was acknowledged`;
      if (sequence === 3 && row?.status !== 'passed') return `${key}: ${row?.status}`;
    }
    return null;
  } catch (error) {
    return String(error);
  } finally {
    database.close();
  }
}

/** Cuts the power at moments of a recording; tells what was found wrong, and how often it was looked. */
function cutPower(deeds: readonly Deed[], moments: number): { looked: number; faults: string[] } {
  const random = dice(20_261_122);
  const disk = new Disk(join(folder, 'disk'));
  const promised: Promised = { hasRoster: false, hasCodes: false, commits: new Map() };
  const faults: string[] = [];
  let looked = 0;
  const look = (keeps: () => boolean, when: string) => {
    looked++;
    const found = fault(disk.afterPowerLoss(keeps), promised);
    if (found !== null) faults.push(`${when}: ${found}`);
  };
  const everyNth = Math.max(1, Math.floor(deeds.length / moments));
  for (const [index, deed] of deeds.entries()) {
    disk.apply(deed);
    if (deed.kind === 'say') hear(promised, deed.text);
    const isAnswer = deed.kind === 'say' && /"acknowledged"|"done"|"changed"/.test(deed.text);
    const isNaming = deed.kind !== 'say' && deed.kind !== 'write' && deed.kind !== 'sync';
    const isMoment = index % everyNth === Math.floor(random() * everyNth);
    if (!isMoment && !isNaming && !(isAnswer && random() < 0.1)) continue;
    const when = `deed ${index} (${deed.kind})`;
    look(() => false, `${when}, unsynced all lost`);
    if (disk.unsure === 0) continue;
    const share = random();
    look(() => random() < share, `${when}, unsynced partly lost`);
  }
  return { looked, faults };
}

describe('when the power goes after a back-up was written', () => {
  it('the file is whole under its name, or not there before that was said', async () => {
    const disk = join(folder, 'backup-disk');
    const office = await servedOffice(3);
    mkdirSync(disk);
    const file = join(disk, 'sao-luu.json.gz');
    const { child, deeds } = record(['src/server/admin/cli.ts', 'backup', file], {
      log: join(folder, 'backup.strace'),
      folder: disk,
      env: { ...process.env, DATA_DIR: office.data, DATABASE_URL: '' },
    });
    await once(child, 'exit');
    const cut = new Disk(disk);
    let isSaid = false;
    let seen = 0;
    for (const deed of deeds()) {
      cut.apply(deed);
      isSaid ||= deed.kind === 'say' && deed.text.includes('Đã sao lưu ra');
      for (const share of [0, 0.5, 1]) {
        const found = cut.afterPowerLoss(() => share === 1 || Math.random() < share).get(file);
        if (found === undefined) expect(isSaid).toBe(false);
        else expect(() => readBackup(Uint8Array.from(found))).not.toThrow();
        if (found !== undefined) seen++;
      }
    }
    expect(isSaid).toBe(true);
    expect(seen).toBeGreaterThan(3);
    for (const path of [office.data, office.site]) rmSync(path, { recursive: true });
  });
});

describe('when the power goes, at any moment under load', () => {
  let deeds: Deed[] = [];
  beforeAll(async () => {
    deeds = await recordServer();
  });

  it('everything acknowledged is there, and the database is whole', () => {
    const { looked, faults } = cutPower(deeds, MOMENTS);
    expect(faults).toEqual([]);
    expect(looked).toBeGreaterThan(MOMENTS);
    // The recording has what it is about: the log, its way back into the file, and a clean stop.
    const main = join(data, 'records.sqlite');
    const written = (path: string) =>
      deeds.filter((deed) => deed.kind === 'write' && deed.path === path).length;
    expect(written(`${main}-wal`)).toBeGreaterThan(1000);
    expect(written(main)).toBeGreaterThan(50);
    expect(deeds.filter((deed) => deed.kind === 'remove')).not.toEqual([]);
  });

  it.each<[string, (deed: Deed) => boolean]>([
    [
      'the log',
      ({ kind, ...deed }) => kind === 'sync' && 'path' in deed && deed.path.endsWith('-wal'),
    ],
    [
      'names',
      ({ kind, ...deed }) => kind === 'sync' && 'path' in deed && !deed.path.includes('sqlite'),
    ],
  ])('losses would be seen: the same server without its syncs of %s', (_, isLeftOut) => {
    const without = deeds.filter((deed) => !isLeftOut(deed));
    expect(cutPower(without, 40).faults.length).toBeGreaterThan(10);
  });
});
