import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/**
 * Known weaknesses of what runs on the server, asked of the registry. Everything is a devDependency
 * here (the site is built), so the packages that a running server loads are named. Fails on high and
 * critical ones; where the registry does not answer, says so and does not fail.
 */
const ON_THE_SERVER = new Set([
  '@hono/node-server',
  'better-auth',
  'docx',
  'fflate',
  'hono',
  'jose',
  'kysely',
  'papaparse',
  'pg',
  'pino',
  'saxes',
  'uqr',
  'zod',
]);

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), effects: z.array(z.string()) }),
  ),
});

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: 60_000 });
const report = reportSchema.safeParse(parsed(stdout));
if (!report.success) {
  console.log('Kho thư viện không trả lời câu hỏi về lỗ hổng: chưa kiểm tra được.');
} else {
  const found = Object.entries(report.data.vulnerabilities);
  const grave = found.filter(
    ([name, { severity, effects }]) =>
      /^(high|critical)$/.test(severity) &&
      [name, ...effects].some((each) => ON_THE_SERVER.has(each)),
  );
  console.log(`${found.length} thư viện có cảnh báo, ${grave.length} nghiêm trọng trên máy chủ.`);
  for (const [name, { severity }] of grave) console.log(`  ${name}: ${severity}`);
  if (grave.length > 0) process.exitCode = 1;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
