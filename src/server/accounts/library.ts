import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import type { Kysely } from 'kysely';
import { PASSWORD_LENGTH } from '../../records/access/password-rules.ts';
import type { RecordsTables } from '../../records/database/tables.ts';

/** How long a sign-in lasts: a working day. */
export const SESSION_HOURS = 12;

/**
 * The sign-in library over our own tables. Only its calls are used, never its HTTP routes: what it
 * offers beyond signing in (sign-up, e-mail, other providers) has no address here.
 *
 * `type: 'sqlite'` names how values are kept (instants as ISO text, booleans as 0 and 1), which is how
 * the records keep them on every engine; the SQL itself is written by the given Kysely, so PostgreSQL
 * works alike (the contract tests run both).
 */
export function createAuthLibrary(db: Kysely<RecordsTables>, secret: string) {
  return betterAuth({
    secret,
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db, type: 'sqlite' },
    advanced: {
      cookiePrefix: 'quan-ly',
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      database: { validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
    user: {
      modelName: 'officer',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        role: { type: 'string', input: false },
        unitId: { type: 'string', input: false, fieldName: 'unit_id' },
        disabledAt: { type: 'string', input: false, required: false, fieldName: 'disabled_at' },
      },
    },
    account: {
      modelName: 'officer_password',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'officer_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'officer_session',
      expiresIn: SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      fields: {
        userId: 'officer_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    plugins: [
      username({
        displayUsername: false,
        maxUsernameLength: 120,
        // Names are checked when an account is made; here any text may be tried.
        usernameValidator: () => true,
      }),
    ],
  });
}

export type AuthLibrary = ReturnType<typeof createAuthLibrary>;

/** The cookie that holds a session's token. */
export const SESSION_COOKIE = 'quan-ly.session_token';
