import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commitsAnswerSchema } from '../../src/records/contract/learners.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { runAdmin } from '../../src/server/admin/run.ts';
import { deviceCommit, servedOffice } from '../fixtures/records/served-office.ts';

/*
 * A disk that is really full: the system itself refuses to write, while a server process is under load.
 * On a small disk of its own (tmpfs) where that may be mounted, which takes root; and everywhere with a
 * limit on the size of files, which the server meets as it would a quota.
 */

const DEVICES = 6;
const KB = 1024;
const RESERVE = 192 * KB;

interface SmallDisk {
  folder: string;
  /** Leaves little room or none; `pid` is the server's. */
  fill(pid: number): void;
  /** Gives room again. */
  free(pid: number): void;
  remove(): void;
}

function tmpfs(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const ballast = join(folder, 'ballast');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=700', 'none', folder], {
      stdio: 'pipe',
    });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - RESERVE)));
    },
    free: () => rmSync(ballast),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function limited(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'limited-'));
  const limit = (pid: number, bytes: number | string) =>
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  return {
    folder,
    fill: (pid) => limit(pid, RESERVE),
    free: (pid) => limit(pid, 'unlimited'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const own = tmpfs();
const disks: [string, SmallDisk][] = [['a limit on files (EFBIG)', limited()]];
if (own === null) console.log('Không gắn được tmpfs ở đây: chỉ thử giới hạn kích thước tệp.');
else disks.push(['a small disk (ENOSPC)', own]);
afterAll(() => {
  for (const [, disk] of disks) disk.remove();
});

const VIETNAMESE = /đĩa/;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(disks)('%s that is full under load', (_, disk) => {
  it('loses nothing acknowledged, says so, and goes on when there is room', async () => {
    const data = join(disk.folder, 'data');
    mkdirSync(data);
    const office = await servedOffice(DEVICES, data);
    const child = spawn(process.execPath, ['tests/fixtures/power-loss/server.ts', office.site], {
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, LOG_LEVEL: 'silent' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    child.stdin.write('start\n');
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const url = `http://127.0.0.1:${line}/api`;
    const pid = child.pid ?? 0;

    const acknowledged = new Map<string, number>();
    const refusals = new Map<string, string>();
    let isOver = false;
    let isBroken = false;
    /** A device that sends one commit after another, each again until it is acknowledged. */
    const devices = office.codes.map(async (code, index) => {
      const device = `device-${index}00`;
      for (let attempt = 1, sequence = 1; !isOver; ) {
        const one = deviceCommit(attempt, sequence);
        const sent = { code, device, sentAt: one.at, commits: [one] };
        const response = await fetch(`${url}/commits`, {
          method: 'POST',
          body: JSON.stringify(sent),
        });
        if (response.ok) {
          const answer = commitsAnswerSchema.parse(await response.json());
          expect(answer.acknowledged).toEqual([one.id]);
          acknowledged.set(`${device} ${attempt}`, sequence);
          sequence++;
          if (sequence > 4) [attempt, sequence] = [attempt + 1, 1];
          continue;
        }
        const { error } = apiErrorSchema.parse(await response.json());
        refusals.set(`${response.status} ${error.code}`, error.message);
        isBroken = true;
        await pause(5);
      }
    });
    const count = () => [...acknowledged.values()].reduce((sum, sequence) => sum + sequence, 0);
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await pause(5);
    };
    const health = async () => {
      const response = await fetch(`${url}/health`);
      return `${response.status} ${await response.text()}`;
    };

    await until(() => count() > 20);
    disk.fill(pid);
    await until(() => isBroken);
    // Full, and stays so: everybody is refused, reading goes on.
    const told = [...refusals.values()].join('\n');
    expect([...refusals.keys()]).toEqual(['507 disk-full']);
    expect(told).toMatch(VIETNAMESE);
    expect(told).toContain('sẽ tự gửi lại');
    const state = await (await fetch(`${url}/state`)).text();
    expect(state).toContain(`"people":${DEVICES}`);
    // What a failed write took of the disk may do for a small change: health is well in between.
    while (!/^503 .*"disk-(full|trouble)".*đĩa/i.test(await health())) await pause(5);
    // What an officer sees: not the general "something went wrong", but what to do.
    const rows = Array.from({ length: 2000 }, (_, n) => `M${n},Lò Thị ${n},Trường B,Giáo viên`);
    const preview = await fetch(`${url}/imports?name=a.csv`, {
      method: 'POST',
      body: ['Mã,Họ và tên,Trường,Vai trò', ...rows].join('\n'),
    });
    // What was read is kept until it is confirmed.
    const failed = await preview.text();
    expect(failed).toMatch(/"event":"failed","code":"disk-/);
    expect(failed).toContain('báo người quản trị máy chủ');

    disk.free(pid);
    const before = count();
    await until(() => count() > before + 20);
    expect(await health()).toMatch(/^200 /);
    isOver = true;
    await Promise.all(devices);
    child.stdin.write('stop\n');
    child.stdin.end();
    await ended;

    const database = new DatabaseSync(office.file);
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const attempts = z
      .array(z.object({ device: z.string(), attempt: z.int(), sequence: z.int() }))
      .parse(database.prepare('select device, attempt, sequence from learner_attempt').all());
    database.close();
    const kept = new Map(attempts.map((row) => [`${row.device} ${row.attempt}`, row.sequence]));
    for (const [key, sequence] of acknowledged) expect(kept.get(key), key).toBe(sequence);
    expect(kept.size).toBe(acknowledged.size);
    rmSync(office.site, { recursive: true });
  });
});

describe('a back-up for which the disk has no room', () => {
  it('is refused in words, and leaves nothing behind', async () => {
    const office = await servedOffice(6000);
    const folder = mkdtempSync(join(tmpdir(), 'backup-'));
    const said: string[] = [];
    const file = join(folder, 'sao-luu.json.gz');
    const env = { DATA_DIR: office.data };
    const world = { env, say: (text: string) => said.push(text), ask: async () => '' };
    const limit = (bytes: number | string) =>
      execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
    limit(64 * KB);
    const code = await runAdmin(['backup', file], world).finally(() => limit('unlimited'));
    expect([code, said.join('\n')]).toEqual([1, expect.stringMatching(/hết chỗ|đã đầy/)]);
    expect(readdirSync(folder)).toEqual([]);
    expect(await runAdmin(['backup', file], world)).toBe(0);
    for (const path of [folder, office.data, office.site]) rmSync(path, { recursive: true });
  });
});
