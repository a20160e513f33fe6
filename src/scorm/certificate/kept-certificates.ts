/**
 * What certificates leave in localStorage, so that they can be shown and checked without network. All
 * of it may be missing: storage that is full or forbidden is put up with.
 */

const SIGNED = 'giay-chung-nhan-da-ky:';
const PUBLIC_KEYS = 'khoa-giay-chung-nhan';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Asked for again next time.
  }
}

/** The signed text kept of a person's module, or null. */
export const keptCertificate = (person: string, module: string) =>
  read(`${SIGNED}${person}:${module}`);
export const keepCertificate = (person: string, module: string, jws: string) =>
  write(`${SIGNED}${person}:${module}`, jws);

/** The public keys of the last visit as JSON, or null. */
export const keptPublicKeys = () => read(PUBLIC_KEYS);
export const keepPublicKeys = (json: string) => write(PUBLIC_KEYS, json);

function allKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(SIGNED) || key === PUBLIC_KEYS);
  } catch {
    return [];
  }
}

/** How many signed certificates are kept. */
export const countKeptCertificates = () => allKeys().filter((key) => key !== PUBLIC_KEYS).length;

/** Takes all of it away. */
export function forgetCertificates(): void {
  for (const key of allKeys()) localStorage.removeItem(key);
}
