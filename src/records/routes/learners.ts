import type { Kysely } from 'kysely';
import { z } from 'zod';
import { clientAddress } from '../access/client-address.ts';
import type { DeedDetail } from '../access/deed.ts';
import { sees } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import {
  changedCodesSchema,
  codeCardSchema,
  codeHoldersSchema,
  commitsAnswerSchema,
  commitsSchema,
  identifiedSchema,
  identifySchema,
  whoseCodesSchema,
} from '../contract/learners.ts';
import type { RecordsDatabase, RecordsTables } from '../database/tables.ts';
import type { RecordsHome } from '../home.ts';
import {
  codeCards,
  listCodeHolders,
  peopleOf,
  type WhichPeople,
} from '../learners/code-holders.ts';
import { CommitDesk } from '../learners/commit-desk.ts';
import { GuessLimit } from '../learners/guess-limit.ts';
import { issueCodes, ownersOf, stopCodes } from '../learners/learner-codes.ts';
import { partialName } from '../learners/partial-name.ts';
import { codeStopped, codeUnknown, tooManyWrong } from '../learners/refusals.ts';
import { type Call, endpoint } from './endpoint.ts';
import { json, jsonBody } from './media.ts';
import { pageQuery, unitQuery } from './query.ts';

/** A device sends 50 commits at most, each under a kilobyte. */
const MAX_BYTES = 64 * 1024;

const desks = new WeakMap<RecordsDatabase, CommitDesk>();
function deskOf(home: RecordsHome): CommitDesk {
  const desk = desks.get(home.database) ?? new CommitDesk(home);
  desks.set(home.database, desk);
  return desk;
}

/** For the log: how many people, and the unit asked for, else the officer's own. */
function codesDeed(what: string, people: number, unit: string): DeedDetail {
  const text = `${what}: ${people.toLocaleString('vi-VN')} người`;
  return unit === '' ? { text } : { text, unitId: unit };
}

/** What is asked for, kept to what is seen; a unit that is not seen is refused, and not logged. */
async function within(
  db: Kysely<RecordsTables>,
  asked: z.infer<typeof whoseCodesSchema>,
  seen: Call['seen'],
): Promise<WhichPeople> {
  const units = await seen(db);
  if (asked.unit !== '' && !sees(units, asked.unit)) {
    throw new ApiProblem(
      404,
      'unknown-unit',
      'Không có đơn vị này trong phạm vi của tài khoản. Hãy chọn lại đơn vị.',
    );
  }
  return { ...asked, seen: units };
}

/**
 * Calls of learners' devices and about learner codes. Only a server has them: a code is of no use
 * where devices cannot reach the records.
 */
export const learnerEndpoints = [
  endpoint({
    method: 'post',
    path: '/learner',
    summary: 'Mã học viên này là của ai (tên rút gọn), trước khi gắn thiết bị',
    access: 'everyone',
    body: jsonBody(identifySchema, MAX_BYTES),
    refusals: [429],
    answer: json(identifiedSchema),
    async handle({ home, body: { code }, request }) {
      const address = clientAddress(request);
      // A refusal is returned, not thrown, so that the wrong code stays counted.
      const found = await home.write(async (db) => {
        const limit = new GuessLimit(db, new Date());
        const wait = (await limit.waits([address])).get(address);
        if (wait !== undefined) return tooManyWrong(wait);
        const owner = (await ownersOf(db, [code])).get(code);
        if (owner !== undefined) return owner;
        await limit.count(address);
        return codeUnknown();
      });
      if (found instanceof ApiProblem) throw found;
      if (!found.isGood) throw codeStopped();
      return { person: found.personId, name: partialName(found.name), unit: found.unit };
    },
  }),
  endpoint({
    method: 'post',
    path: '/commits',
    summary: 'Nhận kết quả từ thiết bị; chỉ trả lời khi đã ghi bền vững',
    access: 'everyone',
    body: jsonBody(commitsSchema, MAX_BYTES),
    refusals: [429],
    answer: json(commitsAnswerSchema),
    handle: ({ home, body, request }) => deskOf(home).take(body, clientAddress(request)),
  }),
  endpoint({
    method: 'get',
    path: '/learner-codes',
    summary: 'Ai đã có mã học viên, ai chưa',
    access: 'officer',
    query: pageQuery.extend(unitQuery.shape),
    answer: json(codeHoldersSchema),
    handle: ({ home, query: { unit, offset, limit }, seen }) =>
      home.read(async (db) => listCodeHolders(db, { unit, seen: await seen(db) }, offset, limit)),
  }),
  endpoint({
    method: 'post',
    path: '/learner-codes/cards',
    summary: 'Thẻ mã học viên để in',
    access: 'officer',
    body: jsonBody(whoseCodesSchema),
    answer: json(z.array(codeCardSchema)),
    // Who took the codes out is written down, so it is no reading call.
    handle: ({ home, body, seen }) =>
      home.write(async (db, tell) => {
        const cards = await codeCards(db, await within(db, body, seen));
        tell(codesDeed('In thẻ mã học viên', cards.length, body.unit));
        return cards;
      }),
  }),
  endpoint({
    method: 'post',
    path: '/learner-codes/issue',
    summary: 'Cấp mã cho những người chưa có',
    access: 'officer',
    body: jsonBody(whoseCodesSchema),
    answer: json(changedCodesSchema),
    handle: ({ home, body, seen }) =>
      home.write(async (db, tell) => {
        const people = await peopleOf(db, await within(db, body, seen));
        const changed = await issueCodes(db, people, new Date());
        tell(codesDeed('Cấp mã học viên cho người chưa có', changed, body.unit));
        return { changed };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/learner-codes/renew',
    summary: 'Đổi mã: mã cũ ngừng, mã mới được cấp',
    access: 'officer',
    body: jsonBody(whoseCodesSchema),
    answer: json(changedCodesSchema),
    handle: ({ home, body, seen }) =>
      home.write(async (db, tell) => {
        const people = await peopleOf(db, await within(db, body, seen));
        const now = new Date();
        await stopCodes(db, people, now);
        const changed = await issueCodes(db, people, now);
        tell(codesDeed('Đổi mã học viên', changed, body.unit));
        return { changed };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/learner-codes/revoke',
    summary: 'Thu hồi mã, không cấp mã mới',
    access: 'officer',
    body: jsonBody(whoseCodesSchema),
    answer: json(changedCodesSchema),
    handle: ({ home, body, seen }) =>
      home.write(async (db, tell) => {
        const people = await peopleOf(db, await within(db, body, seen));
        const changed = await stopCodes(db, people, new Date());
        tell(codesDeed('Thu hồi mã học viên', changed, body.unit));
        return { changed };
      }),
  }),
];
