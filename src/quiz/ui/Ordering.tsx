import { Component } from 'preact';
import type { OrderingQuestion } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import type { Attempt } from '../attempt.ts';
import { startOrder } from '../attempt.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ReportEntry } from './marks.tsx';

interface Props {
  question: OrderingQuestion;
  attempt: Attempt;
  onAnswer: (answer: Answer) => void;
}

/** `ordering` while being answered: each item moves up and down by buttons, and each move is announced. */
export class OrderingForm extends Component<Props, { order: string[]; said: string }> {
  /** The button to give the focus back to; null when none. (No class fields: see AnswerForm.) */
  declare private pressed: HTMLButtonElement | null;

  constructor(props: Props) {
    super(props);
    this.state = { order: startOrder(props.attempt, props.question), said: '' };
    this.pressed = null;
  }

  private textOf(id: string): string {
    return this.props.question.items.find((item) => item.id === id)?.text ?? '';
  }

  private move(id: string, by: 1 | -1, button: HTMLButtonElement) {
    const { order } = this.state;
    const from = order.indexOf(id);
    const other = order[from + by];
    if (other === undefined) return;
    this.pressed = button;
    this.setState({
      order: order.map((one) => (one === id ? other : one === other ? id : one)),
      said: `${this.textOf(id)}: vị trí ${from + by + 1} trên ${order.length}.`,
    });
  }

  /** Moving an element in the document takes the focus from it: give it back. */
  override componentDidUpdate() {
    this.pressed?.focus();
    this.pressed = null;
  }

  render() {
    const { order, said } = this.state;
    return (
      <AnswerForm<Answer>
        read={() => ({ kind: 'order', ids: order })}
        onAnswer={this.props.onAnswer}
        missing=""
      >
        <ol class="quiz-order">
          {order.map((id, place) => (
            <li key={id}>
              <span class="quiz-place" aria-hidden="true">
                {place + 1}
              </span>
              <span class="quiz-text">{this.textOf(id)}</span>
              <MoveButton
                label={`Chuyển lên: ${this.textOf(id)}`}
                path="M5 12l5-5 5 5"
                blocked={place === 0}
                onPress={(button) => this.move(id, -1, button)}
              />
              <MoveButton
                label={`Chuyển xuống: ${this.textOf(id)}`}
                path="M5 8l5 5 5-5"
                blocked={place === order.length - 1}
                onPress={(button) => this.move(id, 1, button)}
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
