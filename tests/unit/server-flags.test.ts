import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serverFlags } from '../server-flags.ts';

it('runs the service with the flags of npm start', () => {
  const unit = readFileSync('deploy/truong-hoc-an-toan.service', 'utf8');
  const [, flags] = /^ExecStart=\S+\/node (.*)src\/server\/serve\.ts$/m.exec(unit) ?? [];
  expect(flags?.trim().split(' ')).toEqual(serverFlags());
  expect(serverFlags()).not.toEqual([]);
});
