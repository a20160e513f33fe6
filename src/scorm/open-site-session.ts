import { browserWorld } from './browser-world.ts';
import type { LearningSession, ModuleIdentity } from './learning-session.ts';
import { openDevice } from './lms/open-device.ts';
import { createSession } from './session.ts';

/**
 * The session of a module page on the bare site: this device keeps the record. It brings the store
 * and scorm-again along, so a page imports this module only when a quiz starts; when that import
 * fails the quiz has not begun and can be tried again, rather than run without a record.
 */
export function openSiteSession(module: ModuleIdentity): LearningSession {
  return createSession({ ...browserWorld(window), open: () => openDevice(module) });
}
