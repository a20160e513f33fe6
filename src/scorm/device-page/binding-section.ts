import { mistakeText, readLearnerCode } from '../../records/learners/code.ts';
import type { DeviceStore } from '../lms/device-store.ts';
import type { Binding } from '../lms/device-tables.ts';
import { onSent, send } from '../outbox/page-sender.ts';
import { waitingResults } from '../outbox/waiting-results.ts';
import { askWhose } from './ask-whose.ts';
import { leftState, othersState, ownState } from './binding-words.ts';
import { part } from './part.ts';
import { recordsUrl } from './records-url.ts';

const NO_SERVER =
  'Trang này không nối với máy chủ nào của Phòng nên chưa dùng mã được. Thầy cô nộp tệp kết quả.';
const NOT_WRITTEN =
  'Máy chưa ghi được, có thể vì bộ nhớ đã đầy. Thầy cô xóa bớt ảnh, tệp không cần trên máy rồi bấm lại.';

/** The part of the device page about the learner code, alive; `changed` when the learner changes. */
export function armBinding(
  root: ParentNode,
  store: DeviceStore,
  changed: () => void,
): { show(): Promise<void> } {
  const section = part(root, 'binding', HTMLElement);
  const find = (name: string) => part(section, name, HTMLElement);
  const form = part(section, 'code-form', HTMLFormElement);
  const field = part(form, 'code', HTMLInputElement);
  const mistake = find('code-error');
  const status = find('code-status');
  const url = recordsUrl();
  /** Whom the code names, until the learner says yes or no. */
  let asked: Binding | null = null;
  /** Whether the learner is being asked whose the results are. */
  let isAskingWhose = false;

  /** A code from a card's link; taken out of the address so that the next person does not see it. */
  function takeFromAddress(): void {
    const code = new URLSearchParams(location.hash.slice(1)).get('ma');
    if (code === null) return;
    history.replaceState(null, '', location.pathname);
    field.value = code;
    void ask();
  }

  function say(text: string): void {
    mistake.textContent = text;
    mistake.hidden = text === '';
    field.setAttribute('aria-invalid', String(text !== ''));
  }

  async function ask(): Promise<void> {
    const read = readLearnerCode(field.value);
    if (read.mistake !== null) {
      say(mistakeText(read.mistake));
      field.focus();
      return;
    }
    if (url === null) return say(NO_SERVER);
    say('');
    status.textContent = 'Đang hỏi máy chủ của Phòng…';
    const whose = await askWhose(url, read.code);
    status.textContent = '';
    if ('refusal' in whose) return say(whose.refusal);
    asked = whose.binding;
    await show();
    find('asked-name').focus();
  }

  async function show(): Promise<void> {
    const [{ id, binding }, unsent, attempts, learners] = await Promise.all([
      store.learner(),
      store.unsent(),
      store.attempts(),
      store.learners(),
    ]);
    const others = othersState(learners, id, unsent);
    const earlier = attempts.filter(({ queued, commits }) => commits > 0 && !queued);
    section.hidden = url === null && !binding && unsent.length === 0;
    find('bound').hidden = !binding;
    if (!binding) isAskingWhose = false;
    find('whose').hidden = !isAskingWhose;
    find('bound-actions').hidden = isAskingWhose;
    form.hidden = asked !== null || binding?.problem === null;
    find('confirm').hidden = asked === null;
    find('asked-name').textContent = asked === null ? '' : `${asked.name}, ${asked.unit}`;
    if (binding) {
      const waiting = waitingResults(unsent, id);
      find('bound-name').textContent = `${binding.name}, ${binding.unit}`;
      find('whose-name').textContent = binding.name;
      find('leave').textContent = `Của ${binding.name}; nay người khác dùng máy`;
      find('unsent').textContent = ownState(binding, waiting);
      find('send-now').hidden = waiting === 0 || binding.problem !== null;
    }
    find('earlier').hidden = !binding || earlier.length === 0;
    find('earlier-count').textContent = String(earlier.length);
    find('earlier-titles').textContent = earlier.map(({ moduleTitle }) => moduleTitle).join('; ');
    find('earlier-send').textContent = `Gửi ${earlier.length} kết quả`;
    find('others-unsent').hidden = others.length === 0;
    find('others-unsent').textContent = others.join(' ');
  }

  /**
   * A button's work. What it did is shown here and, by `changed`, wherever else it matters; the cursor
   * goes to the part that the work names, since the button may be gone.
   */
  const on = (name: string, work: () => Promise<string> | string) =>
    part(section, name, HTMLButtonElement).addEventListener('click', async () => {
      status.textContent = '';
      let next = name;
      try {
        next = await work();
      } catch {
        status.textContent = NOT_WRITTEN;
      }
      changed();
      await show();
      find(next).focus();
    });

  async function leave(): Promise<string> {
    const { id, binding } = await store.learner();
    const waiting = waitingResults(await store.unsent(), id);
    await store.leave();
    status.textContent = leftState(binding?.name ?? '', waiting);
    return 'code';
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });
  form.addEventListener('input', () => say(''));
  on('confirm-yes', async () => {
    if (asked !== null) await store.bind(asked);
    asked = null;
    field.value = '';
    send();
    return 'bound-name';
  });
  on('confirm-no', () => {
    asked = null;
    field.value = '';
    say('');
    status.textContent =
      'Máy chưa gắn mã này với ai. Thầy cô xem lại thẻ có đúng tên mình không, hoặc hỏi đầu mối của trường.';
    return 'code';
  });
  on('unbind', async () => {
    const hasResults = (await store.attempts()).some(({ commits }) => commits > 0);
    if (!hasResults) return leave();
    isAskingWhose = true;
    return 'whose-question';
  });
  on('leave', leave);
  on('disown', async () => {
    await store.disown();
    status.textContent =
      'Đã thôi gắn. Kết quả vẫn ở trên máy; thầy cô nhập mã của mình ở trên để gửi. Kết quả nào đã lỡ gửi dưới tên người khác thì báo Phòng sửa.';
    return 'code';
  });
  on('keep', () => {
    isAskingWhose = false;
    return 'unbind';
  });
  on('send-now', () => {
    send();
    return 'send-now';
  });
  on('earlier-send', async () => {
    await store.queueEarlier();
    send();
    return 'bound-name';
  });
  on('earlier-other', async () => {
    await store.setAside();
    return 'bound-name';
  });
  onSent(() => void show());
  takeFromAddress();
  addEventListener('hashchange', takeFromAddress);
  return { show };
}
