import type { Learner } from '../lms/device-tables.ts';
import { shownScore } from '../shown-score.ts';
import { longDay } from '../vietnam-time.ts';
import { jsonOf } from './base64url.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { claimsIn } from './claims-in.ts';
import { keepCertificate, keptCertificate } from './kept-certificates.ts';

/**
 * The facts as the records server signed them, for a learner who is bound to a person; null when
 * there is none to be had (never bound, no network and none kept, not passed there). What was signed
 * before is shown again without asking: the same result gives the same text.
 */
export async function signedCertificate(
  learner: Pick<Learner, 'binding' | 'person'>,
  module: string,
): Promise<CertificateFacts | null> {
  const { binding, person } = learner;
  if (person === undefined) return null;
  const isGood = binding && binding.problem === null;
  const jws = (isGood ? await askServer(binding, module) : null) ?? keptCertificate(person, module);
  const facts = jws === null ? null : factsOf(jws);
  if (jws !== null && facts !== null) keepCertificate(person, module, jws);
  return facts;
}

/** Then what is kept is shown, or the device's own word. */
const PATIENCE_MS = 15_000;

async function askServer(
  { url, code }: { url: string; code: string },
  module: string,
): Promise<string | null> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(`${url}/api/learner/certificate`, {
      method: 'POST',
      signal: abort.signal,
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
  } finally {
    clearTimeout(timer);
  }
}

/** What a signed certificate says, for its page; its QR leads to the page that checks it. */
function factsOf(jws: string): CertificateFacts | null {
  const [head = '', body = ''] = jws.split('.');
  const claims = claimsIn(jsonOf(body));
  if (claims === null) return null;
  const { no, name, unit, title, score, day, office } = claims;
  return {
    name,
    unit,
    module: title,
    score: score === null ? 'đạt' : `${shownScore(score)}/100`,
    day: longDay(new Date(`${day}T12:00:00+07:00`)),
    code: no,
    signer: `${office || 'Máy chủ của Phòng'} (khóa ${keyOf(jsonOf(head))})`,
    qr: `${location.origin}/chung-nhan/kiem-tra/#${jws}`,
  };
}

function keyOf(header: unknown): string {
  return header !== null && typeof header === 'object' && 'kid' in header
    ? String(header.kid)
    : '?';
}
