import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { UNCALLED, withoutUnusedPreact } from './without-unused-preact.ts';

const code = readFileSync(fileURLToPath(import.meta.resolve('preact')), 'utf8');

it('finds all of it in the installed Preact, and leaves nothing of it', () => {
  const lean = withoutUnusedPreact(code);
  expect(lean.length).toBeLessThan(code.length - 600);
  // Something stands after every `return`.
  expect(lean).not.toMatch(/return0/);
  expect(lean).not.toMatch(/shouldComponentUpdate|dangerouslySetInnerHTML|MathML/);
});

it('refuses code that it does not know', () => {
  expect(() => withoutUnusedPreact('export {}')).toThrow(/0 questions/);
});

it('takes nothing away that the quiz uses', () => {
  const folder = 'src/quiz';
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name)) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text, name).not.toMatch(UNCALLED);
    expect(text, name).not.toMatch(/from 'preact\/(?:hooks|compat)'/);
  }
});
