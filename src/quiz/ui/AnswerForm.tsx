import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/**
 * The form around a question: "Trả lời" hands over what `read` returns; while that is null it says
 * what is missing instead.
 */
export function AnswerForm<T>(props: {
  read: () => T | null;
  onAnswer: (answer: T) => void;
  /** Said when the answer is not complete. */
  missing: string;
  /** Words on the button. */
  label?: string;
  children: ComponentChildren;
}) {
  const { read, onAnswer, missing, label = 'Trả lời', children } = props;
  const [asked, setAsked] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const answer = read();
    setAsked(answer === null);
    if (answer !== null) onAnswer(answer);
  };
  return (
    <form class="quiz-form" onSubmit={submit} noValidate>
      {children}
      <p class="quiz-missing" role="alert">
        {asked && read() === null ? missing : ''}
      </p>
      <button type="submit" class="button">
        {label}
      </button>
    </form>
  );
}
