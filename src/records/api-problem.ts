/** Statuses that a refusal has. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 503 | 507;

/** A refusal with its HTTP status; `message` is Vietnamese and says the next step. */
export class ApiProblem extends Error {
  readonly status: ProblemStatus;
  /** Stable English code, as in `ApiError`. */
  readonly code: string;

  constructor(status: ProblemStatus, code: string, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
  }
}
