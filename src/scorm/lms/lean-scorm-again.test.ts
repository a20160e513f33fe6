import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withoutTransports } from './lean-scorm-again.ts';

const code = readFileSync(fileURLToPath(import.meta.resolve('scorm-again/scorm12/min')), 'utf8');

it('finds the transports of the installed scorm-again', () => {
  expect(withoutTransports(code)).not.toMatch(/new [\w$]+\(this\.settings,this\._error_codes/);
});

it('refuses code that it does not know', () => {
  expect(() => withoutTransports('export class Scorm12API {}')).toThrow(/0 transports/);
});
