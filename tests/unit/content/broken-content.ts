import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { checkContent } from '../../../src/content-check/check-content.ts';
import type { ContentProblem } from '../../../src/content-check/problem.ts';

const VALID = fileURLToPath(new URL('../../fixtures/content/valid', import.meta.url));

/** The day on which the fixture is judged. */
export const FIXTURE_DAY = '2026-11-21';

/** Replaces text in a file of the valid fixture: `[what stands there, what the author wrote]`. */
export type Edit = readonly [from: string, to: string];

/** The valid fixture with one mistake in one file. */
export interface Broken {
  file: string;
  /** Edits of the file, or its whole text when it is new, or null to delete it. */
  edit: Edit | readonly Edit[] | string | null;
}

/**
 * Checks the valid fixture after making mistakes in it.
 * @returns The problems, and the line of a text in the broken file.
 */
export function checkBroken(broken: Broken, day = FIXTURE_DAY) {
  const root = mkdtempSync(join(tmpdir(), 'content-'));
  try {
    cpSync(VALID, root, { recursive: true });
    const path = join(root, broken.file);
    const text = brokenText(broken.edit, path);
    if (text === null) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const problems: ContentProblem[] = checkContent(root, day);
    return { problems, lineOf: (words: string) => lineOf(text ?? '', words) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function brokenText(edit: Broken['edit'], path: string): string | null {
  if (edit === null || typeof edit === 'string') return edit;
  const edits: readonly Edit[] = isOneEdit(edit) ? [edit] : edit;
  return edits.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`The fixture no longer holds: ${from}`);
      return text.replace(from, () => to);
    },
    readFileSync(path, 'utf8'),
  );
}

function isOneEdit(edit: Edit | readonly Edit[]): edit is Edit {
  return typeof edit[0] === 'string';
}

function lineOf(text: string, words: string): number {
  const index = text.indexOf(words);
  if (index === -1) throw new Error(`The broken file does not hold: ${words}`);
  return text.slice(0, index).split('\n').length;
}

/** A rule of the check with a mistake against it, and what must be said of it. */
export interface RuleCase extends Broken {
  rule: string;
  /** A text on the line that must be named; null when no line can be. */
  at: string | null;
  key?: string;
  found: string;
  wanted: string;
  severity?: ContentProblem['severity'];
}

/** Makes the mistake and asserts that the check says what it should of it. */
export function expectBroken({
  file,
  edit,
  at,
  key,
  found,
  wanted,
  severity = 'problem',
}: RuleCase): void {
  const { problems, lineOf } = checkBroken({ file, edit });
  expect(problems).toContainEqual(
    expect.objectContaining({
      severity,
      // A mistake in one file may show in another (an act and who cites it).
      ...(at === null ? {} : { file, line: lineOf(at) }),
      ...(key === undefined ? {} : { key }),
      found: expect.stringContaining(found),
      wanted: expect.stringContaining(wanted),
    }),
  );
}

/**
 * A schema's rule with a mistake against it: `at` is a text on the line that must be named, `key`
 * the key, `wanted` words of the advice.
 */
export interface SchemaCase {
  rule: string;
  edit: Broken['edit'];
  at: string;
  key: string | null;
  found?: string;
  wanted: string;
}

/** What technicians say and authors do not: English, a pattern, a program's words. */
const TECHNICAL = /invalid|expected|required|must|received|\^\[|undefined|\[object/i;

/**
 * A test that makes the case's mistake in `file` and asserts that the check says what it should of
 * it, and all it says in plain Vietnamese.
 */
export function expectRule(file: string): (schemaCase: SchemaCase) => void {
  return ({ edit, at, key, found, wanted }) => {
    const { problems, lineOf } = checkBroken({ file, edit });
    expect(problems.filter((problem) => problem.file === file)).toContainEqual(
      expect.objectContaining({
        severity: 'problem',
        line: lineOf(at),
        key,
        wanted: expect.stringContaining(wanted),
        ...(found === undefined ? {} : { found: expect.stringContaining(found) }),
      }),
    );
    for (const problem of problems) expect(problem.wanted).not.toMatch(TECHNICAL);
  };
}
