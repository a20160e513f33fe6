/** Sixteen bytes as a UUID of the given version. */
function format(bytes: Uint8Array, version: number): string {
  const marked = bytes.map((byte, place) =>
    place === 6 ? (byte & 0x0f) | (version << 4) : place === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = [...marked].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A random UUID. `crypto.randomUUID` is missing where an LMS is served without HTTPS. */
export function randomUuid(): string {
  return format(crypto.getRandomValues(new Uint8Array(16)), 4);
}

/**
 * The same UUID for the same words, always (version 8, RFC 9562): four runs of FNV-1a with different
 * beginnings. It tells statements apart and keeps nothing secret; `crypto.subtle` is missing without
 * HTTPS.
 */
export function stableUuid(...words: readonly string[]): string {
  const bytes = new Uint8Array(16);
  const input = new TextEncoder().encode(words.join('\n'));
  for (let part = 0; part < 4; part += 1) {
    let hash = (0x811c9dc5 ^ Math.imul(part + 1, 0x9e3779b1)) >>> 0;
    for (const byte of input) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    // The last bytes would else reach the low bits alone.
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
    hash = (hash ^ (hash >>> 13)) >>> 0;
    for (let byte = 0; byte < 4; byte += 1) bytes[part * 4 + byte] = (hash >>> (byte * 8)) & 0xff;
  }
  return format(bytes, 8);
}
