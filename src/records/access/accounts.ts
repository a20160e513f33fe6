import type { Actor } from './actor.ts';

/**
 * Signing in, as the routes need it. The server's home has one (`src/server/accounts`); the browser's
 * has none, for whoever holds the PC holds the records.
 */
export interface Accounts {
  /** Checks name and password; the headers set the session's cookie. @throws ApiProblem 401, 403, 429 */
  signIn(
    request: Request,
    username: string,
    password: string,
  ): Promise<{ headers: Headers; actor: Actor }>;
  /** Ends the session of the request, if there is one. */
  signOut(request: Request): Promise<Headers>;
  /** Sets another password and ends the officer's other sessions. @throws ApiProblem 401, 422, 429 */
  changePassword(
    request: Request,
    officerId: string,
    current: string,
    next: string,
  ): Promise<Headers>;
  /** Sets the first password by a one-time code; gives the user name. @throws ApiProblem 422, 429 */
  firstPassword(request: Request, code: string, password: string): Promise<string>;
  /** Who makes a request. */
  actorOf(request: Request): Promise<Actor>;
}
