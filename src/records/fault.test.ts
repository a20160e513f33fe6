import { DatabaseError } from 'pg';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeFault } from './fault.ts';

const NAME = 'Nguyễn Thị Bí Mật';

/** As PostgreSQL tells of a row that it refused: with the row. */
function refusedRow(): Error {
  const error = new DatabaseError(`invalid value for "person": "${NAME}"`, 0, 'error');
  error.code = '23505';
  error.table = 'person';
  error.constraint = 'person_pkey';
  error.detail = `Key (name)=(${NAME}) already exists.`;
  error.where = `unnamed portal parameter $1 = '${NAME}'`;
  return error;
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

it.each<[string, unknown]>([
  ['the database', refusedRow()],
  ['a cause', new Error('not kept', { cause: refusedRow() })],
  ['a text that is no JSON', thrownBy(() => JSON.parse(`{"name": ${NAME}}`))],
  ['a value of another shape', thrownBy(() => z.literal('x').parse(NAME))],
  ['something thrown that is no error', NAME],
])('what is logged of a fault names nobody: %s', (_, error) => {
  const text = JSON.stringify(describeFault(error));
  for (const word of NAME.split(' ')) expect(text).not.toContain(word);
});

it('tells what happened and where', () => {
  expect(describeFault(refusedRow())).toMatchObject({
    code: '23505',
    table: 'person',
    constraint: 'person_pkey',
    at: expect.arrayContaining([expect.stringContaining('fault.test.ts')]),
  });
});
