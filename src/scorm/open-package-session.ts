import { browserWorld } from './browser-world.ts';
import { connect } from './connection.ts';
import { findApi } from './find-api.ts';
import type { LearningSession } from './learning-session.ts';
import { LMS_UNSAVED, PROBLEMS } from './messages.ts';
import { scormRecord } from './record-io.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { createSession } from './session.ts';
import type { Standard } from './standard.ts';

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
      if (found === null) return PROBLEMS.noLms;
      return {
        kind: 'lms',
        unsaved: LMS_UNSAVED,
        record: scormRecord(connect(found.api, found.standard)),
      };
    },
  });
}
