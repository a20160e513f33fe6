import { armPrinting, keepNothing } from './keep-nothing.ts';

/** The school's own round: counts the ticks of each part and of all. */
const form = document.querySelector<HTMLElement>('[data-checklist]');
if (form !== null) {
  const show = (): void => {
    for (const counter of form.querySelectorAll<HTMLElement>('[data-ticks]')) {
      const part = counter.dataset.ticks;
      const boxes = [
        ...form.querySelectorAll<HTMLInputElement>(
          part === '' ? 'input[type=checkbox]' : `[data-part="${part}"] input[type=checkbox]`,
        ),
      ];
      const ticked = boxes.filter(({ checked }) => checked).length;
      counter.textContent = `${ticked} trên ${boxes.length} mục`;
    }
  };
  keepNothing(form, show, false);
}
armPrinting();
