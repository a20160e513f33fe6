import { wakeIfWaiting } from '../scorm/outbox/wake.ts';
import { armStartButtons } from './entry.ts';

/** On the site interface and LMS are loaded when the learner starts. */
armStartButtons(async (mount, data) => {
  const { startOnSite } = await import('./start-site.ts');
  await startOnSite(mount, data);
});

// What is still unsent from an earlier visit.
wakeIfWaiting();
