import { openPackageSession } from '../scorm/open-package-session.ts';
import { armStartButtons } from './entry.ts';
import { readPageData } from './page-data.ts';
import { mountQuiz } from './ui/mount.tsx';

/**
 * Inside an LMS: the SCORM session begins as the page opens, so that the LMS knows of the visit even
 * when the quiz is never started. Packaging writes the package's standard on `<html data-scorm>`.
 */
const isFor2004 = document.documentElement.dataset.scorm === '2004';
const session = openPackageSession(isFor2004 ? '2004' : '1.2');
void session.start();
armStartButtons((mount, data) => mountQuiz(mount, readPageData(data), session, null));
