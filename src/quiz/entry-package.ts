import { openPackageSession } from '../scorm/open-package-session.ts';
import { armStartButtons } from './entry.ts';
import { readPageData } from './page-data.ts';

/**
 * Inside an LMS: the SCORM session begins as the page opens, so that the LMS knows of the visit even
 * when the quiz is never started; the interface is loaded when the learner starts.
 */
const text = document.querySelector('[data-quiz-data]')?.textContent;
if (text) {
  const data = readPageData(text);
  const session = openPackageSession();
  void session.start();
  armStartButtons(async (mount) => {
    const { mountQuiz } = await import('./ui/mount.tsx');
    await mountQuiz(mount, data, session, null);
  });
}
