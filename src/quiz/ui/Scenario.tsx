import type { ChoiceQuality, ScenarioQuestion } from '../../schemas/quiz.ts';
import { walk } from '../answer.ts';
import type { Attempt } from '../attempt.ts';
import { shownOrder } from '../attempt.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Options } from './Choice.tsx';
import type { Tone } from './marks.tsx';
import { Mark } from './marks.tsx';

const QUALITIES: Record<ChoiceQuality, { tone: Tone; words: string }> = {
  best: { tone: 'good', words: 'Cách làm tốt' },
  acceptable: { tone: 'part', words: 'Tạm được' },
  harmful: { tone: 'bad', words: 'Có thể gây hại' },
};

/** `scenario`: the steps decided so far with their consequences, then the step to decide, if one is open. */
export function Scenario(props: {
  question: ScenarioQuestion;
  attempt: Attempt;
  choices: readonly string[];
  /** Whether the consequence of the last choice takes the focus. */
  focusLast: boolean;
  onChoose: (choice: string) => void;
}) {
  const { question, attempt, choices, focusLast, onChoose } = props;
  const { taken, open } = walk(question, choices);
  return (
    <div class="quiz-scenario">
      {taken.map(({ step, choice }, place) => {
        const last = focusLast && place === taken.length - 1;
        return (
          <section key={step.id} class="quiz-step">
            <h4>Bước {place + 1}</h4>
            <p class="quiz-text">{step.text}</p>
            <div
              class="quiz-entry"
              data-tone={QUALITIES[choice.quality].tone}
              tabIndex={-1}
              data-focus={last || undefined}
            >
              <p class="quiz-text">
                <b>Đã chọn:</b> {choice.text}
              </p>
              <QualityMark quality={choice.quality} />
              <p class="quiz-why">{choice.feedback}</p>
            </div>
            {open === null && (
              <details class="quiz-why">
                <summary>Những cách khác ở bước này</summary>
                <ul class="quiz-others">
                  {step.choices
                    .filter((other) => other !== choice)
                    .map((other) => (
                      <li key={other.id}>
                        <p class="quiz-text">{other.text}</p>
                        <QualityMark quality={other.quality} />
                        <p>{other.feedback}</p>
                      </li>
                    ))}
                </ul>
              </details>
            )}
          </section>
        );
      })}
      {open && (
        <OpenStep
          key={open.id}
          name={`${question.id}-${open.id}`}
          place={taken.length + 1}
          text={open.text}
          options={shownOrder(attempt, `${question.id}/${open.id}`, open.choices)}
          onChoose={onChoose}
        />
      )}
    </div>
  );
}

function QualityMark({ quality }: { quality: ChoiceQuality }) {
  const { tone, words } = QUALITIES[quality];
  return <Mark tone={tone}>{words}</Mark>;
}

function OpenStep(props: {
  name: string;
  place: number;
  text: string;
  options: readonly { readonly id: string; readonly text: string }[];
  onChoose: (choice: string) => void;
}) {
  return (
    <AnswerForm<string>
      read={(form) => form.get(props.name)?.toString() ?? null}
      onAnswer={props.onChoose}
      missing="Hãy chọn một cách."
      label="Chọn cách này"
    >
      <fieldset class="quiz-group">
        <legend>
          <h4>Bước {props.place}</h4>
          <span class="quiz-text">{props.text}</span>
        </legend>
        <Options name={props.name} type="radio" options={props.options} />
      </fieldset>
    </AnswerForm>
  );
}
