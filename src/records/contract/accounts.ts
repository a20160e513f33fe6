import { z } from 'zod';

/** Officers' accounts, sign-in and the audit log, as the API tells them. */

export const officerRoleSchema = z.enum(['so', 'phong', 'truong']);

/** What one types to sign in: a user name or an e-mail address. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(3, 'tên đăng nhập cần ít nhất 3 ký tự')
  .max(120, 'tên đăng nhập dài quá 120 ký tự')
  .regex(
    /^[a-z0-9._@+-]+$/,
    'tên đăng nhập chỉ gồm chữ không dấu, chữ số và các dấu . _ - @, hoặc là địa chỉ thư điện tử',
  );

export const signInSchema = z.object({
  username: z.string().max(200),
  password: z.string().max(500),
});
export type SignIn = z.infer<typeof signInSchema>;

/** Who is at the page. */
export const sessionSchema = z.object({
  /** False where the records are kept in this browser: nobody signs in there. */
  signInNeeded: z.boolean(),
  /** Who is signed in, or null. */
  officer: z
    .object({
      id: z.string(),
      name: z.string(),
      username: z.string(),
      role: officerRoleSchema,
      unitId: z.string(),
      unitName: z.string(),
      /** Whether they may do what concerns all records at once. */
      whole: z.boolean(),
    })
    .nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const passwordChangeSchema = z.object({
  current: z.string().max(500),
  next: z.string().max(500),
});

export const firstPasswordSchema = z.object({
  /** The one-time code, as printed or from the link. */
  code: z.string().max(100),
  password: z.string().max(500),
});

export const firstPasswordDoneSchema = z.object({ username: z.string() });

export const officerSchema = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  role: officerRoleSchema,
  unitId: z.string(),
  unitName: z.string(),
  /** `waiting`: no password set yet; `closed`: may not sign in. */
  status: z.enum(['active', 'waiting', 'closed']),
  /** Whether the asker may close, open and reset it. */
  manageable: z.boolean(),
});
export type Officer = z.infer<typeof officerSchema>;

export const newOfficerSchema = z.object({
  name: z.string().trim().min(1, 'chưa có họ và tên').max(120, 'họ và tên dài quá 120 ký tự'),
  username: usernameSchema,
  unitId: z.string().min(1).max(100),
});
export type NewOfficer = z.infer<typeof newOfficerSchema>;

/** A one-time code with which an officer sets a password; shown once, kept only as a hash. */
export const setupCodeSchema = z.object({
  officer: officerSchema,
  code: z.string(),
  /** Instant after which the code is void. */
  until: z.string(),
});
export type SetupCode = z.infer<typeof setupCodeSchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  call: z.string(),
  unit: z.string().nullable(),
  text: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditLogSchema = z.object({ total: z.int(), entries: z.array(auditEntrySchema) });
export type AuditLog = z.infer<typeof auditLogSchema>;
