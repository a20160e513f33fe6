/** Bytes of a base64url text (RFC 4648, 5), as the parts of a JWS are written; throws when it is none. */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The JSON in a part of a JWS, or null when it holds none. */
export function jsonOf(base64url: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));
  } catch {
    return null;
  }
}

/**
 * Whether a text is the one way to write its bytes. The last character may hold bits that mean nothing:
 * changing them gives another text of the same bytes.
 */
export function isCanonical(base64url: string): boolean {
  const binary = String.fromCharCode(...bytesOf(base64url));
  return btoa(binary).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_') === base64url;
}
