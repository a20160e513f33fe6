/** A refusal with its HTTP status; `message` is Vietnamese and says the next step. */
export class ApiProblem extends Error {
  readonly status: 400 | 404 | 409 | 413 | 422;
  /** Stable English code, as in `ApiError`. */
  readonly code: string;

  constructor(status: ApiProblem['status'], code: string, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
  }
}
