import { useState } from 'preact/hooks';
import type { MultipleQuestion, SingleQuestion, TrueFalseQuestion } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import type { Attempt } from '../attempt.ts';
import { shownOrder } from '../attempt.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ReportEntry } from './marks.tsx';

type Onwards = { onAnswer: (answer: Answer) => void };

/** Options as radio buttons or check boxes. */
export function Options(props: {
  name: string;
  type: 'radio' | 'checkbox';
  options: readonly { readonly id: string; readonly text: string }[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const { name, type, options, chosen, onChange } = props;
  const toggle = (id: string, on: boolean) => {
    if (type === 'radio') onChange([id]);
    else onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  };
  return (
    <div class="quiz-options">
      {options.map(({ id, text }) => (
        <label key={id} class="quiz-option">
          <input
            type={type}
            name={name}
            value={id}
            checked={chosen.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
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
  const [chosen, setChosen] = useState<string[]>([]);
  const single = question.kind === 'single';
  return (
    <AnswerForm<Answer>
      read={() => (chosen.length > 0 ? { kind: 'choice', ids: chosen } : null)}
      onAnswer={onAnswer}
      missing={single ? 'Hãy chọn một ý trước khi trả lời.' : 'Hãy chọn ít nhất một ý.'}
    >
      <Options
        name={question.id}
        type={single ? 'radio' : 'checkbox'}
        options={shownOrder(attempt, question.id, question.options)}
        chosen={chosen}
        onChange={setChosen}
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
            {...(verdict === null && { folded: 'Vì sao không phải ý này?' })}
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
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <AnswerForm<Answer>
      read={() => (chosen.length > 0 ? { kind: 'truth', value: chosen[0] === 'true' } : null)}
      onAnswer={onAnswer}
      missing="Hãy chọn “Đúng” hoặc “Sai”."
    >
      <Options
        name={question.id}
        type="radio"
        options={TRUTHS}
        chosen={chosen}
        onChange={setChosen}
      />
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
