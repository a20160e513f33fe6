import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { armQuickExit, NEUTRAL_PAGE, timesTablesHtml } from './quick-exit.ts';

it('shows the tables of 2 to 9, each product right', () => {
  const products = [...timesTablesHtml().matchAll(/(\d+) × (\d+) = (\d+)/g)];
  expect(products).toHaveLength(80);
  for (const [, a, b, c] of products) expect(Number(a) * Number(b)).toBe(Number(c));
});

it('names nothing of the site on the neutral page', () => {
  const { title, path, html } = NEUTRAL_PAGE;
  expect(`${title} ${path} ${html}`).not.toMatch(/trường|an toàn|trợ giúp|thoát/i);
});

it('works as text alone, with nothing from outside its own body', () => {
  const heard: string[] = [];
  const document = { addEventListener: (type: string) => heard.push(type) };
  // A name from this module, or from the bundle it is built into, would be a ReferenceError here.
  runInNewContext(`(${armQuickExit.toString()})(neutral)`, { document, neutral: NEUTRAL_PAGE });
  expect(heard.sort()).toEqual(['click', 'keydown']);
});
