import { Scorm2004API } from 'scorm-again/scorm2004/min';
import { describe, expect, it } from 'vitest';
import { connect } from '../scorm/connection.ts';
import { findApi } from '../scorm/find-api.ts';
import { scormRecord } from '../scorm/record-io.ts';
import { SCORM_2004 } from '../scorm/scorm-2004.ts';
import { createSession } from '../scorm/session.ts';
import { SAMPLE_UNSAVED } from '../scorm/testing/samples.ts';
import { testWorld } from '../scorm/testing/test-world.ts';
import { child, descendants, readXml } from './check/xml-tree.ts';
import { manifestScorm2004 } from './manifest-scorm2004.ts';
import { activityTree } from './testing/activity-tree.ts';

const MODULES = ['nhan-biet', 'bao-luc', 'mang'] as const;
type Module = (typeof MODULES)[number];

/** A programme in scorm-again as a SCORM 2004 LMS with sequencing, set up from our manifest alone. */
function openCourse() {
  const manifest = manifestScorm2004({
    slug: 'nam-hoc',
    title: 'Năm học',
    version: '1',
    kind: 'programme',
    modules: MODULES.map((slug) => ({
      slug,
      title: slug,
      summary: slug,
      passMark: 80,
      href: `${slug}/index.html`,
    })),
    files: MODULES.map((slug) => `${slug}/index.html`),
  });
  const [organization] = descendants(readXml(manifest), 'organization');
  if (organization === undefined) throw new Error('The manifest has no organization');
  expect(child(organization, 'item')).toBeDefined();
  const api = new Scorm2004API({
    autocommit: false,
    logLevel: 'NONE',
    // The tree is plain data read from XML; the engine checks its words itself.
    sequencing: { autoRollupOnCMIChange: true, activityTree: activityTree(organization) as never },
  });
  const root = () => {
    const { rootActivity } = api.getSequencingState();
    return {
      completion: String(rootActivity.completionStatus),
      satisfied: rootActivity.objectiveSatisfiedStatus === true,
    };
  };

  /** Launches a module, lets `learn` work in it, and closes it. */
  async function visit(
    module: Module,
    learn: (session: ReturnType<typeof open>) => Promise<unknown>,
  ) {
    expect(api.processNavigationRequest('choice', `item-${module}`)).toBe(true);
    // A session of its own for each module, as the LMS's page loads anew.
    api.reset();
    const world = testWorld(() => {
      const found = findApi({ parent: { API_1484_11: api } }, [SCORM_2004]);
      if (found === null) return 'no LMS';
      const record = scormRecord(connect(found.api, found.standard));
      return { kind: 'lms', unsaved: SAMPLE_UNSAVED, record };
    });
    const session = createSession(world);
    expect(await session.start()).toMatchObject({ recorder: 'lms', recording: true });
    await learn(session);
    world.page({ type: 'hidden' });
    world.page({ type: 'pagehide', persisted: false });
  }
  return { visit, root };
}

const open = createSession;
const pass = (session: ReturnType<typeof open>) =>
  session.complete({ suspendData: 'v1;passed', score: 90, passed: true });
const fail = (session: ReturnType<typeof open>) =>
  session.complete({ suspendData: 'v1;failed', score: 40, passed: false });
const look = async () => {};

const DONE = { completion: 'completed', satisfied: true };
const UNDERWAY = { completion: 'incomplete', satisfied: false };

describe('a programme package in a SCORM 2004 LMS with sequencing', () => {
  it.each([
    ['the order of learning', MODULES],
    ['another order', [...MODULES].reverse()],
  ])('is complete and satisfied once every module is passed, in %s', async (_name, modules) => {
    const course = openCourse();
    for (const module of modules) {
      expect(course.root()).not.toEqual(DONE);
      await course.visit(module, pass);
    }
    expect(course.root()).toEqual(DONE);
  });

  it('is under way while a module is only opened', async () => {
    const course = openCourse();
    for (const module of MODULES) await course.visit(module, look);
    expect(course.root()).toEqual(UNDERWAY);
  });

  it('waits for a module that was failed, until it is passed', async () => {
    const course = openCourse();
    await course.visit('nhan-biet', pass);
    await course.visit('bao-luc', fail);
    await course.visit('mang', pass);
    expect(course.root()).toEqual(UNDERWAY);
    await course.visit('bao-luc', pass);
    expect(course.root()).toEqual(DONE);
  });

  it('stays complete when a passed module is opened again to look something up', async () => {
    const course = openCourse();
    for (const module of MODULES) await course.visit(module, pass);
    await course.visit('nhan-biet', look);
    expect(course.root()).toEqual(DONE);
  });
});
