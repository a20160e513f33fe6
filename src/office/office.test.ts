import { describe, expect, it } from 'vitest';
import { createRecordsApi } from './api.ts';
import { createOffice, type OfficeData } from './office.ts';
import type { OfficeSettings } from './settings.ts';

const settings: OfficeSettings = {
  siteName: 'Trang thử',
  officeName: 'Phòng thử',
  officeParent: 'Sở thử',
  place: 'Nơi thử',
  reportDates: [],
  currentProgramme: 'thu',
  topics: [],
  legalActs: [],
  publicAddress: null,
  catalogue: { programmes: [], modules: [] },
};
const state = {
  storage: 'opfs',
  units: 0,
  people: 7,
  completions: 0,
  unmatched: 0,
  lastBackup: null,
  lastChange: null,
};

/** An office over records that answer, are open in another tab, or are broken, as `mode` says. */
function officeOver(first: 'fine' | 'elsewhere' | 'broken') {
  const world = { mode: first };
  const api = createRecordsApi(async (path) => {
    if (world.mode === 'elsewhere') {
      const error = { code: 'open-elsewhere', message: 'Đang mở ở thẻ khác.' };
      return Response.json({ error }, { status: 409 });
    }
    if (world.mode === 'broken') {
      return Response.json({ error: { code: 'cannot-open', message: 'Hỏng.' } }, { status: 500 });
    }
    return Response.json(path === '/api/state' || path === '/api/catalogue' ? state : []);
  });
  const office = createOffice(api, settings, 'browser');
  const seen: OfficeData['phase'][] = [];
  office.data.subscribe(() => seen.push(office.data.get().phase));
  return { office, world, seen };
}

describe('opening the records', () => {
  it('ends ready with what is kept', async () => {
    const { office } = officeOver('fine');
    await office.start();
    expect(office.data.get()).toMatchObject({ phase: 'ready', revision: 1, state: { people: 7 } });
  });

  it('says that another tab has them, and is let in quietly once that one is closed', async () => {
    const { office, world, seen } = officeOver('elsewhere');
    await office.start();
    expect(office.data.get()).toMatchObject({ phase: 'blocked', problem: 'Đang mở ở thẻ khác.' });
    seen.length = 0;
    await office.start();
    expect(new Set(seen)).toEqual(new Set(['blocked']));
    world.mode = 'fine';
    await office.start();
    expect(office.data.get()).toMatchObject({ phase: 'ready', problem: null });
  });

  it('says in the API’s words that they cannot be opened, and can be tried again', async () => {
    const { office, world } = officeOver('broken');
    await office.start();
    expect(office.data.get()).toMatchObject({ phase: 'broken', problem: 'Hỏng.' });
    world.mode = 'fine';
    await office.start();
    expect(office.data.get().phase).toBe('ready');
  });
});

describe('reading the shared data again', () => {
  it('raises the revision, so that figures are asked for anew', async () => {
    const { office } = officeOver('fine');
    await office.start();
    await office.refresh();
    expect(office.data.get().revision).toBe(2);
  });

  it('never rejects: when the records are gone, the page says so', async () => {
    const { office, world } = officeOver('fine');
    await office.start();
    world.mode = 'broken';
    await office.refresh();
    expect(office.data.get()).toMatchObject({ phase: 'broken', problem: 'Hỏng.' });
  });
});
