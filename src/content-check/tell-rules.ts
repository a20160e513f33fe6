import type { Quiz } from '../schemas/quiz.ts';
import type { ContentProblem } from './problem.ts';
import type { Content, EntryFile } from './read-content.ts';
import { selfChecksOf } from './reading/self-checks.ts';
import { distinctGroups, type OptionGroup, type Tell, tellOf } from './reading/tells.ts';

/** Option groups that are read one after another, where a pattern would be learned. */
export interface TellSet {
  /** The file, or the folder whose files' self-checks are taken together. */
  place: string;
  groups: OptionGroup[];
}

/** Each quiz by itself; the self-checks of each folder of entries together, as each entry has few. */
export function tellSets(content: Content): TellSet[] {
  const quizzes = content.quizzes.flatMap(({ file, data }) =>
    data === null ? [] : [{ place: file, groups: groupsOfQuiz(data) }],
  );
  const folder = (place: string, entries: readonly EntryFile<unknown>[]): TellSet => ({
    place,
    groups: distinctGroups(entries.flatMap(({ body }) => selfChecksOf(body))),
  });
  const levels = [...new Set(content.skills.map(({ id }) => id.split('/')[0] ?? ''))];
  return [
    ...quizzes,
    folder('content/modules', content.modules),
    ...levels.map((level) =>
      folder(
        `content/skills/${level}`,
        content.skills.filter(({ id }) => id.startsWith(`${level}/`)),
      ),
    ),
    folder('content/guides', content.guides),
  ];
}

/** Answers that length or place gives away, over a quiz or the self-checks of a folder. */
export function checkTells(content: Content): ContentProblem[] {
  return tellSets(content).flatMap(({ place, groups }) => {
    const tell = tellOf(groups);
    return tell.betrayedBy.map(
      (by): ContentProblem => ({
        severity: 'problem',
        file: place,
        line: null,
        key: null,
        found: FOUND[by](tell),
        wanted: WANTED[by],
      }),
    );
  });
}

const FOUND: Record<Tell['betrayedBy'][number], (tell: Tell) => string> = {
  longest: ({ groups, longest, expected }) =>
    `lựa chọn đúng dài nhất ở ${longest}/${groups} câu (ngẫu nhiên chỉ khoảng ${Math.round(expected)})`,
  shortest: ({ groups, shortest, expected }) =>
    `lựa chọn đúng ngắn nhất ở ${shortest}/${groups} câu (ngẫu nhiên chỉ khoảng ${Math.round(expected)})`,
  place: ({ places }) => `số câu có lựa chọn đúng đứng thứ 1, 2, 3…: ${places.join(', ')}`,
};

const WANTED: Record<Tell['betrayedBy'][number], string> = {
  longest: 'rút gọn lựa chọn đúng, hoặc viết lựa chọn sai đầy đủ như người ta vẫn nghĩ',
  shortest: 'rút gọn các lựa chọn sai, hoặc nói rõ hơn lựa chọn đúng',
  place: 'đổi chỗ để lựa chọn đúng đứng đều ở mọi vị trí',
};

function groupsOfQuiz(quiz: Quiz): OptionGroup[] {
  return quiz.questions.flatMap((question): OptionGroup[] => {
    if (question.kind === 'single') {
      const right = question.options.findIndex(({ correct }) => correct);
      return right < 0 ? [] : [{ texts: question.options.map(({ text }) => text), right }];
    }
    if (question.kind !== 'scenario') return [];
    return question.steps.flatMap(({ choices }) => {
      const best = choices.filter(({ quality }) => quality === 'best');
      return best.length !== 1 || choices.length < 2
        ? []
        : [
            {
              texts: choices.map(({ text }) => text),
              right: choices.findIndex(({ quality }) => quality === 'best'),
            },
          ];
    });
  });
}
