const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

let lastTime = 0;
let lastTail: number[] = [];

/**
 * A new ULID: 26 characters, sorts by the time it was made, also within a millisecond. Random tail
 * from the platform's secure source.
 */
export function newId(now = Date.now()): string {
  if (now <= lastTime && lastTail.length > 0) {
    increment(lastTail);
  } else {
    lastTime = now;
    lastTail = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte % 32);
  }
  let time = lastTime;
  let head = '';
  for (let index = 0; index < 10; index++) {
    head = (ALPHABET[time % 32] ?? '0') + head;
    time = Math.floor(time / 32);
  }
  return head + lastTail.map((digit) => ALPHABET[digit] ?? '0').join('');
}

/** When a ULID was made, or null for any other key. */
export function timeOfId(id: string): Date | null {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)) return null;
  const time = [...id.slice(0, 10)].reduce((sum, digit) => sum * 32 + ALPHABET.indexOf(digit), 0);
  return new Date(time);
}

function increment(digits: number[]): void {
  for (let index = digits.length - 1; index >= 0; index--) {
    const digit = digits[index] ?? 0;
    digits[index] = (digit + 1) % 32;
    if (digit < 31) return;
  }
}

/** A short key of a text, the same for the same text: 106 bits in base 36 of two 53-bit hashes. */
export function contentKey(text: string): string {
  return (
    hash53(text, 0x9e3779b9).toString(36) + hash53(text, 0x85ebca6b).toString(36).padStart(11, '0')
  );
}

/** A 53-bit mixing hash (two 32-bit lanes); for keys, not for secrets. */
function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
