import { armPrinting, keepNothing } from './keep-nothing.ts';

/** A form of the focal teacher: fields grow with their text; on paper stands what was typed. */
const form = document.querySelector<HTMLElement>('[data-form]');
if (form !== null) {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-paper]');
  const show = (): void => {
    for (const field of fields) {
      if (field instanceof HTMLTextAreaElement) {
        field.style.height = '';
        if (field.value !== '') field.style.height = `${field.scrollHeight + 4}px`;
      }
      const paper = field.nextElementSibling;
      if (paper !== null) paper.textContent = field.value;
    }
  };
  // Only now the paper copies may stand in for the fields: without JavaScript the fields are printed.
  form.classList.add('copied');
  keepNothing(form, show, true);
}
armPrinting();
