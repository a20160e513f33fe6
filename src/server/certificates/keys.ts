import { generateKeyPairSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { CertificateKeys } from '../../records/contract/certificates.ts';
import type { RecordsTables } from '../../records/database/tables.ts';
import { dayInVietnam } from '../../records/wording/days.ts';

type Database = Kysely<RecordsTables>;

/** An Ed25519 key pair; `x` and `d` as in RFC 8037, base64url. */
export interface CertificateKey {
  kid: string;
  x: string;
  d: string;
}

/**
 * The key to sign with: the newest there is. Kept in the database, so that several servers on one
 * PostgreSQL sign alike; of an office's back-up file only the public half is part.
 */
export async function signingKey(db: Database, now: Date): Promise<CertificateKey> {
  const kept = await db
    .selectFrom('certificate_key')
    .selectAll()
    // Of a back-up only the public half came along.
    .where('private_d', '!=', '')
    .orderBy('made_at', 'desc')
    .orderBy('kid')
    .limit(1)
    .executeTakeFirst();
  if (kept !== undefined) return { kid: kept.kid, x: kept.public_x, d: kept.private_d };
  const key = newKey();
  await db
    .insertInto('certificate_key')
    .values({
      kid: key.kid,
      public_x: key.x,
      private_d: key.d,
      made_at: now.toISOString(),
    })
    .execute();
  return key;
}

/** All public keys, so that certificates of an older key stay checkable. */
export async function publicKeys(db: Database): Promise<CertificateKeys['keys']> {
  const rows = await db
    .selectFrom('certificate_key')
    .select(['kid', 'public_x', 'made_at'])
    .execute();
  return rows
    .map(({ kid, public_x, made_at }) => ({
      kid,
      x: public_x,
      from: dayInVietnam(new Date(made_at)),
    }))
    .sort((a, b) => (a.kid < b.kid ? -1 : 1));
}

const jwkSchema = z.object({ x: z.string(), d: z.string() });

/** A new key, named by the beginning of its public half. */
export function newKey(): CertificateKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x, d } = jwkSchema.parse(privateKey.export({ format: 'jwk' }));
  return { kid: x.slice(0, 8), x, d };
}
