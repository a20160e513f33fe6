import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { deviceCommit, servedOffice } from '../fixtures/records/served-office.ts';
import { serverFlags } from '../server-flags.ts';

const DEVICES = 64;
const TEACHERS = 2000;
const WARM_UP_MS = 2000;
const MEASURED_MS = 8000;

/**
 * How many commits a second the server of `npm start` keeps durably (SQLite, WAL, synchronous full)
 * and how long a device waits for its answer: 64 devices that each send one commit after another,
 * from this process, on the same machine.
 */
export default async function commitsBench(): Promise<Record<string, number>> {
  const office = await servedOffice(TEACHERS);
  const server = spawn(
    process.execPath,
    [...serverFlags(), 'tests/fixtures/records/server-process.ts', office.site],
    {
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: office.data,
        LOG_LEVEL: 'silent',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: DEVICES });
  try {
    server.stdin.write('start\n');
    const [line] = await once(createInterface({ input: server.stdout }), 'line');
    const port = Number(line);
    const times: number[] = [];
    const begun = performance.now();
    const measured = begun + WARM_UP_MS;
    const end = measured + MEASURED_MS;
    await Promise.all(
      Array.from({ length: DEVICES }, async (_, device) => {
        for (let turn = 0; performance.now() < end; turn++) {
          const code = office.codes[(turn * DEVICES + device) % TEACHERS] ?? '';
          const one = deviceCommit(1 + Math.floor(turn / 4), (turn % 4) + 1);
          const body = { code, device: `device-${device}00`, sentAt: one.at, commits: [one] };
          const sent = performance.now();
          const answer = await post(agent, port, JSON.stringify(body));
          if (!answer.includes(`"acknowledged":["${one.id}"]`)) throw new Error(answer);
          if (sent >= measured) times.push(performance.now() - sent);
        }
      }),
    );
    times.sort((a, b) => a - b);
    return {
      commits_per_s: Math.round(times.length / (MEASURED_MS / 1000)),
      commit_p99_ms: Math.round((times[Math.floor(times.length * 0.99)] ?? Number.NaN) * 10) / 10,
    };
  } finally {
    agent.destroy();
    server.kill();
    await once(server, 'exit');
    for (const folder of [office.site, office.data]) rmSync(folder, { recursive: true });
  }
}

function post(agent: Agent, port: number, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const call = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/api/commits', headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => resolve(text));
        response.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
