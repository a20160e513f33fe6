import { browserWorld } from './browser-world.ts';
import { connect } from './connection.ts';
import { findApi } from './find-api.ts';
import type { LearningSession, ModuleIdentity } from './learning-session.ts';
import { createSession } from './session.ts';
import { SCORM_12, SCORM_2004 } from './standards.ts';

/**
 * The session of a module page on the bare site. An LMS that shows the page in its frame keeps the
 * record; otherwise this device does, and the part that does so is loaded when the session starts.
 */
export function openSiteSession(module: ModuleIdentity): LearningSession {
  return createSession({
    ...browserWorld(window),
    async open() {
      const found = findApi(window, [SCORM_2004, SCORM_12]);
      if (found !== null) return { kind: 'lms', connection: connect(found.api, found.standard) };
      const { openDevice } = await import('./lms/open-device.ts');
      return openDevice(module);
    },
  });
}
