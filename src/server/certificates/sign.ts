import { CompactSign, importJWK } from 'jose';
import type { Kysely } from 'kysely';
import { ApiProblem } from '../../records/api-problem.ts';
import {
  type CertificateClaims,
  certificateClaimsSchema,
} from '../../records/contract/certificates.ts';
import { NO_SCORE, type RecordsTables } from '../../records/database/tables.ts';
import { sha256 } from '../../records/wording/sha256.ts';
import { COMPLETION_SOURCES, type CompletionSource } from '../../schemas/vocabulary.ts';
import type { CertificateKey } from './keys.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The number of a certificate: the same for the same person, module and day. */
export function certificateNumber(kid: string, person: string, module: string, day: string) {
  const digest = sha256(new TextEncoder().encode([kid, person, module, day].join('|')));
  const characters = Array.from({ length: 10 }, (_, index) =>
    ALPHABET.charAt(Number.parseInt(digest.slice(index * 2, index * 2 + 2), 16) % 32),
  ).join('');
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}

/** Sources from the strongest evidence down, as coverage counts them. */
const STRENGTH = Object.keys(COMPLETION_SOURCES);

/**
 * What the certificate of a person's pass says: the first day of passing, the best score of that day
 * and its strongest source.
 * @throws ApiProblem 404 when the module is not passed.
 */
export async function claimsOf(
  db: Kysely<RecordsTables>,
  person: { personId: string; name: string; unit: string },
  slug: string,
  kid: string,
  office: string,
): Promise<CertificateClaims> {
  const passes = await db
    .selectFrom('completion')
    .select(['day', 'score', 'source'])
    .where('person_id', '=', person.personId)
    .where('module', '=', slug)
    .where('status', '=', 'passed')
    .execute();
  const module = await db
    .selectFrom('module')
    .select('title')
    .where('slug', '=', slug)
    .executeTakeFirst();
  const day = passes.map((pass) => pass.day).sort()[0];
  if (day === undefined || module === undefined) {
    throw new ApiProblem(
      404,
      'not-passed',
      'Máy chủ của Phòng chưa có kết quả đạt của mô-đun này. Nếu vừa học xong, chờ kết quả gửi đi rồi mở lại trang.',
    );
  }
  const first = passes.filter((pass) => pass.day === day);
  const score = Math.max(...first.map((pass) => pass.score));
  const sources = first.map((pass) => pass.source);
  return certificateClaimsSchema.parse({
    v: 1,
    no: certificateNumber(kid, person.personId, slug, day),
    name: person.name,
    unit: person.unit,
    module: slug,
    title: module.title,
    score: score === NO_SCORE ? null : Math.floor(score * 10) / 10,
    day,
    source: strongest(sources),
    office,
  });
}

function strongest(sources: readonly CompletionSource[]): CompletionSource | undefined {
  return [...sources].sort((a, b) => STRENGTH.indexOf(a) - STRENGTH.indexOf(b))[0];
}

/** Claims as a signed text (JWS compact); the same claims and key give the same text. */
export async function signCertificate(
  claims: CertificateClaims,
  { kid, x, d }: CertificateKey,
): Promise<string> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x, d }, 'EdDSA');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(key);
}
