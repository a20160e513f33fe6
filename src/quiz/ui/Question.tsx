import type { ComponentChildren } from 'preact';
import type { Question } from '../../schemas/quiz.ts';
import type { Answer } from '../answer.ts';
import type { Attempt, Item } from '../attempt.ts';
import { POINT } from '../grading.ts';
import { ChoiceForm, ChoiceReport, TruthForm, TruthReport } from './Choice.tsx';
import { FillForm, FillReport } from './Fill.tsx';
import { MatchingForm, MatchingReport } from './Matching.tsx';
import type { Tone } from './marks.tsx';
import { Mark } from './marks.tsx';
import { OrderingForm, OrderingReport } from './Ordering.tsx';
import { Scenario } from './Scenario.tsx';

const TASKS: Record<Question['kind'], string> = {
  single: 'Chọn một ý đúng nhất.',
  multiple: 'Chọn tất cả các ý đúng.',
  'true-false': 'Chọn “Đúng” hoặc “Sai”.',
  fill: 'Viết câu trả lời ngắn.',
  matching: 'Với mỗi dòng, chọn ý phù hợp.',
  ordering: 'Xếp theo thứ tự đúng, từ trên xuống dưới.',
  scenario: 'Đọc tình huống rồi chọn cách xử lý ở từng bước.',
};

/** A question on the screen: to be answered, or answered with its feedback. */
export function QuestionCard(props: {
  question: Question;
  item: Item;
  attempt: Attempt;
  /** E.g. `Câu 3 trên 8`. */
  count: string;
  onAnswer: (answer: Answer) => void;
  onChoose: (choice: string) => void;
  /** What stands below an answered question. */
  children: ComponentChildren;
}) {
  const { question, item, attempt, count, children } = props;
  const graded = item.points !== null;
  const heading = (
    <h3 class="quiz-heading" tabIndex={-1} data-focus={!item.answer || undefined}>
      <span class="quiz-count">{count}</span> <Prompt question={question} />
    </h3>
  );
  const task = <p class="quiz-hint">{TASKS[question.kind]}</p>;

  if (question.kind === 'scenario') {
    const choices = item.answer?.kind === 'path' ? item.answer.choices : [];
    return (
      <>
        {heading}
        {!graded && task}
        <Scenario
          question={question}
          attempt={attempt}
          choices={choices}
          focusLast
          onChoose={props.onChoose}
        />
        {graded && <Verdict item={item} ended />}
        {graded && children}
      </>
    );
  }
  if (graded) {
    return (
      <>
        {heading}
        <Verdict item={item} focus />
        <Report question={question} item={item} attempt={attempt} />
        {children}
      </>
    );
  }
  return (
    <fieldset class="quiz-group">
      <legend>{heading}</legend>
      {task}
      <Form question={question} attempt={attempt} onAnswer={props.onAnswer} />
    </fieldset>
  );
}

/** An answered question within the review. */
export function ReviewedQuestion(props: {
  question: Question | null;
  item: Item;
  attempt: Attempt;
  count: string;
}) {
  const { question, item, attempt, count } = props;
  return (
    <section class="quiz-reviewed">
      <h4 class="quiz-heading">
        <span class="quiz-count">{count}</span> {question && <Prompt question={question} />}
      </h4>
      <Verdict item={item} />
      {question ? (
        <Report question={question} item={item} attempt={attempt} />
      ) : (
        <p>Câu này đã được bỏ khỏi bài kiểm tra. Điểm đã có vẫn được tính.</p>
      )}
    </section>
  );
}

/** A long case is not shouted in bold. */
function Prompt({ question: { prompt } }: { question: Question }) {
  return (
    <span class="quiz-text" data-long={prompt.length > 240 || undefined}>
      {prompt}
    </span>
  );
}

/** `0,67` of a point: two digits, rounded down. */
function pointsText(units: number): string {
  return (Math.floor((units * 100) / POINT) / 100).toString().replace('.', ',');
}

function toneOf(item: Item): Tone {
  return item.points === POINT ? 'good' : item.points ? 'part' : 'bad';
}

function Verdict({ item, ended, focus }: { item: Item; ended?: boolean; focus?: boolean }) {
  const tone = toneOf(item);
  const words = {
    good: ended ? 'Tình huống kết thúc: xử lý rất tốt' : 'Đúng rồi',
    part: `${ended ? 'Tình huống kết thúc: được' : 'Đúng một phần: được'} ${pointsText(item.points ?? 0)} trên 1 điểm`,
    bad: ended
      ? 'Tình huống kết thúc: còn cách tốt hơn'
      : `Chưa đúng${focus ? '. Cùng xem vì sao nhé.' : ''}`,
    plain: '',
  }[tone];
  return (
    <p class="quiz-verdict" data-tone={tone} tabIndex={-1} data-focus={focus}>
      <Mark tone={tone}>{words}</Mark>
    </p>
  );
}

function Form(props: {
  question: Exclude<Question, { kind: 'scenario' }>;
  attempt: Attempt;
  onAnswer: (answer: Answer) => void;
}) {
  const { question, ...rest } = props;
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <ChoiceForm question={question} {...rest} />;
    case 'true-false':
      return <TruthForm question={question} onAnswer={rest.onAnswer} />;
    case 'fill':
      return <FillForm question={question} {...rest} />;
    case 'matching':
      return <MatchingForm question={question} {...rest} />;
    case 'ordering':
      return <OrderingForm question={question} {...rest} />;
  }
}

/** An answered question with its feedback; without details where an update changed it too much. */
function Report(props: { question: Question; item: Item; attempt: Attempt }) {
  const { question, item, attempt } = props;
  const { answer } = item;
  switch (question.kind) {
    case 'single':
    case 'multiple':
      if (answer?.kind !== 'choice') break;
      return <ChoiceReport question={question} answer={answer} attempt={attempt} />;
    case 'true-false':
      if (answer?.kind !== 'truth') break;
      return <TruthReport question={question} answer={answer} />;
    case 'fill':
      if (answer?.kind !== 'text') break;
      return <FillReport question={question} answer={answer} right={item.points === POINT} />;
    case 'matching':
      if (answer?.kind !== 'pairs') break;
      return <MatchingReport question={question} answer={answer} attempt={attempt} />;
    case 'ordering':
      if (answer?.kind !== 'order') break;
      return <OrderingReport question={question} answer={answer} />;
    case 'scenario':
      if (answer?.kind !== 'path') break;
      return (
        <Scenario
          question={question}
          attempt={attempt}
          choices={answer.choices}
          focusLast={false}
          onChoose={() => {}}
        />
      );
  }
  return <p>Câu này đã được sửa sau khi trả lời. Điểm đã có vẫn được giữ.</p>;
}
