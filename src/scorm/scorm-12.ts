import { type Row, type Spelling, spell, weight } from './interaction-format.ts';
import type { Interaction } from './learning-session.ts';
import { plainAscii } from './plain-ascii.ts';
import type { Standard } from './standard.ts';
import { clockTime12, timespan12 } from './time-format.ts';

const SPELLING: Spelling = {
  between: ',',
  within: '.',
  longest: 255,
  longestText: 255,
  yes: 't',
  no: 'f',
  text: plainAscii,
};

/**
 * The rows of an interaction in SCORM 1.2: ASCII, responses of at most 255 characters, `wrong` for
 * incorrect. There is no description in 1.2.
 */
function interactionRows(interaction: Interaction): Row[] {
  return [
    ['id', interaction.id],
    ['time', clockTime12(interaction.at)],
    ['type', interaction.response.type],
    ['correct_responses.0.pattern', spell(interaction.correct, SPELLING)],
    ['weighting', weight(interaction.weighting)],
    ['student_response', spell(interaction.response, SPELLING)],
    ['result', interaction.result === 'incorrect' ? 'wrong' : interaction.result],
    ['latency', timespan12(interaction.latencyMs)],
  ];
}

/** SCORM 1.2. */
export const SCORM_12: Standard = {
  name: '1.2',
  apiName: 'API',
  calls: {
    initialize: 'LMSInitialize',
    finish: 'LMSFinish',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    lastError: 'LMSGetLastError',
  },
  learnerId: 'cmi.core.student_id',
  learnerName: 'cmi.core.student_name',
  mode: 'cmi.core.lesson_mode',
  passingScore: 'cmi.student_data.mastery_score',
  suspendData: 'cmi.suspend_data',
  location: 'cmi.core.lesson_location',
  sessionTime: 'cmi.core.session_time',
  exit: 'cmi.core.exit',
  exitPassed: '',
  score: 'cmi.core.score.',
  scaled: null,
  statusElements: ['cmi.core.lesson_status'],
  status: {
    passed: [['cmi.core.lesson_status', 'passed']],
    failed: [['cmi.core.lesson_status', 'failed']],
    incomplete: [['cmi.core.lesson_status', 'incomplete']],
  },
  readsInteractions: false,
  timespan: timespan12,
  interactionRows,
};
