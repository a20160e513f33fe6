/** IRIs and names that cmi5 (Quartz, 1st edition) and xAPI 1.0.3 give to things. */

export const XAPI_VERSION = '1.0.3';

/** Verbs of an assignable unit (cmi5 9.3) and of an answered question (xAPI, ADL vocabulary). */
export const VERBS = {
  initialized: 'http://adlnet.gov/expapi/verbs/initialized',
  answered: 'http://adlnet.gov/expapi/verbs/answered',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  passed: 'http://adlnet.gov/expapi/verbs/passed',
  failed: 'http://adlnet.gov/expapi/verbs/failed',
  terminated: 'http://adlnet.gov/expapi/verbs/terminated',
} as const;
export type Verb = keyof typeof VERBS;

/** Category of every statement that cmi5 defines (9.6.2.1). */
export const CATEGORY_CMI5 = 'https://w3id.org/xapi/cmi5/context/categories/cmi5';
/** Category of statements with `success` or `completion` (9.6.2.2). */
export const CATEGORY_MOVE_ON = 'https://w3id.org/xapi/cmi5/context/categories/moveon';
/** Context extension with the session (9.6.3.1). */
export const SESSION_ID = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';
/** Context extension with the pass mark that was applied (9.6.3.2). */
export const MASTERY_SCORE = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';
/** Type of a question's activity (xAPI 4.1.4.1). */
export const INTERACTION_TYPE = 'http://adlnet.gov/expapi/activities/cmi.interaction';

/** State document that the LMS writes before a launch (10.1). */
export const LAUNCH_DATA = 'LMS.LaunchData';
/** Agent profile document with the learner's preferences (11.0). */
export const PREFERENCES = 'cmi5LearnerPreferences';
