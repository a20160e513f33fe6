import { browserWorld } from './browser-world.ts';
import type { LearningSession, ModuleIdentity } from './learning-session.ts';
import { createSession } from './session.ts';

/**
 * The session of a module page on the bare site: this device keeps the record. The part that does so
 * (the store, and scorm-again as the LMS before it) is loaded when the session starts.
 */
export function openSiteSession(module: ModuleIdentity): LearningSession {
  return createSession({
    ...browserWorld(window),
    async open() {
      const { openDevice } = await import('./lms/open-device.ts');
      return openDevice(module);
    },
  });
}
