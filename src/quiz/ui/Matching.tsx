import type { MatchingQuestion } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import type { Attempt } from '../attempt.ts';
import { shownOrder } from '../attempt.ts';
import { isMatch } from '../grading.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ReportEntry } from './marks.tsx';

const letter = (place: number) => String.fromCharCode(65 + place);

/** `matching` while being answered: the right sides under letters, a select for each left side. */
export function MatchingForm(props: {
  question: MatchingQuestion;
  attempt: Attempt;
  onAnswer: (answer: Answer) => void;
}) {
  const { question, attempt, onAnswer } = props;
  const lefts = shownOrder(attempt, `${question.id}/left`, question.pairs);
  const rights = shownOrder(attempt, `${question.id}/right`, question.pairs);
  const read = (form: FormData): Answer | null => {
    const pairs = question.pairs.map(({ id }) => [id, String(form.get(id))] as const);
    return pairs.some(([, right]) => right === '') ? null : { kind: 'pairs', pairs };
  };
  return (
    <AnswerForm<Answer> read={read} onAnswer={onAnswer} missing="Hãy chọn một ý cho mỗi dòng.">
      <p class="quiz-label">Các ý để ghép</p>
      <ul class="quiz-letters">
        {rights.map((pair, place) => (
          <li key={pair.id}>
            <b>{letter(place)}</b> <span class="quiz-text">{pair.right}</span>
          </li>
        ))}
      </ul>
      {lefts.map((pair) => (
        <div key={pair.id} class="quiz-pair">
          <label class="quiz-text" for={`quiz-${pair.id}`}>
            {pair.left}
          </label>
          <select id={`quiz-${pair.id}`} name={pair.id} class="quiz-input">
            <option value="">Chọn ý phù hợp</option>
            {rights.map((right, place) => (
              <option key={right.id} value={right.id}>
                {`${letter(place)}. ${right.right}`}
              </option>
            ))}
          </select>
        </div>
      ))}
    </AnswerForm>
  );
}

/** `matching` with the feedback of every pair. */
export function MatchingReport(props: {
  question: MatchingQuestion;
  attempt: Attempt;
  answer: Extract<Answer, { kind: 'pairs' }>;
}) {
  const { question, attempt, answer } = props;
  return (
    <ul class="quiz-report">
      {shownOrder(attempt, `${question.id}/left`, question.pairs).map((pair) => {
        const right = isMatch(question, pair.id, answer);
        const given = answer.pairs.find(([left]) => left === pair.id)?.[1];
        const givenText = question.pairs.find(({ id }) => id === given)?.right;
        return (
          <ReportEntry
            key={pair.id}
            tone={right ? 'good' : 'bad'}
            verdict={right ? 'Ghép đúng' : 'Ghép chưa đúng'}
            text={
              <dl class="quiz-facts">
                <dt>{pair.left}</dt>
                {!right && givenText !== undefined && (
                  <dd>
                    <b>Đã chọn:</b> {givenText}
                  </dd>
                )}
                <dd>
                  <b>{right ? 'Đã chọn:' : 'Đúng là:'}</b> {pair.right}
                </dd>
              </dl>
            }
            feedback={pair.feedback}
          />
        );
      })}
    </ul>
  );
}
