import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIST } from './built-pages.ts';

/** Chrome 109 is the last one for Windows 7, which schools still have; Safari 15 for older iPhones. */
const CSS_TOO_NEW =
  /\((?:width|height) ?[<>]|color-mix\(|light-dark\(|oklch\(|@starting-style|@scope|[{;}]&/g;
const SCRIPT_TOO_NEW =
  /\.(?:toSorted|toReversed|toSpliced)\(|withResolvers|(?:Object|Map)\.groupBy|Array\.fromAsync|Promise\.try|AbortSignal\.any/g;
/** Kysely sorts the modifiers of a select (`distinct` and the like); the records use none. */
const NOT_REACHED = /^worker-.*\.js$/;

function findings(ending: string, tooNew: RegExp): string[] {
  const folder = join(DIST, '_astro');
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending) && !NOT_REACHED.test(name))
    .flatMap((name) =>
      (readFileSync(join(folder, name), 'utf8').match(tooNew) ?? []).map(
        (found) => `${name}: ${found}`,
      ),
    );
}

describe('the browsers that schools have', () => {
  it('understand the style sheets', () => {
    expect(findings('.css', CSS_TOO_NEW)).toEqual([]);
  });

  it('know what the scripts call', () => {
    expect(findings('.js', SCRIPT_TOO_NEW)).toEqual([]);
  });
});
