import { browserWorld } from './browser-world.ts';
import { connect } from './connection.ts';
import { findApi } from './find-api.ts';
import type { LearningSession } from './learning-session.ts';
import { createSession } from './session.ts';
import { SCORM_12, SCORM_2004, type Standard } from './standards.ts';

/**
 * The session of a SCORM package: it speaks to the LMS that launched it and to nobody else.
 * `preferred` is the standard the package was made for; the other is tried when an LMS offers only
 * that one.
 */
export function openPackageSession(preferred: Standard['name'] = '1.2'): LearningSession {
  const standards = preferred === '1.2' ? [SCORM_12, SCORM_2004] : [SCORM_2004, SCORM_12];
  return createSession({
    ...browserWorld(window),
    async open() {
      const found = findApi(window, standards);
      if (found === null) return 'no-lms';
      return { kind: 'lms', connection: connect(found.api, found.standard) };
    },
  });
}
