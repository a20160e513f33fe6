import { openCmi5Session } from '../scorm/cmi5/open-cmi5-session.ts';
import { armStartButtons } from './entry.ts';
import { offerToLeave } from './leave-button.ts';
import { readPageData } from './page-data.ts';
import { mountQuiz } from './ui/mount.tsx';

/**
 * Inside an LMS that launches by cmi5: the session begins as the page opens. What the LMS and the
 * learner wish of this launch is followed: pass mark, silence, and where to go in the end.
 */
const cmi5 = openCmi5Session();
const started = cmi5.session.start();

armStartButtons(async (mount, text) => {
  await started;
  const data = readPageData(text);
  const mark = cmi5.wishes()?.data.masteryScore ?? null;
  // An LMS may ask for another mark than the package's (cmi5 10.2.4); then that one is applied.
  const quiz = mark === null ? data.quiz : { ...data.quiz, passMark: Math.round(mark * 1e4) / 100 };
  return mountQuiz(mount, { ...data, quiz }, cmi5.session, null);
});

void started.then(({ problem }) => {
  const wishes = cmi5.wishes();
  if (problem !== null) {
    const status = document.querySelector('[data-quiz-status]');
    if (status?.textContent === '') status.textContent = problem;
  }
  if (wishes === null) return;
  if (wishes.preferences.audio === 'off') {
    for (const medium of document.querySelectorAll<HTMLMediaElement>('audio,video')) {
      medium.muted = true;
    }
  }
  offerToLeave(() => cmi5.leave(), wishes.data.returnUrl);
});
