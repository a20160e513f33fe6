import { hashes, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import type { CertificateClaims, CertificateKeys } from '../../records/contract/certificates.ts';
import { bytesOf, isCanonical, jsonOf } from './base64url.ts';
import { claimsIn } from './claims-in.ts';

// Web Crypto knows Ed25519 only from Chrome 137 and Safari 17 on, and only over https.
hashes.sha512 = sha512;

type PublicKey = CertificateKeys['keys'][number];

/** What checking a certificate's text came to. */
export type CertificateCheck =
  | { kind: 'genuine'; claims: CertificateClaims; key: PublicKey }
  /** Signed text that does not fit its signature: something was changed. `said` is what it claims now. */
  | { kind: 'changed'; said: CertificateClaims | null }
  /** Signed with a key that this site does not know. */
  | { kind: 'unknown-key' }
  /** No certificate at all, or cut off. */
  | { kind: 'unreadable' };

/** The JWS within what was scanned, pasted or stands behind `#` of the address; null when none. */
export function certificateText(pasted: string): string | null {
  return /[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/.exec(pasted.replace(/\s+/g, ''))?.[0] ?? null;
}

/** Checks a JWS with the public keys alone: nobody is asked. */
export function checkCertificate(jws: string, { keys }: CertificateKeys): CertificateCheck {
  const parts = jws.split('.');
  const [head = '', body = '', signature = ''] = parts;
  const header = parts.length === 3 ? jsonOf(head) : null;
  if (header === null || typeof header !== 'object' || !('alg' in header) || !('kid' in header))
    return { kind: 'unreadable' };
  if (header.alg !== 'EdDSA') return { kind: 'unreadable' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return { kind: 'unknown-key' };
  const signed = new TextEncoder().encode(`${head}.${body}`);
  const claims = claimsIn(jsonOf(body));
  if (!isSigned(signed, signature, key.x)) return { kind: 'changed', said: claims };
  return claims === null ? { kind: 'unreadable' } : { kind: 'genuine', claims, key };
}

function isSigned(message: Uint8Array, signature: string, x: string): boolean {
  try {
    return (
      isCanonical(signature) && verify(bytesOf(signature), message, bytesOf(x), { zip215: false })
    );
  } catch {
    return false;
  }
}
