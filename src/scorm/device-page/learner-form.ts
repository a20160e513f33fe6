import type { DeviceStore } from '../lms/device-store.ts';
import type { Learner } from '../lms/device-tables.ts';
import { part } from './part.ts';

/** The form of `LearnerForm.astro`, alive. */
export interface LearnerForm {
  /** Shows a learner's details; what is being typed about them stays. */
  show(learner: Learner): void;
  /** Puts the cursor into the name and says that it is missing. */
  askForName(): void;
}

/** Saves what is typed into the store and calls `saved`; a name is required. */
export function armLearnerForm(
  root: ParentNode,
  store: DeviceStore,
  saved: () => void,
): LearnerForm {
  const form = part(root, 'learner-form', HTMLFormElement);
  const error = part(form, 'name-error', HTMLElement);
  const told = part(form, 'learner-saved', HTMLElement);

  function field(name: string): HTMLInputElement {
    const found = form.elements.namedItem(name);
    if (!(found instanceof HTMLInputElement)) throw new Error(`The form has no field "${name}"`);
    return found;
  }
  const name = field('name');
  /** Learner whose details are being typed and not yet saved. */
  let typing: string | null = null;
  let shown = '';

  function sayMissing(isMissing: boolean): void {
    error.hidden = !isMissing;
    name.setAttribute('aria-invalid', String(isMissing));
  }

  function askForName(): void {
    sayMissing(true);
    name.focus();
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = (input: HTMLInputElement) => input.value.trim().replace(/\s+/g, ' ');
    if (typed(name) === '') {
      askForName();
      return;
    }
    sayMissing(false);
    const code = typed(field('code'));
    const unit = typed(field('unit'));
    told.textContent = 'Đang lưu…';
    try {
      await store.describeLearner({ name: typed(name), unit, code: code === '' ? null : code });
      typing = null;
      told.textContent = 'Đã lưu trên thiết bị này.';
      saved();
    } catch {
      told.textContent = 'Chưa lưu được. Bộ nhớ của máy có thể đã đầy.';
    }
  });
  form.addEventListener('input', () => {
    told.textContent = '';
    typing = shown;
    if (name.value.trim() !== '') sayMissing(false);
  });

  return {
    askForName,
    show(learner) {
      // What is half typed stays, whatever happens in another tab, unless the learner changed.
      if (typing === learner.id) return;
      typing = null;
      shown = learner.id;
      sayMissing(false);
      name.value = learner.name;
      field('unit').value = learner.unit;
      field('code').value = learner.code ?? '';
    },
  };
}
