import { describe, expect, it } from 'vitest';
import type { Interaction, SaveState } from '../learning-session.ts';
import { type FakeLrs, type FakeLrsOptions, fakeLrs } from '../testing/fake-lrs.ts';
import { sampleInteraction, sampleProgress } from '../testing/samples.ts';
import { testWorld } from '../testing/test-world.ts';
import type { LastingStore, TabStore } from './kept.ts';
import { PROGRESS, readKept } from './kept.ts';
import { readLaunch } from './launch.ts';
import { openCmi5 } from './open-cmi5.ts';

const PASS = { suspendData: 'v1;done', score: 90, passed: true };
const FAIL = { suspendData: 'v1;failed', score: 40, passed: false };

/** A store of a tab or of the browser. */
function tabStore(map = new Map<string, string>()): LastingStore {
  return {
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, value) => void map.set(name, value),
    removeItem: (name) => void map.delete(name),
  };
}

/** Lets everything under way come to its end. */
const settle = () => new Promise<void>((done) => setTimeout(done, 0));

function openPage(
  lrs: FakeLrs,
  query: string,
  store: TabStore | null = tabStore(),
  lasting: LastingStore | null = null,
) {
  const world = testWorld(() => 'unused');
  const cmi5 = openCmi5({
    ...world,
    later(task, ms) {
      // Pauses between attempts to open pass at once.
      if (started) return world.later(task, ms);
      task();
      return () => {};
    },
    address: `https://noi-dung.example.vn/index.html${query}`,
    fetch: lrs.fetch,
    store,
    lasting,
  });
  let started = false;
  void cmi5.session.start().then(() => {
    started = true;
  });
  const states: SaveState['kind'][] = [];
  cmi5.session.onSaveState((state) => states.push(state.kind));
  return { ...cmi5, world, states };
}

const launched = (options?: FakeLrsOptions) => {
  const lrs = fakeLrs(options);
  return { lrs, page: openPage(lrs, lrs.launch()) };
};

describe('a cmi5 session', () => {
  it('begins with “initialized”, tells answers, passes once and ends with “terminated”', async () => {
    const { lrs, page } = launched();
    expect(await page.session.start()).toEqual({
      recorder: 'lms',
      suspendData: null,
      status: null,
      score: null,
      learnerName: 'Lò Thị Mẫu',
      recording: true,
      problem: null,
    });
    await page.session.save(sampleProgress());
    page.world.pass(61_000);
    expect((await page.session.complete(PASS)).kind).toBe('saved');
    expect(await page.leave()).toBeNull();
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'passed', 'completed', 'terminated']);
    expect(lrs.broken).toEqual([]);
    expect(
      lrs.statements.find(({ result }) => JSON.stringify(result)?.includes('scaled')),
    ).toMatchObject({
      result: {
        success: true,
        score: { scaled: 0.9, raw: 90, min: 0, max: 100 },
        duration: 'PT1M1S',
      },
    });
  });

  it('tells a failure only when the session ends, so that the learner can still pass in it', async () => {
    const { lrs, page } = launched();
    await page.session.complete(FAIL);
    expect(lrs.best()).toBeNull();
    await page.session.save(sampleProgress());
    await page.session.complete(PASS);
    await page.leave();
    expect(lrs.verbs()).not.toContain('failed');
    expect(lrs.best()).toBe('passed');
    expect(lrs.broken).toEqual([]);
  });

  it('tells a failure when the window is closed after it', async () => {
    const { lrs, page } = launched();
    await page.session.complete(FAIL);
    page.world.page({ type: 'pagehide', persisted: false });
    await settle();
    expect(lrs.verbs()).toEqual(['initialized', 'failed', 'terminated']);
    expect(lrs.broken).toEqual([]);
  });

  it('passes once in a registration, however often the module is launched', async () => {
    const lrs = fakeLrs();
    for (let visit = 0; visit < 3; visit += 1) {
      const page = openPage(lrs, lrs.launch());
      const start = await page.session.start();
      expect(start.status).toBe(visit === 0 ? null : 'passed');
      await page.session.complete({ ...PASS, score: 85 + visit });
      expect((await page.session.complete({ ...FAIL })).kind).toBe('saved');
      await page.leave();
    }
    expect(lrs.verbs().filter((verb) => verb === 'passed')).toHaveLength(1);
    expect(lrs.verbs()).not.toContain('failed');
    expect(lrs.broken).toEqual([]);
  });

  it('tells a pass again under the same id when nobody knows whether it arrived', async () => {
    const lrs = fakeLrs();
    const page = openPage(lrs, lrs.launch());
    await page.session.start();
    lrs.fault = 'lost-answer';
    expect((await page.session.complete(PASS)).kind).toBe('unsaved');
    lrs.fault = null;
    // A new launch, on another device: neither store nor documents know of the pass.
    const other = openPage(lrs, lrs.launch());
    await other.session.start();
    expect((await other.session.complete({ ...PASS, score: 100 })).kind).toBe('saved');
    expect(lrs.verbs().filter((verb) => verb === 'passed')).toHaveLength(1);
    expect(lrs.broken).toEqual([]);
  });

  it('goes on after a reload with the token that it kept, and asks for it once', async () => {
    const lrs = fakeLrs();
    const query = lrs.launch();
    const store = tabStore();
    const first = openPage(lrs, query, store);
    await first.session.save(sampleProgress({ suspendData: 'v1;q1' }));
    first.world.page({ type: 'hidden' });
    first.world.page({ type: 'pagehide', persisted: false });
    const second = openPage(lrs, query, store);
    expect(await second.session.start()).toMatchObject({ suspendData: 'v1;q1', recording: true });
    await second.session.complete(PASS);
    await second.leave();
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'passed', 'completed', 'terminated']);
    expect(lrs.broken).toEqual([]);
  });

  it('goes on in a new launch, elsewhere, with what the LRS keeps', async () => {
    const lrs = fakeLrs();
    const first = openPage(lrs, lrs.launch());
    await first.session.save(sampleProgress({ suspendData: 'v1;q1' }));
    const second = openPage(lrs, lrs.launch());
    expect(await second.session.start()).toMatchObject({
      suspendData: 'v1;q1',
      status: 'incomplete',
    });
    // The window that was left open is told that its session is over.
    expect(await first.session.complete(PASS)).toMatchObject({
      kind: 'unsaved',
      message: expect.stringContaining('đã đóng'),
    });
  });

  it('loses nothing while the network is down, over a reload too', async () => {
    const lrs = fakeLrs();
    const query = lrs.launch();
    const store = tabStore();
    const first = openPage(lrs, query, store);
    await first.session.start();
    lrs.fault = 'down';
    const answer = await first.session.save(
      sampleProgress({ suspendData: 'v1;q1', interaction: sampleInteraction({ id: 'q1' }) }),
    );
    expect(answer).toMatchObject({
      kind: 'unsaved',
      message: expect.stringContaining('chưa nhận được'),
    });
    first.world.page({ type: 'pagehide', persisted: false });
    await settle();
    const second = openPage(lrs, query, store);
    expect(await second.session.start()).toMatchObject({ suspendData: 'v1;q1' });
    expect((await second.session.complete(PASS)).kind).toBe('unsaved');
    lrs.fault = null;
    second.world.pass(120_000);
    await settle();
    expect(second.states.at(-1)).toBe('saved');
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'passed', 'completed']);
    expect(lrs.state(PROGRESS)).toMatchObject({ suspendData: 'v1;done' });
    expect(lrs.broken).toEqual([]);
  });

  it('tells in a new launch of the same tab what the one before could not', async () => {
    const lrs = fakeLrs();
    const store = tabStore();
    const first = openPage(lrs, lrs.launch(), store);
    await first.session.start();
    lrs.fault = 'down';
    await first.session.save(sampleProgress());
    await first.session.complete(PASS);
    lrs.fault = null;
    const second = openPage(lrs, lrs.launch(), store);
    expect(await second.session.start()).toMatchObject({ status: 'passed' });
    expect(lrs.best()).toBe('passed');
    expect(lrs.broken).toEqual([]);
  });

  it('tells in the next launch what a closed tab could not, and then keeps nothing of it', async () => {
    const lrs = fakeLrs();
    const map = new Map<string, string>();
    const lasting = tabStore(map);
    const first = openPage(lrs, lrs.launch(), tabStore(), lasting);
    await first.session.start();
    expect([...map]).toEqual([]);
    lrs.fault = 'down';
    await first.session.save(sampleProgress());
    await first.session.complete(PASS);
    first.world.page({ type: 'pagehide', persisted: false });
    await settle();
    expect([...map.values()].join()).toContain('"token":""');
    // The tab is gone, and with it its store.
    lrs.fault = null;
    const second = openPage(lrs, lrs.launch(), tabStore(), lasting);
    expect(await second.session.start()).toMatchObject({ status: 'passed' });
    await settle();
    expect(lrs.verbs().filter((verb) => verb === 'passed' || verb === 'answered')).toEqual([
      'answered',
      'passed',
    ]);
    expect(lrs.best()).toBe('passed');
    expect(lrs.broken).toEqual([]);
    expect([...map]).toEqual([]);
  });

  it('keeps what a closed tab left from whoever launches another registration or is another learner', async () => {
    const lrs = fakeLrs();
    const lasting = tabStore();
    const first = openPage(lrs, lrs.launch(), tabStore(), lasting);
    await first.session.start();
    lrs.fault = 'down';
    await first.session.complete(PASS);
    const query = new URLSearchParams(lrs.launch());
    for (const [name, value] of [
      ['registration', '00000000-0000-4000-8000-000000000001'],
      ['actor', '{"account":{"homePage":"https://lms.example.vn","name":"other"}}'],
    ] as const) {
      const other = new URLSearchParams(query);
      other.set(name, value);
      const launch = readLaunch(`https://noi-dung.example.vn/index.html?${other}`);
      if (typeof launch === 'string') throw new Error(launch);
      expect(readKept(lasting, launch), name).toBeNull();
    }
    const same = readLaunch(`https://noi-dung.example.vn/index.html?${query}`);
    if (typeof same === 'string') throw new Error(same);
    expect(readKept(lasting, same)).toMatchObject({ result: { status: 'passed' }, token: '' });
  });

  it.each(['Browse', 'Review'] as const)(
    'tells nothing but beginning and end in %s mode',
    async (launchMode) => {
      const { lrs, page } = launched({ launchMode });
      expect(await page.session.start()).toMatchObject({
        recording: false,
        problem: expect.stringContaining('xem lại'),
      });
      await page.session.save(sampleProgress());
      await page.session.complete(PASS);
      page.world.page({ type: 'pagehide', persisted: false });
      await settle();
      expect(lrs.verbs()).toEqual(['initialized', 'terminated']);
      expect(lrs.broken).toEqual([]);
    },
  );

  it('says that nothing is recorded when it was not launched by an LMS', async () => {
    const page = openPage(fakeLrs(), '');
    expect(await page.session.start()).toMatchObject({
      recorder: 'none',
      problem: expect.stringContaining('ngoài hệ thống LMS'),
    });
    expect((await page.session.complete(PASS)).kind).toBe('unsaved');
  });

  it.each([
    ['without an actor', (query: URLSearchParams) => query.delete('actor')],
    ['with an actor that is no JSON', (query: URLSearchParams) => query.set('actor', '{')],
    [
      'with a registration that is no UUID',
      (query: URLSearchParams) => query.set('registration', '7'),
    ],
    [
      'with an endpoint that is no web address',
      (query: URLSearchParams) => query.set('endpoint', 'javascript:x'),
    ],
  ])('refuses a launch %s', async (_name, change) => {
    const lrs = fakeLrs();
    const query = new URLSearchParams(lrs.launch());
    change(query);
    const page = openPage(lrs, `?${query}`);
    expect(await page.session.start()).toMatchObject({ recorder: 'none', recording: false });
    expect(lrs.statements).toEqual([]);
  });

  it('says so when the token was given to somebody else', async () => {
    const lrs = fakeLrs();
    const query = lrs.launch();
    await openPage(lrs, query).session.start();
    // No store: a private window, a sandboxed frame.
    const page = openPage(lrs, query, null);
    expect(await page.session.start()).toMatchObject({
      recorder: 'none',
      problem: expect.stringContaining('mở lại mô-đun từ LMS'),
    });
  });

  it('says so when the LMS does not answer, and begins after a reload', async () => {
    const lrs = fakeLrs();
    const query = lrs.launch();
    const store = tabStore();
    lrs.fault = 'down';
    expect(await openPage(lrs, query, store).session.start()).toMatchObject({
      problem: expect.stringContaining('tải lại trang'),
    });
    lrs.fault = null;
    expect(await openPage(lrs, query, store).session.start()).toMatchObject({
      recorder: 'lms',
      problem: null,
    });
    expect(lrs.verbs()).toEqual(['initialized']);
  });

  it('sends nothing after the end, and says that the session is closed', async () => {
    const lrs = fakeLrs();
    const query = lrs.launch();
    const store = tabStore();
    const page = openPage(lrs, query, store);
    await page.session.complete(PASS);
    await page.leave();
    expect(await page.session.save(sampleProgress())).toMatchObject({
      kind: 'unsaved',
      message: expect.stringContaining('đã đóng'),
    });
    const again = openPage(lrs, query, store);
    expect(await again.session.start()).toMatchObject({
      recorder: 'none',
      problem: expect.stringContaining('đã kết thúc'),
    });
    expect(lrs.verbs().at(-1)).toBe('terminated');
    expect(lrs.broken).toEqual([]);
  });

  it('does not leave while something earned has not arrived', async () => {
    const { lrs, page } = launched();
    await page.session.start();
    lrs.fault = 'down';
    await page.session.complete(PASS);
    expect(await page.leave()).toBe('refused');
    lrs.fault = null;
    expect(await page.leave()).toBeNull();
    expect(lrs.verbs()).toEqual(['initialized', 'passed', 'completed', 'terminated']);
    expect(lrs.broken).toEqual([]);
  });

  it('keeps for the next launch what is earned after an end that did not get through', async () => {
    const lrs = fakeLrs();
    const store = tabStore();
    const page = openPage(lrs, lrs.launch(), store);
    await page.session.start();
    lrs.fault = 'error-500';
    expect(await page.leave()).toBe('refused');
    expect(await page.session.complete(PASS)).toMatchObject({
      kind: 'unsaved',
      message: expect.stringContaining('mở lại mô-đun từ LMS'),
    });
    lrs.fault = null;
    await openPage(lrs, lrs.launch(), store).session.start();
    expect(lrs.best()).toBe('passed');
    expect(lrs.broken).toEqual([]);
  });

  it('keeps statements in order when the clock is set back', async () => {
    const { lrs, page } = launched();
    await page.session.start();
    page.world.setBack(3_600_000);
    await page.session.save(
      sampleProgress({ interaction: sampleInteraction({ at: new Date('2020-01-01') }) }),
    );
    await page.session.complete(PASS);
    await page.leave();
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'passed', 'completed', 'terminated']);
    expect(lrs.broken).toEqual([]);
  });

  it('reads what the LMS and the learner wish', async () => {
    const { page } = launched({
      masteryScore: 0.9,
      returnUrl: 'https://lms.example.vn/khoa-hoc',
      preferences: { languagePreference: 'vi, en-US', audioPreference: 'off' },
    });
    await page.session.start();
    expect(page.wishes()).toMatchObject({
      data: {
        masteryScore: 0.9,
        returnUrl: 'https://lms.example.vn/khoa-hoc',
        launchMode: 'Normal',
      },
      preferences: { languages: ['vi', 'en-US'], audio: 'off' },
    });
  });
});

describe('an answered question as a statement', () => {
  const cases: [Interaction['response'], string][] = [
    [{ type: 'choice', ids: ['a', 'c'] }, 'a[,]c'],
    [{ type: 'true-false', value: true }, 'true'],
    [{ type: 'fill-in', text: 'Tổng đài 111, gọi [,] ngay' }, 'Tổng đài 111, gọi (,) ngay'],
    [
      {
        type: 'matching',
        pairs: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      },
      'a[.]b[,]c[.]d',
    ],
    [{ type: 'sequencing', ids: ['b', 'a'] }, 'b[,]a'],
    [{ type: 'performance', steps: [{ step: 's1', choice: 'c2' }] }, 's1[.]c2'],
  ];
  it.each(cases)('%o has xAPI’s type and format', async (response, written) => {
    const { lrs, page } = launched();
    await page.session.save(
      sampleProgress({
        interaction: sampleInteraction({ response, correct: response, result: 'correct' }),
      }),
    );
    const [, answered] = lrs.statements;
    expect(answered).toMatchObject({
      object: {
        id: 'https://lms.example.vn/cmi5/au/17/cau-hoi/q1',
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: response.type,
          correctResponsesPattern: [written],
          description: { vi: expect.stringContaining('bắt nạt') },
        },
      },
      result: { response: written, success: true, duration: 'PT4.25S' },
    });
    expect(JSON.stringify(answered)).not.toContain('categories/cmi5');
    expect(lrs.broken).toEqual([]);
  });

  it.each([400, 403])(
    'does not stand in the way of the result when the LMS refuses it with %i',
    async (status) => {
      const { lrs, page } = launched();
      await page.session.start();
      const { handle } = lrs;
      lrs.handle = (request) =>
        request.method === 'PUT' && request.body.includes('verbs/answered')
          ? { status, body: '' }
          : handle(request);
      await page.session.save(sampleProgress());
      expect((await page.session.complete(PASS)).kind).toBe('saved');
      expect(lrs.best()).toBe('passed');
    },
  );
});
