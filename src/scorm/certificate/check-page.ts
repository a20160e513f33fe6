import type { CertificateClaims, CertificateKeys } from '../../records/contract/certificates.ts';
import { part } from '../device-page/part.ts';
import { recordsUrl } from '../device-page/records-url.ts';
import { shownScore } from '../shown-score.ts';
import { longDay } from '../vietnam-time.ts';
import { selfReportedCode } from './certificate-facts.ts';
import { certificateText, checkCertificate } from './check-certificate.ts';
import { isText, SOURCE_WORDS } from './claims-in.ts';
import { keepPublicKeys, keptPublicKeys } from './kept-certificates.ts';

/** What the page can show; one at a time. */
const VIEWS = [
  'loading',
  'ask',
  'no-keys',
  'genuine',
  'changed',
  'unknown-key',
  'self-reported',
  'unreadable',
] as const;
type View = (typeof VIEWS)[number];

/** Checks the certificate that the address holds behind `#`, or the text that is pasted. */
export async function showCheck(root: HTMLElement): Promise<void> {
  const section = (name: string) => part(root, name, HTMLElement);
  const show = (view: View) => {
    for (const name of VIEWS) section(name).hidden = name !== view;
    section('form').hidden = view === 'loading' || view === 'no-keys';
  };
  // Written by our own page.
  const programmes: AskingProgramme[] = JSON.parse(section('programme-list').textContent || '[]');
  const known = await publicKeys();
  if (known === null) {
    show('no-keys');
    return;
  }

  const check = (jws: string): void => {
    const result = checkCertificate(jws, known);
    if (result.kind === 'genuine') {
      const { claims, key } = result;
      fill(section('genuine'), claims);
      part(root, 'key', HTMLElement).textContent =
        `${key.kid}${key.from === '' ? '' : `, dùng từ ${longDay(noon(key.from))}`}`;
      const asking = programmes.filter((one) => asksFor(one, claims));
      section('programmes').textContent =
        asking.map(({ title }) => title).join('; ') || 'không chương trình nào bắt buộc, học thêm';
    }
    if (result.kind === 'changed') {
      section('said').hidden = result.said === null;
      if (result.said !== null) fill(section('said'), result.said);
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
    if (jws !== null) return check(jws);
    const code = selfReportedCode(field.value);
    section('self-reported-code').textContent = code;
    const view = code === null ? 'unreadable' : 'self-reported';
    show(view);
    section(view).focus();
  });
  addEventListener('hashchange', checkAddress);
  checkAddress();
}

/** Writes what a certificate says into the elements of `place` that are named by `data-claim`. */
function fill(place: HTMLElement, claims: CertificateClaims): void {
  const words: Record<string, string> = {
    name: claims.name,
    unit: claims.unit,
    title: claims.title,
    score: claims.score === null ? 'không ghi' : `${shownScore(claims.score)}/100`,
    day: longDay(noon(claims.day)),
    source: SOURCE_WORDS[claims.source],
    office: claims.office,
    no: claims.no,
  };
  for (const element of place.querySelectorAll<HTMLElement>('[data-claim]')) {
    element.textContent = words[element.dataset.claim ?? ''] ?? '';
  }
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00+07:00`);
}

/** A programme of the site, as the page carries it. */
interface AskingProgramme {
  title: string;
  from: string;
  to: string;
  modules: string[];
}

function asksFor({ from, to, modules }: AskingProgramme, { day, module }: CertificateClaims) {
  return from <= day && day <= to && modules.includes(module);
}

/** The keys of the server that this site sends to; those of the last visit when it is out of reach. */
async function publicKeys(): Promise<CertificateKeys | null> {
  const url = recordsUrl();
  if (url === null) return null;
  try {
    const response = await fetch(`${url}/api/certificate-keys`);
    const keys = response.ok ? keysIn(await response.json()) : null;
    if (keys !== null) {
      keepPublicKeys(JSON.stringify(keys));
      return keys;
    }
  } catch {
    // Without network: the kept ones.
  }
  try {
    return keysIn(JSON.parse(keptPublicKeys() ?? 'null'));
  } catch {
    return null;
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
    isText(key.kid) &&
    isText(key.x)
      ? [{ kid: key.kid, x: key.x, from: 'from' in key && isText(key.from) ? key.from : '' }]
      : [],
  );
  return { keys };
}
