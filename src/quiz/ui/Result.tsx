import { attemptScore, questionOf } from '../attempt.ts';
import type { QuizController } from '../controller.ts';
import { POINT } from '../grading.ts';
import { shorten } from '../shorten.ts';
import { canBegin } from '../state.ts';

/** Where a learner may go after passing; the page decides. */
export interface AfterPass {
  readonly href: string;
  readonly label: string;
}

/** The end of an attempt: how it went, what to read again, what can be done now. */
export function Result(props: {
  controller: QuizController;
  objectives: readonly string[];
  afterPass: AfterPass | null;
}) {
  const { controller, objectives, afterPass } = props;
  const { quiz } = controller;
  const { attempt, record } = controller.view().state;
  const score = attempt ? attemptScore(attempt) : record.best;
  const passedNow = (score ?? 0) >= quiz.passMark;
  const again = canBegin(quiz, { record, attempt });
  const left = quiz.attempts - record.attempts;
  const full = attempt?.items.filter(({ points }) => points === POINT).length ?? 0;

  return (
    <div class="quiz-result">
      <h3 class="quiz-heading" tabIndex={-1} data-focus>
        {passedNow || (record.passed && !attempt) ? 'Đã đạt, chúc mừng!' : 'Lần này chưa đạt'}
      </h3>
      {score !== null && (
        <>
          <p class="quiz-score">
            <strong>{score}%</strong> <span>cần {quiz.passMark}% để đạt</span>
          </p>
          <div class="quiz-meter" aria-hidden="true">
            <i style={{ width: `${score}%` }} data-tone={passedNow ? 'good' : 'part'} />
            <b style={{ insetInlineStart: `${quiz.passMark}%` }} />
          </div>
        </>
      )}
      <ul class="quiz-notes">
        {attempt && (
          <li>
            Trọn điểm {full} trên {attempt.items.length} câu.
          </li>
        )}
        {attempt && record.best !== null && record.best !== score && (
          <li>Điểm cao nhất qua các lần: {record.best}%.</li>
        )}
        {attempt && record.passed && !passedNow && <li>Kết quả đạt lần trước vẫn được giữ.</li>}
        {again && left > 0 && <li>Còn {left} lượt làm.</li>}
        {again && !record.passed && (
          <li>Không sao: xem lại các câu và những phần dưới đây, rồi làm lại.</li>
        )}
        {!again && !record.passed && (
          <li>
            Đã dùng hết {quiz.attempts} lượt. Hãy đọc lại bài, rồi nhờ đầu mối công tác xã hội hoặc
            người quản trị mở thêm lượt.
          </li>
        )}
      </ul>
      <ToRead controller={controller} objectives={objectives} />
      <div class="quiz-actions">
        {record.passed && afterPass && (
          <a class="button" href={afterPass.href}>
            {afterPass.label}
          </a>
        )}
        {attempt && (
          <button
            type="button"
            class="button quiet"
            onClick={() => controller.dispatch({ type: 'show', screen: 'review' })}
          >
            Xem lại các câu
          </button>
        )}
        {again && (
          <button
            type="button"
            class={record.passed ? 'button quiet' : 'button'}
            onClick={() => controller.begin()}
          >
            Làm lại
          </button>
        )}
      </div>
    </div>
  );
}

/** What questions without full points were about: the module's objectives, else the questions. */
function ToRead(props: { controller: QuizController; objectives: readonly string[] }) {
  const { quiz, view } = props.controller;
  const missed = (view().state.attempt?.items ?? []).filter(({ points }) => points !== POINT);
  const topics = new Set(
    missed.flatMap((item) => {
      const question = questionOf(quiz, item);
      if (!question) return [];
      const objective = props.objectives[question.objective ?? -1];
      return [objective ?? shorten(question.prompt, 120)];
    }),
  );
  if (topics.size === 0) return null;
  return (
    <>
      <h4>Nên đọc lại</h4>
      <ul class="quiz-topics">
        {[...topics].map((topic) => (
          <li key={topic}>{topic}</li>
        ))}
      </ul>
    </>
  );
}
