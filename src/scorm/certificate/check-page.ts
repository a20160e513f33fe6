import type { CertificateKeys } from '../../records/contract/certificates.ts';
import { part } from '../device-page/part.ts';
import { recordsUrl } from '../device-page/records-url.ts';
import { shownScore } from '../shown-score.ts';
import { longDay } from '../vietnam-time.ts';
import { certificateText, checkCertificate } from './check-certificate.ts';
import { SOURCE_WORDS } from './claims-in.ts';

/** What the page can show; one at a time. */
const VIEWS = [
  'loading',
  'ask',
  'no-keys',
  'genuine',
  'changed',
  'unknown-key',
  'unreadable',
] as const;
type View = (typeof VIEWS)[number];

/** Where the public keys are kept, so that checking goes on without network. */
const KEPT_KEYS = 'khoa-giay-chung-nhan';

/** Checks the certificate that the address holds behind `#`, or the text that is pasted. */
export async function showCheck(root: HTMLElement): Promise<void> {
  const section = (name: string) => part(root, name, HTMLElement);
  const show = (view: View) => {
    for (const name of VIEWS) section(name).hidden = name !== view;
    section('form').hidden = view === 'loading' || view === 'no-keys';
  };
  const known = await publicKeys();
  if (known === null) {
    show('no-keys');
    return;
  }

  const check = (jws: string): void => {
    const result = checkCertificate(jws, known);
    if (result.kind === 'genuine') {
      const { claims } = result;
      const words: Record<string, string> = {
        name: claims.name,
        unit: claims.unit,
        title: claims.title,
        score: claims.score === null ? 'không ghi' : `${shownScore(claims.score)}/100`,
        day: longDay(new Date(`${claims.day}T12:00:00+07:00`)),
        source: SOURCE_WORDS[claims.source],
        office: claims.office,
        no: claims.no,
      };
      for (const [name, text] of Object.entries(words)) section(name).textContent = text;
    }
    show(result.kind);
    section(result.kind).focus();
  };

  function checkAddress(): void {
    const jws = certificateText(location.hash.slice(1));
    if (jws !== null) check(jws);
    else show(location.hash.length > 1 ? 'unreadable' : 'ask');
  }

  const field = part(root, 'text', HTMLTextAreaElement);
  part(root, 'form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const jws = certificateText(field.value);
    if (jws === null) show('unreadable');
    else check(jws);
  });
  addEventListener('hashchange', checkAddress);
  checkAddress();
}

/** The keys of the server that this site sends to; those of the last visit when it is out of reach. */
async function publicKeys(): Promise<CertificateKeys | null> {
  const url = recordsUrl();
  if (url === null) return null;
  try {
    const response = await fetch(`${url}/api/certificate-keys`);
    const keys = response.ok ? keysIn(await response.json()) : null;
    if (keys !== null) {
      keep(keys);
      return keys;
    }
  } catch {
    // Without network: the kept ones.
  }
  try {
    return keysIn(JSON.parse(localStorage.getItem(KEPT_KEYS) ?? 'null'));
  } catch {
    return null;
  }
}

function keep(keys: CertificateKeys): void {
  try {
    localStorage.setItem(KEPT_KEYS, JSON.stringify(keys));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function keysIn(value: unknown): CertificateKeys | null {
  if (value === null || typeof value !== 'object' || !('keys' in value)) return null;
  if (!Array.isArray(value.keys)) return null;
  const keys = value.keys.flatMap((key: unknown) =>
    key !== null &&
    typeof key === 'object' &&
    'kid' in key &&
    'x' in key &&
    typeof key.kid === 'string' &&
    typeof key.x === 'string'
      ? [{ kid: key.kid, x: key.x }]
      : [],
  );
  return { keys };
}
