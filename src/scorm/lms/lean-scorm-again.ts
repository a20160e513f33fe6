import { withoutLogging } from './without-logging.ts';
import { withoutMethods } from './without-methods.ts';

/** Settings that `device-lms.ts` leaves off. */
const OFF = [
  'autocommit',
  'autoCompleteLessonStatus',
  'autoPopulateCommitMetadata',
  'autoProgress',
  'enableOfflineSupport',
  'globalStudentPreferences',
  'includeCommitSequence',
  'mastery_override',
  'score_overrides_status',
  'selfReportSessionTime',
  'terminateCommitParam',
  'terminateCommitPayloadField',
];

/** What is never reached on a device, what stands in its place, and how often 3.4.3 has it. */
const UNUSED = [
  {
    // Two HTTP services and the offline queue: the bundler then drops their classes.
    name: 'transports',
    code: /new [\w$]+\(this\.settings,this\._error_codes(?:,(?:[^()]|\([^()]*\))*)?\)/g,
    replacement: 'null',
    expected: 3,
  },
  {
    name: 'questions for settings that are off',
    code: new RegExp(`\\bthis\\.settings\\.(?:${OFF.join('|')})\\b`, 'g'),
    replacement: '!1',
    expected: 20,
  },
  {
    name: 'readers of answers',
    code: /\bresponseHandler:async function.*?(?=requestHandler:)/gs,
    replacement: '',
    expected: 1,
  },
];

/**
 * Takes out of scorm-again's code what a device that keeps its own records never reaches (3 kB of
 * gzip).
 * @throws When the code is not as it is known: then look at the new version before shipping it.
 */
export function withoutTransports(code: string): string {
  return UNUSED.reduce((kept, { name, code: unused, replacement, expected }) => {
    const found = kept.match(unused)?.length ?? 0;
    if (found !== expected) {
      throw new Error(`scorm-again has ${found} ${name} where ${expected} are known`);
    }
    return kept.replace(unused, replacement);
  }, code);
}

/** The above, no logging and no uncalled methods, as a Vite plugin, for the site's build. */
export function leanScormAgain() {
  return {
    name: 'lean-scorm-again',
    transform(code: string, id: string) {
      if (!/[\\/]scorm-again[\\/]dist[\\/]esm[\\/]scorm12\.min\.js/.test(id)) return undefined;
      return { code: withoutMethods(withoutLogging(withoutTransports(code))), map: null };
    },
  };
}
