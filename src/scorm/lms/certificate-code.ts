/** Crockford's base 32: no I, L, O or U, so that a code read aloud or copied by hand stays right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new certificate code: 50 random bits as `XXXXX-XXXXX`. It names a certificate, it proves nothing. */
export function newCertificateCode(
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
) {
  const letters = Array.from(random, (byte) => ALPHABET.charAt(byte % 32));
  return `${letters.slice(0, 5).join('')}-${letters.slice(5, 10).join('')}`;
}
