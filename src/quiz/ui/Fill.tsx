import type { FillQuestion } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import { TEXT_MAX } from '../answer.ts';
import { sameText } from '../fold.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ReportEntry } from './marks.tsx';

/** `fill` while being answered. */
export function FillForm(props: { question: FillQuestion; onAnswer: (answer: Answer) => void }) {
  const { question, onAnswer } = props;
  const id = `quiz-${question.id}`;
  const digits = question.accept.every((accepted) => /^\d+$/.test(accepted));
  return (
    <AnswerForm<Answer>
      read={(form) => {
        const text = String(form.get('text')).trim();
        return text === '' ? null : { kind: 'text', text };
      }}
      onAnswer={onAnswer}
      missing="Hãy viết câu trả lời vào ô."
    >
      <label class="quiz-label" for={id}>
        Câu trả lời ({question.hint})
      </label>
      <input
        id={id}
        name="text"
        class="quiz-input"
        type="text"
        inputMode={digits ? 'numeric' : 'text'}
        maxLength={TEXT_MAX}
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        aria-describedby={`${id}-how`}
      />
      <p class="quiz-hint" id={`${id}-how`}>
        {question.strict
          ? 'Viết có dấu; không cần viết hoa.'
          : 'Không cần viết hoa, có thể không dấu.'}
      </p>
    </AnswerForm>
  );
}

/** `fill` with its feedback. */
export function FillReport(props: {
  question: FillQuestion;
  answer: Extract<Answer, { kind: 'text' }>;
  right: boolean;
}) {
  const { question, answer, right } = props;
  const mistake = question.mistakes.find(({ text }) =>
    sameText(text, answer.text, question.strict),
  );
  return (
    <ul class="quiz-report">
      <ReportEntry
        tone={right ? 'good' : 'bad'}
        verdict={right ? 'Trả lời đúng' : 'Trả lời chưa đúng'}
        text={`Đã viết: ${answer.text}`}
        feedback={
          right ? question.feedback.correct : (mistake?.feedback ?? question.feedback.wrong)
        }
      />
      {!right && (
        <ReportEntry tone="good" verdict="Đáp án đúng" text={question.accept[0]} feedback={null} />
      )}
    </ul>
  );
}
