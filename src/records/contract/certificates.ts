import { z } from 'zod';
import { daySchema, slugSchema } from '../../schemas/scalars.ts';
import { completionSourceSchema } from '../../schemas/vocabulary.ts';
import { typedCodeSchema } from './learners.ts';

/**
 * Signed certificates: a JWS in compact form (RFC 7515) signed with Ed25519 (`EdDSA`, RFC 8037). The
 * same result gives the same text each time, so a second print is the same certificate. Anybody can
 * check one with the public key alone.
 */

/** What a certificate says; short names, since all of it stands in a QR code. */
export const certificateClaimsSchema = z.strictObject({
  /** Format of these claims. */
  v: z.literal(1),
  /** Number of the certificate, ten characters of Crockford's base 32 in two groups. */
  no: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/),
  name: z.string().min(1).max(200),
  unit: z.string().max(300),
  module: slugSchema,
  title: z.string().min(1).max(200),
  /** Best score 0–100 of the pass, or null when the source gives none. */
  score: z.number().min(0).max(100).nullable(),
  /** Day on which it was first passed, in Vietnam. */
  day: daySchema,
  /** Strongest source of the pass. */
  source: completionSourceSchema,
  /** The office that signs. */
  office: z.string().max(200),
});
export type CertificateClaims = z.infer<typeof certificateClaimsSchema>;

/** Asks for the certificate of the person whose code this is. */
export const certificateWantedSchema = z.strictObject({
  code: typedCodeSchema,
  module: slugSchema.max(120),
});
/** JWS in compact form. */
export const signedCertificateSchema = z.object({ jws: z.string() });

/** Public keys that certificates were signed with; `x` is 32 bytes in base64url. */
export const certificateKeysSchema = z.object({
  keys: z.array(
    z.object({
      kid: z.string(),
      x: z.string().regex(/^[\w-]{43}$/),
      /** Day from which certificates are signed with it, in Vietnam. */
      from: daySchema,
    }),
  ),
});
export type CertificateKeys = z.infer<typeof certificateKeysSchema>;
