import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty, readState, type SearchState, writeState } from './search-state.ts';

describe('the search in the address', () => {
  it('is read back as it was written', () => {
    const value = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    const state = fc.record({
      query: fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC').trim()),
      filters: fc.record({ audience: value, level: value, topic: value }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(state, (written: SearchState) => {
        expect(readState(writeState(written))).toEqual(written);
      }),
    );
  });

  it('is nothing when nothing is asked for', () => {
    expect(writeState({ query: '', filters: {} })).toBe('');
    expect(isEmpty(readState('?q=%20&chu-de='))).toBe(true);
  });

  it('composes what was typed in decomposed letters', () => {
    expect(readState(`?q=${encodeURIComponent('đuối'.normalize('NFD'))}`).query).toBe('đuối');
  });
});
