/**
 * SHA-256 in plain JavaScript (FIPS 180-4). The browser's own `crypto.subtle` is missing on a site
 * served by plain http inside a school's network, where record files must be checked all the same.
 */

/** Fractional parts of cube roots of the first 64 primes, computed rather than typed. */
const ROUND: Uint32Array = new Uint32Array(64);
/** Fractional parts of square roots of the first 8 primes. */
const START: Uint32Array = new Uint32Array(8);

for (let candidate = 2, found = 0; found < 64; candidate++) {
  let prime = true;
  for (let factor = 2; factor * factor <= candidate; factor++) {
    if (candidate % factor === 0) prime = false;
  }
  if (!prime) continue;
  if (found < 8) START[found] = fraction(Math.sqrt(candidate));
  ROUND[found] = fraction(Math.cbrt(candidate));
  found++;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

/** SHA-256 of bytes, or of a text's UTF-8, as 64 hex digits. */
export function sha256(data: string | Uint8Array): string {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const state = START.slice();
  const schedule = new Uint32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let start = 0; start < whole; start += 64) block(view, start, state, schedule);
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const tailView = new DataView(tail.buffer);
  tailView.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
  tailView.setUint32(tail.length - 4, (bytes.length * 8) >>> 0);
  for (let start = 0; start < tail.length; start += 64) block(tailView, start, state, schedule);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function block(view: DataView, start: number, state: Uint32Array, schedule: Uint32Array): void {
  for (let index = 0; index < 16; index++) schedule[index] = view.getUint32(start + index * 4);
  for (let index = 16; index < 64; index++) {
    const a = schedule[index - 15] ?? 0;
    const b = schedule[index - 2] ?? 0;
    const small = (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (schedule[index - 7] ?? 0);
    const large = (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)) + (schedule[index - 16] ?? 0);
    schedule[index] = (small + large) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index++) {
    const first =
      (h +
        (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
        ((e & f) ^ (~e & g)) +
        (ROUND[index] ?? 0) +
        (schedule[index] ?? 0)) |
      0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = ((state[index] ?? 0) + value) | 0;
  }
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
