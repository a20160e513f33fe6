/**
 * For forms whose content must not outlive the page. Nothing is stored or sent: no name, no action,
 * no storage. A form is emptied when the page is left (also when it is kept for "back"), and by its
 * button; while it holds text, leaving asks first. The question is only attached while there is
 * something to lose, so that an empty page still goes back and forth at once.
 *
 * @param form The form; its fields carry no `name`.
 * @param changed Called after every change and after emptying, to show what the fields hold.
 * @param ask Whether leaving with text asks first.
 */
export function keepNothing(form: HTMLFormElement, changed: () => void, ask: boolean): void {
  const question = (event: BeforeUnloadEvent): void => event.preventDefault();
  const update = (): void => {
    changed();
    removeEventListener('beforeunload', question);
    if (ask && isFilled(form)) addEventListener('beforeunload', question);
  };
  const empty = (): void => {
    form.reset();
    update();
  };
  form.addEventListener('submit', (event) => event.preventDefault());
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

/** Whether a form holds anything typed or ticked. */
function isFilled(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLInputElement && /checkbox|radio/.test(field.type))
      return field.checked;
    return (
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field.value.trim() !== ''
    );
  });
}

/** Makes `[data-print]` print the page and shows it: without JavaScript it would do nothing. */
export function armPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
