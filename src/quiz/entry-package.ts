import { openPackageSession } from '../scorm/open-package-session.ts';
import { armStartButtons } from './entry.ts';
import { readPageData } from './page-data.ts';
import { mountQuiz } from './ui/mount.tsx';

/**
 * Inside an LMS: the SCORM session begins as the page opens, so that the LMS knows of the visit even
 * when the quiz is never started. Everything is imported statically: the bundler's helper for lazy
 * imports would ask the LMS's root for files, and a session that expired while the learner read
 * could no longer fetch the quiz.
 */
const text = document.querySelector('[data-quiz-data]')?.textContent;
if (text) {
  const data = readPageData(text);
  const session = openPackageSession();
  void session.start();
  armStartButtons((mount) => mountQuiz(mount, data, session, null));
}
