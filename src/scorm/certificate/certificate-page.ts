import { armLearnerForm } from '../device-page/learner-form.ts';
import { part } from '../device-page/part.ts';
import { type DeviceStore, openDeviceStore } from '../lms/device-store.ts';
import { attemptAsked, certificateFacts } from './certificate-facts.ts';
import { signedCertificate } from './signed-certificate.ts';

/** What the page can show; one at a time. */
const VIEWS = ['loading', 'no-storage', 'none', 'choose', 'not-passed', 'ask', 'ready'] as const;

/** Shows the certificate that the address asks for, or says what is missing. */
export async function showCertificate(root: HTMLElement): Promise<void> {
  const section = (name: string) => part(root, name, HTMLElement);
  const show = (view: (typeof VIEWS)[number]) => {
    for (const name of VIEWS) section(name).hidden = name !== view;
  };

  let store: DeviceStore;
  try {
    store = await openDeviceStore();
  } catch {
    show('no-storage');
    return;
  }
  let isEditing = false;
  const form = armLearnerForm(root, store, () => {
    isEditing = false;
    void render();
  });

  async function render(): Promise<void> {
    const [learner, attempts] = await Promise.all([store.learner(), store.attempts()]);
    const passed = attempts.filter(({ status }) => status === 'passed');
    const asked = location.hash.length > 1 ? attemptAsked(location.hash, attempts) : undefined;
    if (asked === undefined) {
      const [only] = passed;
      if (only === undefined) return show('none');
      section('passed').replaceChildren(
        ...passed.map((attempt) => {
          const item = document.createElement('li');
          const link = document.createElement('a');
          link.href = `#${attempt.module}/${attempt.attempt}`;
          link.textContent = attempt.moduleTitle;
          item.append(link);
          return item;
        }),
      );
      return show('choose');
    }
    const facts = certificateFacts(asked, learner);
    if (facts === null) {
      const link = part(root, 'module-link', HTMLAnchorElement);
      link.href = `/tap-huan/${asked.module}/`;
      link.textContent = asked.moduleTitle;
      return show('not-passed');
    }
    const [{ encode }, signed] = await Promise.all([
      import('uqr'),
      signedCertificate(learner, asked.module),
    ]);
    // The office knows the name of whom it signs for; a device has to ask.
    if (signed === null && (learner.name === '' || isEditing)) {
      form.show(learner);
      return show('ask');
    }
    if (signed !== null) Object.assign(facts, signed);
    section('self-reported').hidden = signed !== null;
    section('signed').hidden = signed === null;
    section('ready').toggleAttribute('data-signed', signed !== null);
    section('edit').hidden = signed !== null;
    section('unsigned-yet').hidden = signed !== null || !learner.binding;
    for (const name of ['name', 'unit', 'module', 'score', 'day', 'code', 'signer'] as const) {
      section(name).textContent = facts[name];
    }
    section('unit').hidden = facts.unit === '';
    const { data, size } = encode(facts.qr, { border: 4, ecc: signed === null ? 'M' : 'L' });
    const path = data
      .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
      .join('');
    const qr = part(root, 'qr', SVGSVGElement);
    qr.setAttribute('viewBox', `0 0 ${size} ${size}`);
    // Whole pixels for each square, or a camera cannot tell them apart on a screen.
    qr.style.setProperty('--side', `${size * 3}px`);
    part(root, 'qr-path', SVGPathElement).setAttribute('d', path);
    show('ready');
  }

  part(root, 'print', HTMLButtonElement).addEventListener('click', () => window.print());
  part(root, 'edit', HTMLButtonElement).addEventListener('click', () => {
    isEditing = true;
    void render();
  });
  addEventListener('hashchange', () => void render());
  await render();
}
