import { armStartButtons } from './entry.ts';
import { readPageData } from './page-data.ts';

/** On the site: interface and LMS are loaded when the learner starts. */
armStartButtons(async (mount, text) => {
  const [{ mountQuiz }, { openSiteSession }] = await Promise.all([
    import('./ui/mount.tsx'),
    import('../scorm/open-site-session.ts'),
  ]);
  const data = readPageData(text);
  const session = await openSiteSession(data.module);
  await mountQuiz(mount, data, session, {
    href: `/chung-nhan/#${data.module.slug}`,
    label: 'Xem chứng nhận',
  });
});
