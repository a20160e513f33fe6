import { describe, expect, it } from 'vitest';
import { citedLaws, citedSources } from './cited.ts';

describe('the citations of an entry', () => {
  it('numbers sources by first appearance in the text, then those of the front matter', () => {
    const entry = {
      body: 'Một <Ref to="b" /> hai <Ref to="a"/> lại <Ref to="b" />',
      data: { sources: ['c', 'a'] },
    };
    expect(citedSources(entry)).toEqual(['b', 'a', 'c']);
  });

  it('lists acts of the front matter before those only cited, and history last', () => {
    const entry = {
      body: 'Theo <Law id="x-1" /> và <Law id="l-1" />',
      data: { legal: ['l-1'], legalHistory: ['h-1'] },
    };
    expect(citedLaws(entry)).toEqual(['l-1', 'x-1', 'h-1']);
  });

  it('takes no attribute of another component for a citation', () => {
    const entry = { body: '<Phone id="tong-dai-111" /> <Lawn id="x" />', data: {} };
    expect(citedLaws(entry)).toEqual([]);
    expect(citedSources(entry)).toEqual([]);
  });
});
