import { Component, type ComponentChildren } from 'preact';

interface Props<T> {
  /** Reads the form; null while something is missing. */
  read: (form: FormData) => T | null;
  onAnswer: (answer: T) => void;
  /** Said when the answer is not complete. */
  missing: string;
  /** Words on the button. */
  label?: string;
  children: ComponentChildren;
}

/** The form around a question: its button hands over the answer, or says what is missing. */
export class AnswerForm<T> extends Component<Props<T>, { asked: boolean }> {
  // No class fields: for Safari 15 each package page would carry 0.4 kB of helper code for them.
  constructor(props: Props<T>) {
    super(props);
    this.state = { asked: false };
  }

  private submit(event: SubmitEvent) {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const answer = this.props.read(new FormData(event.currentTarget));
    this.setState({ asked: answer === null });
    if (answer !== null) this.props.onAnswer(answer);
  }

  render() {
    const { missing, label = 'Trả lời', children } = this.props;
    return (
      <form
        class="quiz-form"
        noValidate
        onSubmit={(event) => this.submit(event)}
        onInput={() => this.setState({ asked: false })}
      >
        {children}
        <p class="quiz-missing" role="alert">
          {this.state.asked && missing}
        </p>
        <button type="submit" class="button">
          {label}
        </button>
      </form>
    );
  }
}
