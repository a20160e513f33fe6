/** A file that cannot be read at all; `message` is Vietnamese and says the next step. */
export class UnreadableFile extends Error {
  /** Stable English code for `ApiError`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'UnreadableFile';
    this.code = code;
  }
}
