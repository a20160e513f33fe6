import { z } from 'zod';
import type { Accounts } from '../access/accounts.ts';
import type { Actor } from '../access/actor.ts';
import { addOfficer, closeOfficer, listOfficers, resetOfficer } from '../access/officers.ts';
import { allows } from '../access/policy.ts';
import {
  firstPasswordDoneSchema,
  firstPasswordSchema,
  newOfficerSchema,
  officerSchema,
  passwordChangeSchema,
  type Session,
  sessionSchema,
  setupCodeSchema,
  signInSchema,
} from '../contract/accounts.ts';
import type { RecordsHome } from '../home.ts';
import { endpoint } from './endpoint.ts';
import { type Answer, json, jsonBody } from './media.ts';

const MAX_BYTES = 16 * 1024;
const oneOfficer = z.object({ id: z.string() });
const nothing = z.object({});

/** Calls of a server where officers sign in. What they write is logged where it is written. */
export function accountEndpoints(accounts: Accounts) {
  return [
    endpoint({
      method: 'get',
      path: '/session',
      summary: 'Ai đang đăng nhập',
      access: 'everyone',
      answer: json(sessionSchema),
      handle: ({ home, actor }) => sessionOf(home, actor),
    }),
    endpoint({
      method: 'post',
      path: '/sign-in',
      summary: 'Đăng nhập',
      access: 'everyone',
      body: jsonBody(signInSchema, MAX_BYTES),
      refusals: [401, 403, 429],
      answer: withHeaders(json(sessionSchema)),
      async handle({ home, request, body: { username, password } }) {
        const { headers, actor } = await accounts.signIn(request, username, password);
        return { value: await sessionOf(home, actor), headers };
      },
    }),
    endpoint({
      method: 'post',
      path: '/sign-out',
      summary: 'Đăng xuất',
      access: 'everyone',
      answer: withHeaders(json(nothing)),
      handle: async ({ request }) => ({ value: {}, headers: await accounts.signOut(request) }),
    }),
    endpoint({
      method: 'post',
      path: '/password',
      summary: 'Đổi mật khẩu của chính mình',
      access: 'officer',
      logged: false,
      body: jsonBody(passwordChangeSchema, MAX_BYTES),
      refusals: [429],
      answer: withHeaders(json(nothing)),
      async handle({ actor, request, body: { current, next } }) {
        const id = actor.kind === 'officer' ? actor.id : '';
        return { value: {}, headers: await accounts.changePassword(request, id, current, next) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/first-password',
      summary: 'Đặt mật khẩu bằng mã dùng một lần',
      access: 'everyone',
      body: jsonBody(firstPasswordSchema, MAX_BYTES),
      refusals: [429],
      answer: json(firstPasswordDoneSchema),
      handle: async ({ request, body: { code, password } }) => ({
        username: await accounts.firstPassword(request, code, password),
      }),
    }),
    endpoint({
      method: 'get',
      path: '/officers',
      summary: 'Tài khoản của các đơn vị trong phạm vi',
      access: 'office',
      answer: json(z.array(officerSchema)),
      handle: ({ home, actor }) => home.read((db) => listOfficers(db, actor)),
    }),
    endpoint({
      method: 'post',
      path: '/officers',
      summary: 'Thêm tài khoản cho một đơn vị cấp dưới, kèm mã đặt mật khẩu',
      access: 'office',
      logged: false,
      body: jsonBody(newOfficerSchema, MAX_BYTES),
      answer: json(setupCodeSchema),
      handle: ({ home, actor, body }) => home.write((db) => addOfficer(db, actor, body)),
    }),
    endpoint({
      method: 'post',
      path: '/officers/{id}/reset',
      summary: 'Đặt lại mật khẩu: mật khẩu cũ hết hiệu lực, có mã mới',
      access: 'office',
      logged: false,
      params: oneOfficer,
      answer: json(setupCodeSchema),
      handle: ({ home, actor, params: { id } }) => home.write((db) => resetOfficer(db, actor, id)),
    }),
    endpoint({
      method: 'put',
      path: '/officers/{id}/closed',
      summary: 'Khóa hoặc mở lại tài khoản',
      access: 'office',
      logged: false,
      params: oneOfficer,
      body: jsonBody(z.object({ closed: z.boolean() }), MAX_BYTES),
      answer: json(officerSchema),
      handle: ({ home, actor, params: { id }, body: { closed } }) =>
        home.write((db) => closeOfficer(db, actor, id, closed)),
    }),
  ];
}

/** An answer that carries headers of its own, such as cookies. */
function withHeaders<T>(answer: Answer<T>): Answer<{ value: T; headers: Headers }> {
  return {
    mediaType: answer.mediaType,
    schema: answer.schema,
    respond({ value, headers }) {
      const response = answer.respond(value);
      for (const [name, text] of headers) response.headers.append(name, text);
      return response;
    },
  };
}

function sessionOf(home: RecordsHome, actor: Actor): Promise<Session> {
  if (actor.kind === 'local') return Promise.resolve({ signInNeeded: false, officer: null });
  if (actor.kind !== 'officer') return Promise.resolve({ signInNeeded: true, officer: null });
  return home.read(async (db) => {
    const row = await db
      .selectFrom('officer')
      .leftJoin('unit', 'unit.id', 'officer.unit_id')
      .select(['officer.id', 'officer.name', 'officer.username', 'officer.role'])
      .select(['officer.unit_id', 'unit.name as unit'])
      .where('officer.id', '=', actor.id)
      .executeTakeFirst();
    if (row === undefined) return { signInNeeded: true, officer: null };
    const { id, name, username, role, unit_id: unitId, unit } = row;
    const whole = allows('whole', actor);
    const officer = { id, name, username, role, unitId, unitName: unit ?? '', whole };
    return { signInNeeded: true, officer };
  });
}
