import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OrderingQuestion } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import type { Attempt } from '../attempt.ts';
import { startOrder } from '../attempt.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ReportEntry } from './marks.tsx';

/** `ordering` while being answered: each item moves up and down by buttons, and each move is announced. */
export function OrderingForm(props: {
  question: OrderingQuestion;
  attempt: Attempt;
  onAnswer: (answer: Answer) => void;
}) {
  const { question, attempt, onAnswer } = props;
  const [order, setOrder] = useState(() => startOrder(attempt, question));
  const [said, setSaid] = useState('');
  const pressed = useRef<HTMLButtonElement | null>(null);
  // Moving an element in the document takes the focus from it: give it back.
  useLayoutEffect(() => pressed.current?.focus(), [order]);

  const textOf = (id: string) => question.items.find((item) => item.id === id)?.text ?? '';
  const move = (id: string, by: 1 | -1, button: HTMLButtonElement) => {
    const from = order.indexOf(id);
    const to = from + by;
    const other = order[to];
    if (other === undefined) {
      setSaid(by < 0 ? 'Đã ở vị trí đầu.' : 'Đã ở vị trí cuối.');
      return;
    }
    pressed.current = button;
    setOrder(order.with(to, id).with(from, other));
    setSaid(`${textOf(id)}: vị trí ${to + 1} trên ${order.length}.`);
  };

  return (
    <AnswerForm<Answer> read={() => ({ kind: 'order', ids: order })} onAnswer={onAnswer} missing="">
      <ol class="quiz-order">
        {order.map((id, place) => (
          <li key={id}>
            <span class="quiz-place" aria-hidden="true">
              {place + 1}
            </span>
            <span class="quiz-text">{textOf(id)}</span>
            <MoveButton
              label={`Chuyển lên: ${textOf(id)}`}
              path="M5 12l5-5 5 5"
              blocked={place === 0}
              onPress={(button) => move(id, -1, button)}
            />
            <MoveButton
              label={`Chuyển xuống: ${textOf(id)}`}
              path="M5 8l5 5 5-5"
              blocked={place === order.length - 1}
              onPress={(button) => move(id, 1, button)}
            />
          </li>
        ))}
      </ol>
      <p class="visually-hidden" aria-live="polite">
        {said}
      </p>
    </AnswerForm>
  );
}

/** Stays focusable at the ends of the list, so that the focus is never lost. */
function MoveButton(props: {
  label: string;
  path: string;
  blocked: boolean;
  onPress: (button: HTMLButtonElement) => void;
}) {
  return (
    <button
      type="button"
      class="quiz-move"
      aria-label={props.label}
      aria-disabled={props.blocked}
      onClick={(event) => props.onPress(event.currentTarget)}
    >
      <svg class="quiz-icon" viewBox="0 0 20 20" aria-hidden="true">
        <path d={props.path} />
      </svg>
    </button>
  );
}

/** `ordering` in the right order, each item with where it was put and why it belongs here. */
export function OrderingReport(props: {
  question: OrderingQuestion;
  answer: Extract<Answer, { kind: 'order' }>;
}) {
  const { question, answer } = props;
  return (
    <ol class="quiz-report">
      {question.items.map((item, place) => {
        const given = answer.ids.indexOf(item.id);
        const verdict =
          given === place
            ? 'Đúng chỗ'
            : given < 0
              ? 'Mục mới thêm'
              : `Đã xếp ở vị trí ${given + 1}, đúng là vị trí ${place + 1}`;
        return (
          <ReportEntry
            key={item.id}
            tone={given === place ? 'good' : given < 0 ? 'plain' : 'bad'}
            verdict={verdict}
            text={`${place + 1}. ${item.text}`}
            feedback={item.feedback}
          />
        );
      })}
    </ol>
  );
}
