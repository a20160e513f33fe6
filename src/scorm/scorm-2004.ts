import { cut, type Row, type Spelling, spell, weight } from './interaction-format.ts';
import type { Interaction } from './learning-session.ts';
import type { Standard } from './standard.ts';
import { instant2004, timespan2004 } from './time-format.ts';

const SPELLING: Spelling = {
  between: '[,]',
  within: '[.]',
  // Four characters a set member × 36 members of 250 is what the standard asks an LMS to keep.
  longest: 4000,
  longestText: 250,
  yes: 'true',
  no: 'false',
  // Brackets and a leading brace are the standard's own marks (`[,]`, `{lang=…}`).
  text: (text) => text.replace(/\[([,.:])\]/g, '($1)').replace(/^\{/, '('),
};

/**
 * The rows of an interaction in SCORM 2004 4th edition, id and type first as the standard's
 * dependencies want. Vietnamese stays as it is; a description has at most 250 characters.
 */
function interactionRows(interaction: Interaction): Row[] {
  return [
    ['id', interaction.id],
    ['type', interaction.response.type],
    ['timestamp', instant2004(interaction.at)],
    ['correct_responses.0.pattern', spell(interaction.correct, SPELLING)],
    ['weighting', weight(interaction.weighting)],
    ['learner_response', spell(interaction.response, SPELLING)],
    ['result', interaction.result],
    ['latency', timespan2004(interaction.latencyMs)],
    ['description', cut(SPELLING.text(interaction.description), 250)],
  ];
}

/** SCORM 2004, 4th edition. */
export const SCORM_2004: Standard = {
  name: '2004',
  apiName: 'API_1484_11',
  calls: {
    initialize: 'Initialize',
    finish: 'Terminate',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    lastError: 'GetLastError',
  },
  learnerId: 'cmi.learner_id',
  learnerName: 'cmi.learner_name',
  mode: 'cmi.mode',
  passingScore: 'cmi.scaled_passing_score',
  suspendData: 'cmi.suspend_data',
  location: 'cmi.location',
  sessionTime: 'cmi.session_time',
  exit: 'cmi.exit',
  exitPassed: 'normal',
  score: 'cmi.score.',
  scaled: 'cmi.score.scaled',
  statusElements: ['cmi.success_status', 'cmi.completion_status'],
  status: {
    passed: [
      ['cmi.completion_status', 'completed'],
      ['cmi.success_status', 'passed'],
    ],
    // Not complete: a learner who failed may try again, and a course does not roll up as finished.
    failed: [
      ['cmi.completion_status', 'incomplete'],
      ['cmi.success_status', 'failed'],
    ],
    incomplete: [['cmi.completion_status', 'incomplete']],
  },
  readsInteractions: true,
  timespan: timespan2004,
  interactionRows,
};
