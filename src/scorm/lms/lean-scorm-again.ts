import { withoutLogging } from './without-logging.ts';

/** What scorm-again makes when no transport is injected: two HTTP services and the offline queue. */
const TRANSPORTS = /new [\w$]+\(this\.settings,this\._error_codes(?:,(?:[^()]|\([^()]*\))*)?\)/g;
const EXPECTED = 3;

/**
 * Takes the transports out of scorm-again's code, so that the bundler drops their classes (2.2 kB
 * gzip of code that the injected `httpService` never reaches).
 * @throws When the code is not as it is known: then look at the new version before shipping it.
 */
export function withoutTransports(code: string): string {
  const found = code.match(TRANSPORTS)?.length ?? 0;
  if (found !== EXPECTED) {
    throw new Error(`scorm-again has ${found} transports where ${EXPECTED} are known`);
  }
  return code.replace(TRANSPORTS, 'null');
}

/** The above, and no logging, as a Vite plugin, for the site's build. */
export function leanScormAgain() {
  return {
    name: 'lean-scorm-again',
    transform(code: string, id: string) {
      if (!/[\\/]scorm-again[\\/]dist[\\/]esm[\\/]scorm12\.min\.js/.test(id)) return undefined;
      return { code: withoutLogging(withoutTransports(code)), map: null };
    },
  };
}
