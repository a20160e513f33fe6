/**
 * Methods of scorm-again 3.4.3 that a device never calls, as they begin in its code, and what stands
 * in their place: nothing at all, or a body. (Nobody listens to events, nothing is logged, error texts
 * are not asked for, commits are neither scheduled nor awaited, the record is never given flattened.)
 */
const METHODS: readonly { head: string; body: string | null; expected: number }[] = [
  ...[
    'loadFromFlattenedJSON(e,t="",s,i,r)',
    'loadFromFlattenedJSON(e,t)',
    'getFlattenedCMI()',
    'parseListenerName(e)',
    'getLogLevel()',
    'log(e,t)',
    'error(e)',
    'warn(e)',
    'info(e)',
    'debug(e)',
    'shouldLog(e)',
    'getNumericLevel(e)',
    'apiLog(e,t,s,i)',
    'whenCommitsSettled(e)',
    'getErrorString(e,t)',
    'getDiagnostic(e,t)',
    'lmsGetErrorString(e)',
    'lmsGetDiagnostic(e)',
    'static clearGlobalPreferences()',
    '_updateGlobalPreference(e,t)',
    'replaceWithAnotherScormAPI(e)',
    'renderCommitObject(e,t=!1)',
    'getScoreObject()',
    'scheduleCommit(e,t)',
    'getLmsErrorMessageDetails(e,t=!1)',
    'getLmsErrorMessageDetails(e,t)',
  ].map((head) => ({ head, body: null, expected: 1 })),
  ...['on(e,t)', 'off(e,t)', 'clear(e)'].map((head) => ({ head, body: null, expected: 2 })),
  { head: 'processListeners(e,t,s,i)', body: '', expected: 2 },
  { head: '_flushCommitSettleWaiters()', body: '', expected: 1 },
  { head: 'clearScheduledCommit()', body: '', expected: 1 },
  { head: 'throwSCORMError(e,t,s,i=L.ERROR)', body: 'this._lastErrorCode=t+""', expected: 1 },
];

/**
 * Takes those methods out (2 kB of gzip).
 * @throws When the code is not as it is known: then look at the new version before shipping it.
 */
export function withoutMethods(code: string): string {
  return METHODS.reduce((kept, { head, body, expected }) => {
    const pieces = kept.split(new RegExp(`(?<=[{};])${head.replace(/[()$]/g, '\\$&')}\\{`));
    if (pieces.length - 1 !== expected) {
      throw new Error(
        `scorm-again has ${pieces.length - 1} methods ${head} where ${expected} are known`,
      );
    }
    const [first = '', ...rest] = pieces;
    const put = body === null ? '' : `${head}{${body}}`;
    return rest.reduce((before, piece) => before + put + piece.slice(endOfBody(piece)), first);
  }, code);
}

/** Offset behind the brace that closes a method's body, which begins at 0. */
function endOfBody(code: string): number {
  let depth = 1;
  // Strings and regular expressions may hold braces of their own.
  const token =
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<=[=(,])\/(?:[^/\\[]|\\.|\[[^\]]*\])+\/|[{}]/g;
  for (const { 0: text, index } of code.matchAll(token)) {
    if (text === '{') depth += 1;
    else if (text === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  throw new Error('A method of scorm-again is not closed');
}
