import { describe, expect, it } from 'vitest';
import { findApi } from './find-api.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';

const api12 = () =>
  Object.fromEntries(Object.values(SCORM_12.calls).map((name) => [name, () => 'true']));
const api2004 = () =>
  Object.fromEntries(Object.values(SCORM_2004.calls).map((name) => [name, () => 'true']));

/** A window that is its own parent, as the topmost one is. */
function top(content: Record<string, unknown> = {}): Record<string, unknown> {
  const window: Record<string, unknown> = { ...content };
  window.parent = window;
  return window;
}

describe('the search for an API', () => {
  it('finds it in an ancestor, several frames up', () => {
    const API = api12();
    const deep = { parent: { parent: { parent: top({ API }) } } };
    expect(findApi(deep, [SCORM_12])?.api).toBe(API);
  });

  it('finds it in the opener of the top window, and in the opener’s ancestors', () => {
    const API = api12();
    const popUp = top({ opener: { parent: top({ API }) } });
    expect(findApi({ parent: popUp }, [SCORM_12])?.api).toBe(API);
  });

  it('takes the wanted standard where an LMS offers both', () => {
    const both = top({ API: api12(), API_1484_11: api2004() });
    expect(findApi({ parent: both }, [SCORM_12, SCORM_2004])?.standard.name).toBe('1.2');
    expect(findApi({ parent: both }, [SCORM_2004, SCORM_12])?.standard.name).toBe('2004');
  });

  it('is not taken in by an unrelated global of that name', () => {
    expect(findApi({ parent: top({ API: { version: 1 } }) }, [SCORM_12])).toBeNull();
  });

  it('ends at a frame of another origin', () => {
    const foreign = new Proxy(
      {},
      {
        get() {
          throw new DOMException('Blocked', 'SecurityError');
        },
      },
    );
    expect(findApi({ parent: foreign }, [SCORM_12, SCORM_2004])).toBeNull();
  });

  it('ends when frames form a ring', () => {
    const a: Record<string, unknown> = {};
    const b: Record<string, unknown> = { parent: a };
    a.parent = b;
    expect(findApi(a, [SCORM_12])).toBeNull();
  });

  it('finds nothing where there is nothing', () => {
    expect(findApi(top(), [SCORM_12, SCORM_2004])).toBeNull();
  });
});
