import { expect, it } from 'vitest';
import { neighbours } from './page-link.ts';

const links = ['a', 'b', 'c'].map((name) => ({ href: `/${name}/`, name }));

it('names the neighbours of an entry in its list', () => {
  expect(neighbours(links, '/b/')).toEqual({ previous: links[0], next: links[2] });
});

it('has nothing before the first and nothing after the last', () => {
  expect(neighbours(links, '/a/')).toEqual({ previous: undefined, next: links[1] });
  expect(neighbours(links, '/c/')).toEqual({ previous: links[1], next: undefined });
});

it('gives an entry that is not in the list no neighbours', () => {
  expect(neighbours(links, '/x/')).toEqual({ previous: undefined, next: undefined });
});
