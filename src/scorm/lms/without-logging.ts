/** Calls that only write to the console; scorm-again is silent here anyway (`logLevel` none). */
const LOG_CALL = /\b(?:console\.\w+|this\.(?:context\.)?_?apiLog)\(/g;
/** Names and explanations of SCORM errors, which nobody reads: the quiz asks for the error's number. */
const EXPLANATION = /\b(basic|detail)Message:(?:"[^"]*"|'[^']*')/g;
/** The same about one element, in the same calls that hand over the number. */
const ABOUT_ELEMENT = /`(?:The data model element passed|Cannot set array element) [^`]*`/g;
/** As many as 3.4.3 has (its transports taken out first), to be looked at anew when another version has others. */
const EXPECTED = { logCalls: 76, explanations: 26, aboutElements: 4 };

/**
 * Takes log calls and explanations out of scorm-again's code (2 kB of gzip).
 * @throws When the code is not as it is known.
 */
export function withoutLogging(code: string): string {
  let kept = '';
  let from = 0;
  let logCalls = 0;
  for (const call of code.matchAll(LOG_CALL)) {
    if (call.index < from) continue;
    kept += `${code.slice(from, call.index)}void 0`;
    from = endOfCall(code, call.index + call[0].length);
    logCalls += 1;
  }
  kept += code.slice(from);
  const explanations = kept.match(EXPLANATION)?.length ?? 0;
  const aboutElements = kept.match(ABOUT_ELEMENT)?.length ?? 0;
  const found = JSON.stringify({ logCalls, explanations, aboutElements });
  const known = JSON.stringify(EXPECTED);
  if (found !== known) throw new Error(`scorm-again has ${found} where ${known} are known`);
  return kept.replace(EXPLANATION, '$1Message:""').replace(ABOUT_ELEMENT, '""');
}

/** Offset behind the parenthesis that closes a call; `at` is just behind the one that opens it. */
function endOfCall(code: string, at: number): number {
  let depth = 1;
  let quote: string | null = null;
  for (let index = at; index < code.length; index += 1) {
    const character = code[index];
    if (quote !== null) {
      if (character === '\\') index += 1;
      else if (character === quote) quote = null;
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  throw new Error('A log call of scorm-again is not closed');
}
