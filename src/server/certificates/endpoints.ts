import { clientAddress } from '../../records/access/client-address.ts';
import { ApiProblem } from '../../records/api-problem.ts';
import {
  certificateKeysSchema,
  certificateWantedSchema,
  signedCertificateSchema,
} from '../../records/contract/certificates.ts';
import { OFFICE_UNIT_ID } from '../../records/imports/unit-plan.ts';
import { GuessLimit } from '../../records/learners/guess-limit.ts';
import { ownersOf } from '../../records/learners/learner-codes.ts';
import { codeStopped, codeUnknown, tooManyWrong } from '../../records/learners/refusals.ts';
import { endpoint } from '../../records/routes/endpoint.ts';
import { json, jsonBody } from '../../records/routes/media.ts';
import { publicKeys, signingKey } from './keys.ts';
import { claimsOf, signCertificate } from './sign.ts';

const MAX_BYTES = 4096;

/** Calls about signed certificates; only a server has them, since a signing key must stay with it. */
export const certificateEndpoints = [
  endpoint({
    method: 'post',
    path: '/learner/certificate',
    summary: 'Giấy chứng nhận đã ký của người có mã học viên này',
    access: 'everyone',
    body: jsonBody(certificateWantedSchema, MAX_BYTES),
    refusals: [429],
    answer: json(signedCertificateSchema),
    async handle({ home, body: { code, module }, request }) {
      const address = clientAddress(request);
      // A refusal is returned, not thrown, so that the wrong code stays counted.
      const made = await home.write(async (db) => {
        const limit = new GuessLimit(db, new Date());
        const wait = (await limit.waits([address])).get(address);
        if (wait !== undefined) return tooManyWrong(wait);
        const owner = (await ownersOf(db, [code])).get(code);
        if (owner === undefined) {
          await limit.count(address);
          return codeUnknown();
        }
        if (!owner.isGood) return codeStopped();
        const key = await signingKey(db, new Date());
        const office = await db
          .selectFrom('unit')
          .select('name')
          .where('id', '=', OFFICE_UNIT_ID)
          .executeTakeFirst();
        const claims = await claimsOf(db, owner, module, key.kid, office?.name ?? '');
        return { claims, key };
      });
      if (made instanceof ApiProblem) throw made;
      return { jws: await signCertificate(made.claims, made.key) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificate-keys',
    summary: 'Khóa công khai để kiểm tra giấy chứng nhận',
    access: 'everyone',
    answer: json(certificateKeysSchema),
    handle: ({ home }) => home.read(async (db) => ({ keys: await publicKeys(db) })),
  }),
];
