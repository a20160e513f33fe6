import type { Standard } from '../standard.ts';

/** One element of a standard's data model, as strictly as the standard has it. */
export interface ElementRule {
  /** Full path; `n` stands for an index. */
  element: RegExp;
  access: 'read' | 'write' | 'both';
  /** Whether a value may be written; undefined means any text. */
  valid?: (value: string) => boolean;
  /** Whether a value of the right type is within its range (2004 tells the two apart). */
  within?: (value: string) => boolean;
}

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const oneOf =
  (...words: string[]) =>
  (value: string) =>
    words.includes(value);
const ascii = (longest: number) => (value: string) =>
  value.length <= longest && /^[\x20-\x7e]*$/.test(value);
const upTo = (longest: number) => (value: string) => value.length <= longest;
const between = (least: number, most: number) => (value: string) =>
  Number(value) >= least && Number(value) <= most;
const decimal = matches(/^-?\d+(\.\d+)?$/);

const TIMESPAN_12 = matches(/^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/);
const IDENTIFIER_12 = matches(/^[A-Za-z0-9_-]{1,255}$/);

/** SCORM 1.2 Run-Time Environment, section 3.4. */
const RULES_12: readonly ElementRule[] = [
  { element: /^cmi\.core\.student_(id|name)$/, access: 'read' },
  { element: /^cmi\.core\.(credit|entry|lesson_mode|total_time)$/, access: 'read' },
  { element: /^cmi\.core\.lesson_location$/, access: 'both', valid: ascii(255) },
  {
    element: /^cmi\.core\.lesson_status$/,
    access: 'both',
    valid: oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed'),
  },
  {
    element: /^cmi\.core\.score\.(raw|min|max)$/,
    access: 'both',
    valid: (value) => decimal(value) && between(0, 100)(value),
  },
  {
    element: /^cmi\.core\.exit$/,
    access: 'write',
    valid: oneOf('time-out', 'suspend', 'logout', ''),
  },
  { element: /^cmi\.core\.session_time$/, access: 'write', valid: TIMESPAN_12 },
  { element: /^cmi\.suspend_data$/, access: 'both', valid: ascii(4096) },
  { element: /^cmi\.launch_data$/, access: 'read' },
  { element: /^cmi\.student_data\.mastery_score$/, access: 'read' },
  { element: /^cmi\.interactions\._count$/, access: 'read' },
  { element: /^cmi\.interactions\.\d+\.id$/, access: 'write', valid: IDENTIFIER_12 },
  {
    element: /^cmi\.interactions\.\d+\.time$/,
    access: 'write',
    valid: matches(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/),
  },
  {
    element: /^cmi\.interactions\.\d+\.type$/,
    access: 'write',
    valid: oneOf(
      'true-false',
      'choice',
      'fill-in',
      'matching',
      'performance',
      'sequencing',
      'likert',
      'numeric',
    ),
  },
  {
    element: /^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/,
    access: 'write',
    valid: ascii(255),
  },
  {
    element: /^cmi\.interactions\.\d+\.weighting$/,
    access: 'write',
    valid: (value) => decimal(value) && between(-100, 100)(value),
  },
  { element: /^cmi\.interactions\.\d+\.student_response$/, access: 'write', valid: ascii(255) },
  {
    element: /^cmi\.interactions\.\d+\.result$/,
    access: 'write',
    valid: (value) =>
      oneOf('correct', 'wrong', 'unanticipated', 'neutral')(value) || decimal(value),
  },
  { element: /^cmi\.interactions\.\d+\.latency$/, access: 'write', valid: TIMESPAN_12 },
];

const DURATION_2004 = matches(/^PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/);
const IDENTIFIER_2004 = matches(/^[\w.~!*'();:@&=+$,/?%#[\]-]{1,4000}$/);

/** SCORM 2004 4th edition Run-Time Environment, section 4.2. */
const RULES_2004: readonly ElementRule[] = [
  { element: /^cmi\.learner_(id|name)$/, access: 'read' },
  { element: /^cmi\.(credit|entry|mode|total_time|launch_data)$/, access: 'read' },
  { element: /^cmi\.scaled_passing_score$/, access: 'read' },
  { element: /^cmi\.location$/, access: 'both', valid: upTo(1000) },
  {
    element: /^cmi\.completion_status$/,
    access: 'both',
    valid: oneOf('completed', 'incomplete', 'not attempted', 'unknown'),
  },
  {
    element: /^cmi\.success_status$/,
    access: 'both',
    valid: oneOf('passed', 'failed', 'unknown'),
  },
  { element: /^cmi\.score\.(raw|min|max)$/, access: 'both', valid: decimal },
  { element: /^cmi\.score\.scaled$/, access: 'both', valid: decimal, within: between(-1, 1) },
  {
    element: /^cmi\.exit$/,
    access: 'write',
    valid: oneOf('time-out', 'suspend', 'logout', 'normal', ''),
  },
  { element: /^cmi\.session_time$/, access: 'write', valid: DURATION_2004 },
  { element: /^cmi\.suspend_data$/, access: 'both', valid: upTo(64_000) },
  { element: /^cmi\.interactions\._count$/, access: 'read' },
  { element: /^cmi\.interactions\.\d+\.id$/, access: 'both', valid: IDENTIFIER_2004 },
  {
    element: /^cmi\.interactions\.\d+\.type$/,
    access: 'both',
    valid: oneOf(
      'true-false',
      'choice',
      'fill-in',
      'long-fill-in',
      'matching',
      'performance',
      'sequencing',
      'likert',
      'numeric',
      'other',
    ),
  },
  {
    element: /^cmi\.interactions\.\d+\.timestamp$/,
    access: 'both',
    valid: matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d:\d\d)?)?$/),
  },
  {
    element: /^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/,
    access: 'both',
    valid: upTo(4000),
  },
  { element: /^cmi\.interactions\.\d+\.weighting$/, access: 'both', valid: decimal },
  { element: /^cmi\.interactions\.\d+\.learner_response$/, access: 'both', valid: upTo(4000) },
  {
    element: /^cmi\.interactions\.\d+\.result$/,
    access: 'both',
    valid: (value) =>
      oneOf('correct', 'incorrect', 'unanticipated', 'neutral')(value) || decimal(value),
  },
  { element: /^cmi\.interactions\.\d+\.latency$/, access: 'both', valid: DURATION_2004 },
  { element: /^cmi\.interactions\.\d+\.description$/, access: 'both', valid: upTo(250) },
];

/** A response in the form that its interaction type wants. */
const RESPONSES: Record<Standard['name'], Record<string, RegExp>> = {
  '1.2': {
    choice: /^[a-z0-9-]+(,[a-z0-9-]+)*$/,
    sequencing: /^[a-z0-9-]+(,[a-z0-9-]+)*$/,
    'true-false': /^[01tf]$/,
    matching: /^[a-z0-9-]+\.[a-z0-9-]+(,[a-z0-9-]+\.[a-z0-9-]+)*$/,
  },
  '2004': {
    choice: /^[\w-]+(\[,\][\w-]+)*$/,
    sequencing: /^[\w-]+(\[,\][\w-]+)*$/,
    'true-false': /^(true|false)$/,
    matching: /^[\w-]+\[\.\][\w-]+(\[,\][\w-]+\[\.\][\w-]+)*$/,
    performance: /^[\w-]*\[\.\][\w-]*(\[,\][\w-]*\[\.\][\w-]*)*$/,
  },
};

/** The rule of an element, or undefined when the standard has no such element. */
export function ruleOf(standard: Standard['name'], element: string): ElementRule | undefined {
  return (standard === '1.2' ? RULES_12 : RULES_2004).find((rule) => rule.element.test(element));
}

/** Whether a response (or a correct pattern) has the form of its interaction type. */
export function isResponse(standard: Standard['name'], type: string, value: string): boolean {
  return value === '' || (RESPONSES[standard][type]?.test(value) ?? true);
}
