import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../server/open-records.ts';
import { onceFree, tryAgain } from './retry.ts';

const failure = (code: string) => Object.assign(new Error('refused'), { code });

describe('a transaction that met another one', () => {
  it.each(['40001', '40P01', '55P03'])(
    'is done again, and counts when it succeeds (%s)',
    async (code) => {
      let begun = 0;
      const work = async () => {
        begun++;
        if (begun < 3) throw failure(code);
        return 'done';
      };
      expect(await tryAgain(work)).toBe('done');
      expect(begun).toBe(3);
    },
  );

  it('is given up after some tries, with a refusal that says so', async () => {
    let begun = 0;
    const work = async () => {
      begun++;
      throw failure('40P01');
    };
    const error = await tryAgain(work).catch((cause: unknown) => cause);
    expect(begun).toBe(3);
    expect(explainFailure(error)).toMatchObject({ status: 503, code: 'database-busy' });
  });

  it('is not done again for any other failure', async () => {
    let begun = 0;
    const work = async () => {
      begun++;
      throw failure('23505');
    };
    await expect(tryAgain(work)).rejects.toThrow('refused');
    expect(begun).toBe(1);
  });
});

describe('a transaction on a file that somebody else writes to', () => {
  const sqlite = (errcode: number) => Object.assign(new Error('refused'), { errcode });

  it('begins once they are done', async () => {
    let begun = 0;
    const work = async () => {
      // 261 is 5 with SQLite's own detail.
      if (++begun < 4) throw sqlite(begun === 1 ? 261 : 5);
      return 'done';
    };
    expect(await onceFree(work)).toBe('done');
    expect(begun).toBe(4);
  });

  it('does not wait for any other failure', async () => {
    await expect(onceFree(() => Promise.reject(sqlite(13)))).rejects.toThrow('refused');
  });
});
