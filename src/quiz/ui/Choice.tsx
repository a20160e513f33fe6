import type { MultipleQuestion, SingleQuestion, TrueFalseQuestion } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import type { Attempt } from '../attempt.ts';
import { shownOrder } from '../attempt.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ReportEntry } from './marks.tsx';

type Onwards = { onAnswer: (answer: Answer) => void };

/** Options as radio buttons or check boxes. */
export function Options(props: {
  /** Name of the form's field. */
  name: string;
  type: 'radio' | 'checkbox';
  options: readonly { readonly id: string; readonly text: string }[];
}) {
  return (
    <div class="quiz-options">
      {props.options.map(({ id, text }) => (
        <label key={id} class="quiz-option">
          <input type={props.type} name={props.name} value={id} />
          <span class="quiz-text">{text}</span>
        </label>
      ))}
    </div>
  );
}

/** `single` and `multiple` while being answered. */
export function ChoiceForm(
  props: { question: SingleQuestion | MultipleQuestion; attempt: Attempt } & Onwards,
) {
  const { question, attempt, onAnswer } = props;
  const single = question.kind === 'single';
  return (
    <AnswerForm<Answer>
      read={(form) => {
        const ids = form.getAll(question.id).map(String);
        return ids.length > 0 ? { kind: 'choice', ids } : null;
      }}
      onAnswer={onAnswer}
      missing={single ? 'Hãy chọn một ý trước khi trả lời.' : 'Hãy chọn ít nhất một ý.'}
    >
      <Options
        name={question.id}
        type={single ? 'radio' : 'checkbox'}
        options={shownOrder(attempt, question.id, question.options)}
      />
    </AnswerForm>
  );
}

/** `single` and `multiple` with the feedback of every option. */
export function ChoiceReport(props: {
  question: SingleQuestion | MultipleQuestion;
  attempt: Attempt;
  answer: Extract<Answer, { kind: 'choice' }>;
}) {
  const { question, attempt, answer } = props;
  return (
    <ul class="quiz-report">
      {shownOrder(attempt, question.id, question.options).map((option) => {
        const chosen = answer.ids.includes(option.id);
        const { correct, id, text, feedback } = option;
        const missed = question.kind === 'single' ? 'Đáp án đúng' : 'Ý đúng, chưa chọn';
        const verdict = chosen
          ? correct
            ? 'Đã chọn, đúng'
            : 'Đã chọn, chưa đúng'
          : correct
            ? missed
            : null;
        return (
          <ReportEntry
            key={id}
            tone={correct ? 'good' : chosen ? 'bad' : 'plain'}
            verdict={verdict}
            text={text}
            feedback={feedback}
          />
        );
      })}
    </ul>
  );
}

const TRUTHS = [
  { id: 'true', text: 'Đúng' },
  { id: 'false', text: 'Sai' },
];

/** `true-false` while being answered. */
export function TruthForm({ question, onAnswer }: { question: TrueFalseQuestion } & Onwards) {
  return (
    <AnswerForm<Answer>
      read={(form) => {
        const chosen = form.get(question.id);
        return chosen === null ? null : { kind: 'truth', value: chosen === 'true' };
      }}
      onAnswer={onAnswer}
      missing="Hãy chọn “Đúng” hoặc “Sai”."
    >
      <Options name={question.id} type="radio" options={TRUTHS} />
    </AnswerForm>
  );
}

/** `true-false` with the feedback to what was chosen. */
export function TruthReport(props: {
  question: TrueFalseQuestion;
  answer: Extract<Answer, { kind: 'truth' }>;
}) {
  const { question, answer } = props;
  const right = answer.value === question.answer;
  return (
    <ul class="quiz-report">
      <ReportEntry
        tone={right ? 'good' : 'bad'}
        verdict={right ? 'Trả lời đúng' : 'Trả lời chưa đúng'}
        text={`Đã chọn “${answer.value ? 'Đúng' : 'Sai'}”. Câu này ${question.answer ? 'đúng' : 'sai'}.`}
        feedback={question.feedback[answer.value ? 'true' : 'false']}
      />
    </ul>
  );
}
