/**
 * For forms whose content must not outlive the page. Nothing is stored or sent: no name, no action,
 * no storage. A form is emptied when the page is left (also when it is kept for "back"), and by its
 * button; while it holds text, leaving asks first. The question is only attached while there is
 * something to lose, so that an empty page still goes back and forth at once.
 *
 * @param form What holds the fields. It is no `<form>`, and they carry no `name`: nothing can be submitted.
 * @param changed Called after every change and after emptying, to show what the fields hold.
 * @param ask Whether leaving with text asks first.
 */
export function keepNothing(form: HTMLElement, changed: () => void, ask: boolean): void {
  const question = (event: BeforeUnloadEvent): void => event.preventDefault();
  const update = (): void => {
    changed();
    removeEventListener('beforeunload', question);
    if (ask && isFilled(form)) addEventListener('beforeunload', question);
  };
  const empty = (): void => {
    for (const field of fieldsOf(form)) {
      field.value = field.type === 'checkbox' ? field.value : '';
      if (field instanceof HTMLInputElement) field.checked = false;
    }
    update();
  };
  form.addEventListener('input', update);
  const clear = form.querySelector<HTMLElement>('[data-clear]');
  if (clear !== null) {
    clear.hidden = false;
    clear.addEventListener('click', () => {
      if (!isFilled(form) || confirm('Xóa hết chữ đã điền?')) empty();
    });
  }
  addEventListener('pagehide', empty);
  empty();
}

function fieldsOf(form: HTMLElement) {
  return [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
}

/** Whether anything is typed or ticked. */
function isFilled(form: HTMLElement): boolean {
  return fieldsOf(form).some((field) =>
    field instanceof HTMLInputElement && field.type === 'checkbox'
      ? field.checked
      : field.value.trim() !== '',
  );
}

/** Makes `[data-print]` print the page and shows it: without JavaScript it would do nothing. */
export function armPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
