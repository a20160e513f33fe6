import { copyElement } from './copy.ts';
import { armPrinting, keepNothing } from './keep-nothing.ts';
import { officialDay } from './official-day.ts';
import { sayCount } from './sms.ts';

/** Model documents and ready texts: what is typed above appears in its places in the text below. */
const form = document.querySelector<HTMLElement>('[data-fill]');
if (form !== null) {
  const places = [...document.querySelectorAll<HTMLElement>('[data-place]')];
  const blanks = new Map(places.map((place) => [place, place.textContent]));
  const show = (): void => {
    for (const place of places) {
      const field = form.querySelector<HTMLInputElement>(`#o-${place.dataset.place}`);
      const typed = field?.value.trim() ?? '';
      const text = field?.type === 'date' && typed !== '' ? officialDay(typed) : typed;
      place.textContent = text === '' ? (blanks.get(place) ?? '') : text;
      place.classList.toggle('filled', text !== '');
    }
    for (const count of document.querySelectorAll<HTMLElement>('[data-count]')) {
      const text = document.getElementById(count.dataset.count ?? '')?.textContent ?? '';
      count.textContent = sayCount(text.trim());
    }
  };
  form.hidden = false;
  keepNothing(form, show, false);
}
armPrinting();

for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener('click', async () => {
    const target = document.getElementById(button.dataset.copy ?? '');
    if (target === null) return;
    const done = await copyElement(target);
    button.textContent = done ? 'Đã chép' : 'Chưa chép được: hãy bôi đen rồi chép';
    setTimeout(() => {
      button.textContent = words;
    }, 4000);
  });
}
