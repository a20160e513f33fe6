import type { Learner } from '../lms/device-tables.ts';
import { shownScore } from '../shown-score.ts';
import { longDay } from '../vietnam-time.ts';
import { jsonOf } from './base64url.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { claimsIn } from './claims-in.ts';

/** Where the last signed certificates are kept, so that one can be printed again without network. */
const KEPT = 'giay-chung-nhan-da-ky';

/**
 * The facts as the records server signed them, for a learner who is bound to a person; null when
 * there is none to be had (not bound, no network and none kept, not passed there). What was signed
 * before is shown again without asking: the same result gives the same text.
 */
export async function signedCertificate(
  learner: Pick<Learner, 'binding' | 'person'>,
  module: string,
): Promise<CertificateFacts | null> {
  const { binding } = learner;
  if (!binding || binding.problem !== null) return null;
  const key = `${KEPT}:${binding.person}:${module}`;
  const jws = (await askServer(binding, module)) ?? localStorage.getItem(key);
  const facts = jws === null ? null : factsOf(jws);
  if (jws !== null && facts !== null) localStorage.setItem(key, jws);
  return facts;
}

async function askServer(
  { url, code }: { url: string; code: string },
  module: string,
): Promise<string | null> {
  try {
    const response = await fetch(`${url}/api/learner/certificate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, module }),
    });
    const answer: unknown = response.ok ? await response.json() : null;
    return answer !== null &&
      typeof answer === 'object' &&
      'jws' in answer &&
      typeof answer.jws === 'string'
      ? answer.jws
      : null;
  } catch {
    return null;
  }
}

/** What a signed certificate says, for its page; its QR leads to the page that checks it. */
function factsOf(jws: string): CertificateFacts | null {
  const claims = claimsIn(jsonOf(jws.split('.')[1] ?? ''));
  if (claims === null) return null;
  const { no, name, unit, title, score, day } = claims;
  return {
    name,
    unit,
    module: title,
    score: score === null ? 'đạt' : `${shownScore(score)}/100`,
    day: longDay(new Date(`${day}T12:00:00+07:00`)),
    code: no,
    qr: `${location.origin}/chung-nhan/kiem-tra/#${jws}`,
  };
}
