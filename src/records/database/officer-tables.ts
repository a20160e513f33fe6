import type { OfficerRole } from '../access/actor.ts';

/** Tables of those who sign in, and of what was done. */
export interface OfficerTables {
  officer: OfficerRow;
  /** The password of an officer, as the sign-in library keeps it (scrypt). */
  officer_password: {
    id: string;
    account_id: string;
    provider_id: string;
    officer_id: string;
    password: string | null;
    created_at: string;
    updated_at: string;
  };
  /** Who is signed in; the sign-in library's own. */
  officer_session: {
    id: string;
    token: string;
    officer_id: string;
    expires_at: string;
    created_at: string;
    updated_at: string;
    ip_address: string | null;
    user_agent: string | null;
  };
  /** Failed tries by the hash of an account's or address's name, within a window of time. */
  sign_in_failure: { key: string; tries: number; since: string };
  audit: AuditRow;
}

/** Somebody who signs in for a unit. */
export interface OfficerRow {
  id: string;
  name: string;
  /** User name or e-mail address, lower case. */
  username: string;
  role: OfficerRole;
  unit_id: string;
  /** When the account was closed, or null. */
  disabled_at: string | null;
  /** SHA-256 of the one-time code that sets a first password, or null. */
  setup_hash: string | null;
  setup_until: string | null;
  created_at: string;
  updated_at: string;
  /** The sign-in library wants an address; ours is made of the id and never written to. */
  email: string;
  email_verified: number;
  image: string | null;
}

/** A change: who did what to which unit's records, and when. Never rewritten. */
export interface AuditRow {
  id: string;
  at: string;
  /** Officer id, or `local`, `learner`, `anonymous`. */
  actor: string;
  /** The officer's name as it was then, or what stands for the others. */
  actor_name: string;
  /** The call as declared, e.g. `POST /imports/{id}/undo`. */
  call: string;
  unit_id: string | null;
  /** Vietnamese: what was done; no person's name, code or secret. */
  text: string;
  /** See `Deed.concernsFrom`. */
  concerns_from: string | null;
  /** What it is found by: actor, unit and text, folded. */
  words: string;
}
