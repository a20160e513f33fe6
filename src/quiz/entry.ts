/**
 * The part of the quiz that every page carries: the start button. It is kept tiny; the quiz itself is
 * loaded when the button is pressed.
 */

/** Loads what is needed and shows the quiz in place of the start area; rejects when loading fails. */
export type Launch = (mount: HTMLElement, data: string) => Promise<void>;

/** Makes the start buttons of all quiz sections work. */
export function armStartButtons(launch: Launch): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-quiz]')) {
    const find = <T extends Element>(part: string) =>
      section.querySelector<T>(`[data-quiz-${part}]`);
    const button = find<HTMLButtonElement>('start');
    const status = find<HTMLElement>('status');
    const mount = find<HTMLElement>('mount');
    const data = find<HTMLElement>('data')?.textContent;
    if (!button || !status || !mount || !data) continue;

    let failures = 0;
    const start = async () => {
      // Room for the quiz at once, so that what follows does not jump when it has loaded.
      section.setAttribute('data-quiz', 'started');
      button.setAttribute('aria-disabled', 'true');
      status.textContent = 'Đang tải bài kiểm tra…';
      try {
        await launch(mount, data);
      } catch {
        failures += 1;
        // A browser may keep a failed download in mind until the page is loaded anew.
        if (failures > 2) location.reload();
        button.removeAttribute('aria-disabled');
        button.textContent = 'Thử lại';
        status.textContent =
          'Chưa tải được bài kiểm tra: mạng có thể đang yếu. Bài học vẫn đọc được; hãy thử lại sau ít phút.';
      }
    };
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') void start();
    });
    button.hidden = false;
  }
}
