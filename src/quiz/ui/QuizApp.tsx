import { questionOf } from '../attempt.ts';
import type { QuizController } from '../controller.ts';
import { POINT } from '../grading.ts';
import { QuestionCard, ReviewedQuestion } from './Question.tsx';
import type { AfterPass } from './Result.tsx';
import { Result } from './Result.tsx';
import { SaveLine } from './SaveLine.tsx';

/** The running quiz. All it shows comes from the controller; all that happens goes to it. */
export function QuizApp(props: {
  controller: QuizController;
  objectives: readonly string[];
  afterPass: AfterPass | null;
}) {
  const { controller } = props;
  const { state } = controller.view();
  const { attempt, screen } = state;
  return (
    <div class="quiz-app">
      {attempt && screen.name === 'question' && (
        <>
          <Progress controller={controller} />
          {state.resumed !== 'no' && (
            <p class="quiz-note">
              {state.resumed === 'yes'
                ? 'Đang làm tiếp từ lần trước.'
                : 'Bài kiểm tra đã được cập nhật từ lần trước. Các câu đã trả lời và điểm đã có vẫn được giữ.'}
            </p>
          )}
          <QuestionScreen key={screen.index} controller={controller} index={screen.index} />
        </>
      )}
      {screen.name === 'result' && <Result {...props} />}
      {screen.name === 'review' && <Review controller={controller} />}
      <SaveLine controller={controller} />
    </div>
  );
}

function QuestionScreen({ controller, index }: { controller: QuizController; index: number }) {
  const { attempt } = controller.view().state;
  const item = attempt?.items[index];
  const question = item && questionOf(controller.quiz, item);
  if (!attempt || !question) return null;
  return (
    <QuestionCard
      question={question}
      item={item}
      attempt={attempt}
      count={`Câu ${index + 1} trên ${attempt.items.length}`}
      onAnswer={(answer) => controller.dispatch({ type: 'answer', answer })}
      onChoose={(choice) => controller.dispatch({ type: 'choose', choice })}
    >
      <button type="button" class="button" onClick={() => controller.dispatch({ type: 'next' })}>
        {attempt.finished ? 'Xem kết quả' : 'Câu tiếp theo'}
      </button>
    </QuestionCard>
  );
}

/** How far the attempt is, as a band; the heading says it in words. */
function Progress({ controller }: { controller: QuizController }) {
  const { attempt, screen } = controller.view().state;
  return (
    <div class="quiz-progress" aria-hidden="true">
      {attempt?.items.map(({ tag, points }, index) => {
        const tone = points === null ? undefined : points === POINT ? 'good' : 'part';
        const now = screen.name === 'question' && screen.index === index;
        return <i key={tag} data-tone={tone} data-now={now || undefined} />;
      })}
    </div>
  );
}

function Review({ controller }: { controller: QuizController }) {
  const { attempt } = controller.view().state;
  const back = (
    <button
      type="button"
      class="button quiet"
      onClick={() => controller.dispatch({ type: 'show', screen: 'result' })}
    >
      Về kết quả
    </button>
  );
  return (
    <div class="quiz-review">
      <h3 class="quiz-heading" tabIndex={-1} data-focus>
        Xem lại các câu
      </h3>
      {back}
      {attempt?.items.map((item, index) => (
        <ReviewedQuestion
          key={item.tag}
          question={questionOf(controller.quiz, item)}
          item={item}
          attempt={attempt}
          count={`Câu ${index + 1} trên ${attempt.items.length}`}
        />
      ))}
      {back}
    </div>
  );
}
