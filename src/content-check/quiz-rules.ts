import { sameText } from '../quiz/fold.ts';
import { clashingIds, SUSPEND_LIMIT, worstCaseSuspendLength } from '../quiz/suspend.ts';
import type { Question, Quiz, ScenarioQuestion } from '../schemas/quiz.ts';
import type { PathStep } from './yaml-source.ts';

/** A finding within a quiz: where in `quiz.yaml`, and what is wanted. */
export interface QuizFinding {
  severity: 'problem' | 'warning';
  path: PathStep[];
  found: string;
  wanted: string;
}

/** A right option is betrayed when it is this many times as long as the longest wrong one … */
const TELLTALE_RATIO = 1.6;
/** … and at least this many characters longer. */
const TELLTALE_EXTRA = 40;

/**
 * Rules across the keys of a quiz, beyond its schema.
 * @param objectives How many objectives the module names; null when the module could not be read.
 */
export function checkQuiz(quiz: Quiz, objectives: number | null): QuizFinding[] {
  const findings: QuizFinding[] = repeated(
    quiz.questions.map(({ id }) => id),
    (index) => ['questions', index, 'id'],
  );
  const total = quiz.questions.length;
  const always = quiz.questions.filter((question) => question.always).length;
  if (quiz.draw > total) {
    findings.push(
      problem(
        ['draw'],
        `rút ${quiz.draw} câu từ ngân hàng ${total} câu`,
        `một số không lớn hơn ${total}`,
      ),
    );
  }
  if (quiz.draw < always) {
    findings.push(
      problem(
        ['draw'],
        `rút ${quiz.draw} câu nhưng có ${always} câu “always”`,
        `một số không nhỏ hơn ${always}, hoặc bớt câu “always”`,
      ),
    );
  }
  quiz.questions.forEach((question, index) => {
    const path = ['questions', index];
    if (
      question.objective !== undefined &&
      objectives !== null &&
      question.objective >= objectives
    ) {
      findings.push(
        problem(
          [...path, 'objective'],
          `mục tiêu số ${question.objective}`,
          `số từ 0 đến ${objectives - 1} (mô-đun có ${objectives} mục tiêu, đếm từ 0)`,
        ),
      );
    }
    for (const finding of checkQuestion(question)) {
      findings.push({ ...finding, path: [...path, ...finding.path] });
    }
  });
  findings.push(...checkMemory(quiz));
  return findings;
}

/** What the quiz keeps between visits fits in SCORM 1.2 and tells its ids apart. */
function checkMemory(quiz: Quiz): QuizFinding[] {
  const findings: QuizFinding[] = [];
  const length = worstCaseSuspendLength(quiz);
  if (length >= SUSPEND_LIMIT) {
    findings.push(
      problem(
        ['draw'],
        `bài làm dài nhất chiếm ${length} ký tự, SCORM 1.2 chỉ giữ được ${SUSPEND_LIMIT - 1}`,
        'rút ít câu hơn, hoặc bớt lựa chọn trong các câu dài',
      ),
    );
  }
  const clash = clashingIds(quiz);
  if (clash !== null && clash[0] !== clash[1]) {
    const index = quiz.questions.findIndex((question) =>
      JSON.stringify(question).includes(`"${clash[1]}"`),
    );
    findings.push(
      problem(
        ['questions', Math.max(0, index)],
        `mã “${clash[0]}” và “${clash[1]}” được lưu giống nhau`,
        'đổi một trong hai mã (trường hợp rất hiếm)',
      ),
    );
  }
  return findings;
}

function checkQuestion(question: Question): QuizFinding[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return checkOptions(question);
    case 'true-false':
      return [];
    case 'fill':
      return checkFill(question);
    case 'matching':
      return [
        ...repeated(
          question.pairs.map(({ id }) => id),
          (index) => ['pairs', index, 'id'],
        ),
        ...repeated(
          question.pairs.map(({ left }) => left),
          (index) => ['pairs', index, 'left'],
        ),
        ...repeated(
          question.pairs.map(({ right }) => right),
          (index) => ['pairs', index, 'right'],
        ),
      ];
    case 'ordering':
      return [
        ...repeated(
          question.items.map(({ id }) => id),
          (index) => ['items', index, 'id'],
        ),
        ...repeated(
          question.items.map(({ text }) => text),
          (index) => ['items', index, 'text'],
        ),
      ];
    case 'scenario':
      return checkScenario(question);
  }
}

function checkOptions(question: Extract<Question, { kind: 'single' | 'multiple' }>): QuizFinding[] {
  const { options, kind } = question;
  const findings = [
    ...repeated(
      options.map(({ id }) => id),
      (index) => ['options', index, 'id'],
    ),
    ...repeated(
      options.map(({ text }) => text),
      (index) => ['options', index, 'text'],
    ),
  ];
  const right = options.filter((option) => option.correct);
  const wrong = options.filter((option) => !option.correct);
  if (kind === 'single' && right.length !== 1) {
    findings.push(
      problem(
        ['options'],
        `${right.length} lựa chọn có correct: true`,
        'đúng một lựa chọn đúng (nhiều lựa chọn đúng thì dùng kind: multiple)',
      ),
    );
  }
  if (kind === 'multiple' && (right.length === 0 || wrong.length === 0)) {
    findings.push(
      problem(
        ['options'],
        `${right.length} lựa chọn đúng, ${wrong.length} lựa chọn sai`,
        'ít nhất một lựa chọn đúng và một lựa chọn sai',
      ),
    );
  }
  const longestWrong = Math.max(0, ...wrong.map(({ text }) => text.length));
  const shortestRight = Math.min(...right.map(({ text }) => text.length));
  if (
    right.length > 0 &&
    wrong.length > 0 &&
    shortestRight >= longestWrong * TELLTALE_RATIO &&
    shortestRight - longestWrong >= TELLTALE_EXTRA
  ) {
    findings.push({
      severity: 'warning',
      path: ['options'],
      found: `lựa chọn đúng dài ${shortestRight} ký tự, lựa chọn sai dài nhất ${longestWrong}`,
      wanted: 'các lựa chọn dài gần bằng nhau, để độ dài không mách đáp án',
    });
  }
  return findings;
}

function checkFill(question: Extract<Question, { kind: 'fill' }>): QuizFinding[] {
  return question.mistakes.flatMap(({ text }, index) =>
    question.accept.some((right) => sameText(right, text, question.strict))
      ? [
          problem(
            ['mistakes', index, 'text'],
            `“${text}” cũng là đáp án đúng`,
            'một câu trả lời sai',
          ),
        ]
      : [],
  );
}

function checkScenario(question: ScenarioQuestion): QuizFinding[] {
  const { steps, start } = question;
  const indexOf = new Map(steps.map(({ id }, index) => [id, index]));
  const findings = repeated(
    steps.map(({ id }) => id),
    (index) => ['steps', index, 'id'],
  );
  if (!indexOf.has(start)) {
    findings.push(
      problem(
        ['start'],
        `bước “${start}” không có`,
        `một trong: ${[...indexOf.keys()].join(', ')}`,
      ),
    );
  }
  steps.forEach(({ choices }, index) => {
    findings.push(
      ...repeated(
        choices.map(({ id }) => id),
        (choice) => ['steps', index, 'choices', choice, 'id'],
      ),
    );
    if (!choices.some(({ quality }) => quality === 'best')) {
      findings.push(
        problem(
          ['steps', index, 'choices'],
          'không lựa chọn nào là best',
          'ít nhất một lựa chọn có quality: best',
        ),
      );
    }
    choices.forEach(({ next }, choice) => {
      if (next === undefined || indexOf.has(next)) return;
      findings.push(
        problem(
          ['steps', index, 'choices', choice, 'next'],
          `bước “${next}” không có`,
          `một trong: ${[...indexOf.keys()].join(', ')}; bỏ khóa next nếu tình huống kết thúc ở đây`,
        ),
      );
    });
  });

  const reached = new Set<string>();
  const cycles = new Set<string>();
  const walk = (id: string, trail: readonly string[]) => {
    const index = indexOf.get(id);
    const step = index === undefined ? undefined : steps[index];
    if (index === undefined || step === undefined) return;
    if (reached.has(id) && !trail.includes(id)) return;
    reached.add(id);
    step.choices.forEach(({ next }, choice) => {
      if (next === undefined) return;
      if (next === id || trail.includes(next)) {
        const loop = `${index}/${choice}`;
        if (cycles.has(loop)) return;
        cycles.add(loop);
        findings.push(
          problem(
            ['steps', index, 'choices', choice, 'next'],
            `quay lại bước “${next}” đã qua`,
            'một bước phía sau, để mọi đường đi đều có kết thúc',
          ),
        );
      } else walk(next, [...trail, id]);
    });
  };
  walk(start, []);
  if (indexOf.has(start)) {
    steps.forEach(({ id }, index) => {
      if (reached.has(id)) return;
      findings.push(
        problem(
          ['steps', index, 'id'],
          `không đường nào dẫn tới bước “${id}”`,
          'một lựa chọn có next tới bước này, hoặc bỏ bước',
        ),
      );
    });
  }
  return findings;
}

/** A problem for each text that has already stood before it. */
function repeated(texts: readonly string[], pathOf: (index: number) => PathStep[]): QuizFinding[] {
  return texts.flatMap((text, index) =>
    texts.indexOf(text) === index
      ? []
      : [problem(pathOf(index), `“${text}” đã dùng ở trên`, 'mỗi mục một giá trị riêng')],
  );
}

function problem(path: PathStep[], found: string, wanted: string): QuizFinding {
  return { severity: 'problem', path, found, wanted };
}
