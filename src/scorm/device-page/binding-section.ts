import { mistakeText, readLearnerCode } from '../../records/learners/code.ts';
import type { DeviceStore } from '../lms/device-store.ts';
import type { Binding } from '../lms/device-tables.ts';
import { onSent, send } from '../outbox/page-sender.ts';
import { part } from './part.ts';
import { recordsUrl } from './records-url.ts';

const NO_NETWORK =
  'Chưa hỏi được máy chủ của Phòng, có thể do mạng. Thầy cô thử lại khi có mạng; mã chưa mất.';

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
  const url = recordsUrl();
  let asked: Binding | null = null;

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
    if (url === null) {
      say(
        'Trang này không nối với máy chủ nào của Phòng nên chưa dùng mã được. Thầy cô nộp tệp kết quả.',
      );
      return;
    }
    say('');
    find('code-status').textContent = 'Đang hỏi máy chủ của Phòng…';
    try {
      const response = await fetch(`${url}/api/learner`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: read.code }),
      });
      const answer = await response.json();
      if (response.ok) {
        const { person, name, unit } = answer;
        asked = { code: read.code, person, name, unit, url, problem: null };
        find('asked-name').textContent = `${name}, ${unit}`;
        form.hidden = true;
        find('confirm').hidden = false;
        find('asked-name').focus();
      } else say(answer.error?.message ?? NO_NETWORK);
    } catch {
      say(NO_NETWORK);
    }
    find('code-status').textContent = '';
  }

  async function show(): Promise<void> {
    const [{ id, binding }, unsent, attempts, learners] = await Promise.all([
      store.learner(),
      store.unsent(),
      store.attempts(),
      store.learners(),
    ]);
    const results = (mine: boolean) =>
      new Set(
        unsent.flatMap(({ learner, commit }) =>
          (learner === id) === mine ? `${learner} ${commit.module} ${commit.attempt}` : [],
        ),
      ).size;
    const waiting = results(true);
    const others = results(false);
    const earlier = attempts.filter(({ queued, commits }) => commits > 0 && !queued).length;
    section.hidden = url === null && !binding && waiting + others === 0;
    find('bound').hidden = !binding;
    if (asked === null) {
      form.hidden = Boolean(binding) && binding?.problem === null;
      find('confirm').hidden = true;
    }
    if (binding) {
      find('bound-name').textContent = `${binding.name}, ${binding.unit}`;
      find('unsent').textContent = binding.problem
        ? `Mã này không còn dùng được: Phòng đã đổi hoặc thu hồi.${waiting ? ` ${waiting} kết quả chưa gửi vẫn ở trên máy.` : ''} Thầy cô lấy thẻ mới ở trường hoặc Phòng rồi nhập mã mới.`
        : waiting
          ? `Chưa gửi về Phòng: ${waiting} kết quả, sẽ tự gửi khi có mạng.`
          : 'Không còn kết quả nào chờ gửi.';
      find('send-now').hidden = waiting === 0 || binding.problem !== null;
    } else if (waiting > 0) {
      find('code-status').textContent =
        `Còn ${waiting} kết quả chưa gửi của người đã gắn trước đó. Nhập lại mã của người ấy để gửi.`;
    }
    find('earlier').hidden = !binding || earlier === 0;
    find('earlier-count').textContent = String(earlier);
    find('earlier-send').textContent = `Gửi ${earlier} kết quả`;
    find('others-unsent').hidden = others === 0 || learners.length < 2;
    find('others-unsent').textContent =
      `Người học khác trên máy còn ${others} kết quả chưa gửi; máy giữ riêng cho từng người.`;
  }

  const on = (name: string, work: () => Promise<void>) =>
    part(section, name, HTMLButtonElement).addEventListener('click', () => {
      void work().then(() => {
        changed();
        return show();
      });
    });

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
  });
  on('confirm-no', async () => {
    asked = null;
    field.value = '';
    say('');
    find('code-status').textContent =
      'Máy chưa gắn với ai. Thầy cô xem lại thẻ có đúng tên mình không, hoặc hỏi đầu mối của trường.';
  });
  on('unbind', async () => store.unbind());
  on('send-now', async () => send());
  on('earlier-send', async () => {
    await store.queueEarlier();
    send();
  });
  on('earlier-other', async () => {
    const { binding } = await store.learner();
    if (!binding) return;
    // What is there belongs to somebody else: the person gets a place of their own.
    await store.unbind(true);
    await store.changeLearner();
    await store.bind(binding);
  });
  onSent(() => void show());
  takeFromAddress();
  addEventListener('hashchange', takeFromAddress);
  return { show };
}
