import { openSiteSession } from '../scorm/open-site-session.ts';
import { readPageData } from './page-data.ts';
import { mountQuiz } from './ui/mount.tsx';

/** Everything a running quiz needs on the site; loaded when the learner starts. */
export async function startOnSite(mount: HTMLElement, text: string): Promise<void> {
  const data = readPageData(text);
  await mountQuiz(mount, data, openSiteSession(data.module), {
    href: `/chung-nhan/#${data.module.slug}`,
    label: 'Xem chứng nhận',
  });
}
