import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { withoutTransports } from './lean-scorm-again.ts';
import { withoutLogging } from './without-logging.ts';
import { withoutMethods } from './without-methods.ts';

const shipped = readFileSync(
  fileURLToPath(import.meta.resolve('scorm-again/scorm12/min')),
  'utf8',
).replace(/\/\/# sourceMappingURL=.*$/m, '');
const code = withoutTransports(shipped);

const scormModule = z.object({
  Scorm12API: z.custom<new (settings: object) => Record<string, (...words: string[]) => string>>(
    (value) => typeof value === 'function',
  ),
});

it('takes every log call and explanation out of the installed scorm-again', () => {
  const lean = withoutLogging(code);
  expect(lean).not.toMatch(/console\.\w+\(|this\._?apiLog\(/);
  expect(lean).not.toMatch(/(basic|detail)Message:["'][^"']/);
  expect(lean.length).toBeLessThan(code.length * 0.95);
});

it('finds the uncalled methods, and refuses code that it does not know', () => {
  const lean = withoutLogging(code);
  expect(withoutMethods(lean).length).toBeLessThan(lean.length * 0.9);
  expect(() => withoutMethods(code.replace('getLogLevel', 'logLevel'))).toThrow('getLogLevel');
});

it('leaves an LMS that answers as before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scorm-again-'));
  try {
    const answers = await Promise.all(
      [shipped, withoutMethods(withoutLogging(code))].map(async (text, index) => {
        const file = join(folder, `${index}.mjs`);
        writeFileSync(file, text);
        return talk(scormModule.parse(await import(pathToFileURL(file).href)).Scorm12API);
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[1]).toContain('passed');
    expect(answers[1]).toContain('403');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('refuses code that it does not know', () => {
  expect(() => withoutLogging('console.log("a (b)")')).toThrow(/"logCalls":1/);
});

/** Says to a fresh LMS what a quiz says, right and wrong, and gives its answers. */
function talk(Lms: z.infer<typeof scormModule>['Scorm12API']): string[] {
  const httpService = {
    processHttpRequest: () => ({ result: true, errorCode: 0 }),
    updateSettings: () => undefined,
  };
  const lms = new Lms({ logLevel: 5, autocommit: false, httpService });
  const say = (name: string, ...words: string[]) => lms[name]?.(...words) ?? `no ${name}`;
  return [
    ['lmsGetValue', 'cmi.core.lesson_status'],
    ['lmsGetLastError'],
    ['lmsInitialize', ''],
    ['lmsInitialize', ''],
    ['lmsGetLastError'],
    ['lmsSetValue', 'cmi.core.score.raw', '85'],
    ['lmsSetValue', 'cmi.core.score.raw', '850'],
    ['lmsGetLastError'],
    ['lmsSetValue', 'cmi.core.student_name', 'x'],
    ['lmsGetLastError'],
    ['lmsSetValue', 'cmi.interactions.0.id', 'q-1'],
    ['lmsSetValue', 'cmi.interactions.0.type', 'choice'],
    ['lmsSetValue', 'cmi.suspend_data', '1.2.3'],
    ['lmsSetValue', 'cmi.core.lesson_status', 'passed'],
    ['lmsGetValue', 'cmi.core.lesson_status'],
    ['lmsGetValue', 'cmi.interactions._count'],
    ['lmsGetValue', 'cmi.nothing'],
    ['lmsGetLastError'],
    ['lmsCommit', ''],
    ['lmsFinish', ''],
    ['lmsGetLastError'],
  ].map(([name = '', ...words]) => say(name, ...words));
}
