import fc from 'fast-check';
import { gunzipSync, strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createRecordsApp } from '../../src/records/app.ts';
import {
  certificateClaimsSchema,
  certificateKeysSchema,
  signedCertificateSchema,
} from '../../src/records/contract/certificates.ts';
import { codeCardSchema, commitsAnswerSchema } from '../../src/records/contract/learners.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { learnerEndpoints } from '../../src/records/routes/learners.ts';
import {
  certificateText,
  checkCertificate,
} from '../../src/scorm/certificate/check-certificate.ts';
import { claimsIn } from '../../src/scorm/certificate/claims-in.ts';
import { certificateEndpoints } from '../../src/server/certificates/endpoints.ts';
import { newKey } from '../../src/server/certificates/keys.ts';
import { signCertificate } from '../../src/server/certificates/sign.ts';
import { Office } from './records-office.ts';

const ROSTER = `Họ và tên;Mã;Đơn vị;Vai trò
Nguyễn Thị Hoa;GV1;Trường TH Vân Hồ;Giáo viên
Lò Văn Đức;GV2;Trường TH Vân Hồ;Giáo viên
`;
const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });

/** A server with two teachers, of whom Hoa passed `tong-quan` and failed `bao-luc`. */
async function served() {
  const database = await openNodeDatabase();
  const endpoints = [...learnerEndpoints, ...certificateEndpoints];
  const office = await Office.over(createRecordsApp(database, { endpoints }));
  await office.take(ROSTER, 'danh-sach.csv');
  await office.request('/api/learner-codes/issue', post({}));
  const cards = await office.json(codeCardSchema.array(), '/api/learner-codes/cards', post({}));
  const card = (name: string) => cards.find((one) => one.name === name)?.code ?? '';
  const commit = (module: string, status: string, score: number) => ({
    id: `commit-${module}`,
    sequence: 1,
    module,
    attempt: 1,
    status,
    score,
    startedAt: '2026-11-21T01:00:00Z',
    at: new Date().toISOString(),
    seconds: 900,
    moduleVersion: '1.0',
    quizVersion: 1,
  });
  const sent = await office.json(
    commitsAnswerSchema,
    '/api/commits',
    post({
      code: card('Nguyễn Thị Hoa'),
      device: 'device-0001',
      sentAt: new Date().toISOString(),
      commits: [commit('tong-quan', 'passed', 95.55), commit('bao-luc', 'failed', 40)],
    }),
  );
  expect(sent.acknowledged).toHaveLength(2);
  const certificate = async (name: string, module: string) =>
    office.json(
      signedCertificateSchema,
      '/api/learner/certificate',
      post({ code: card(name), module }),
    );
  const keys = () => office.json(certificateKeysSchema, '/api/certificate-keys');
  return { office, card, certificate, keys };
}

describe('a signed certificate', () => {
  it('is found genuine with the public key alone, and says who passed what', async () => {
    const { certificate, keys } = await served();
    const { jws } = await certificate('Nguyễn Thị Hoa', 'tong-quan');
    expect(checkCertificate(jws, await keys())).toMatchObject({
      kind: 'genuine',
      claims: {
        name: 'Nguyễn Thị Hoa',
        unit: 'Trường TH Vân Hồ',
        module: 'tong-quan',
        score: 95.5,
        source: 'site',
      },
    });
  });

  it('is the same text each time, so that a second print is the same certificate', async () => {
    const { certificate } = await served();
    const first = await certificate('Nguyễn Thị Hoa', 'tong-quan');
    expect(await certificate('Nguyễn Thị Hoa', 'tong-quan')).toEqual(first);
  });

  it('is not given for what was not passed, nor to a code that nobody has', async () => {
    const { office, card } = await served();
    const refusal = async (code: string, module: string) => {
      const response = await office.request('/api/learner/certificate', post({ code, module }));
      const { error } = apiErrorSchema.parse(await response.json());
      return `${response.status} ${error.code}`;
    };
    expect(await refusal(card('Nguyễn Thị Hoa'), 'bao-luc')).toBe('404 not-passed');
    expect(await refusal(card('Lò Văn Đức'), 'tong-quan')).toBe('404 not-passed');
    expect(await refusal('0000-0000-0001', 'tong-quan')).toMatch(/^4\d\d code-unknown|^400/);
  });

  it('holds its keys back: only public halves are told', async () => {
    const { certificate, keys, office } = await served();
    await certificate('Nguyễn Thị Hoa', 'tong-quan');
    const told = await keys();
    expect(told.keys).toHaveLength(1);
    expect(Object.keys(told.keys[0] ?? {}).sort()).toEqual(['from', 'kid', 'x']);
    const backup = await (await office.request('/api/backup')).text();
    expect(backup).not.toContain('private_d');
  });

  it('is found genuine after the records were restored on another server, which signs with its own key', async () => {
    const { certificate, keys, office } = await served();
    const { jws } = await certificate('Nguyễn Thị Hoa', 'tong-quan');
    const old = await keys();
    const file = new Uint8Array(await (await office.request('/api/backup')).arrayBuffer());
    const [secret] = await office.app.home.database.kysely
      .selectFrom('certificate_key')
      .select('private_d')
      .execute();
    expect(strFromU8(gunzipSync(file))).not.toContain(secret?.private_d);
    const other = await served();
    await other.office.request('/api/restore', { method: 'POST', body: file });
    const known = await other.keys();
    expect(known.keys).toEqual(expect.arrayContaining(old.keys));
    expect(checkCertificate(jws, known).kind).toBe('genuine');
    // Of the old key only the public half is there: a new certificate has another.
    await other.office.request('/api/learner-codes/issue', post({}));
    const cards = await other.office.json(
      codeCardSchema.array(),
      '/api/learner-codes/cards',
      post({}),
    );
    const code = cards.find(({ name }) => name === 'Nguyễn Thị Hoa')?.code;
    const again = await other.office.json(
      signedCertificateSchema,
      '/api/learner/certificate',
      post({ code, module: 'tong-quan' }),
    );
    expect(again.jws).not.toBe(jws);
    expect(checkCertificate(again.jws, await other.keys()).kind).toBe('genuine');
  });
});

const publicHalf = ({ kid, x }: { kid: string; x: string }) => ({ kid, x, from: '2026-11-01' });

const CLAIMS = certificateClaimsSchema.parse({
  v: 1,
  no: '7F3KQ-0ZXM2',
  name: 'Lò Thị Mẫu',
  unit: 'Trường THCS Mẫu',
  module: 'tong-quan',
  title: 'Tổng quan',
  score: null,
  day: '2026-11-21',
  source: 'lms',
  office: 'Phòng mẫu',
});

describe('checking a certificate', () => {
  it('finds any changed character, wherever it is', async () => {
    const key = newKey();
    const keys = { keys: [publicHalf(key)] };
    const jws = await signCertificate(CLAIMS, key);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const kindWith = (at: number, character: string) =>
      checkCertificate(jws.slice(0, at) + character + jws.slice(at + 1), keys).kind;
    fc.assert(
      fc.property(fc.nat(jws.length - 1), fc.constantFrom(...alphabet), (at, character) => {
        fc.pre(jws[at] !== character);
        expect(kindWith(at, character)).not.toBe('genuine');
      }),
      { numRuns: 200 },
    );
    // The last character of a part may hold bits that mean nothing: other text of the same bytes.
    for (const at of [jws.indexOf('.') - 1, jws.lastIndexOf('.') - 1, jws.length - 1]) {
      for (const character of alphabet) {
        const wanted = jws[at] === character ? 'genuine' : expect.not.stringMatching('genuine');
        expect(kindWith(at, character)).toEqual(wanted);
      }
    }
  });

  it('tells another office’s certificate from a changed one', async () => {
    const [own, other] = [newKey(), newKey()];
    const jws = await signCertificate(CLAIMS, other);
    expect(checkCertificate(jws, { keys: [publicHalf(own)] })).toEqual({ kind: 'unknown-key' });
    const forged = await signCertificate(CLAIMS, { ...other, kid: own.kid });
    const said = { kind: 'changed', said: CLAIMS };
    expect(checkCertificate(forged, { keys: [publicHalf(own)] })).toEqual(said);
  });

  it('never takes an unsigned text for a certificate', () => {
    const key = newKey();
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none', kid: key.kid })}.${part(CLAIMS)}.`;
    expect(checkCertificate(unsigned, { keys: [publicHalf(key)] })).toEqual({ kind: 'unreadable' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(checkCertificate(text, { keys: [publicHalf(key)] }).kind).toBe('unreadable');
      }),
    );
  });

  it('finds the certificate in whatever was pasted', async () => {
    const jws = await signCertificate(CLAIMS, newKey());
    expect(certificateText(` https://vi-du.vn/chung-nhan/kiem-tra/#${jws}\n`)).toBe(jws);
    expect(certificateText(`${jws.slice(0, 40)}\n${jws.slice(40)}`)).toBe(jws);
    expect(certificateText('không có gì')).toBeNull();
  });

  it('reads claims by hand exactly as their schema does', () => {
    const key = fc.constantFrom(...Object.keys(CLAIMS));
    const value = fc.oneof(fc.constant(undefined), fc.constant(null), fc.integer(), fc.boolean());
    expect(claimsIn(CLAIMS)).toEqual(CLAIMS);
    fc.assert(
      fc.property(key, value, (name, wrong) => {
        const broken = { ...CLAIMS, [name]: wrong };
        expect(claimsIn(broken) === null).toBe(!certificateClaimsSchema.safeParse(broken).success);
      }),
    );
  });
});
