import { rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dayInVietnam } from '../../records/wording/days.ts';
import { takeName } from '../durable-files.ts';
import { placeFrom } from '../open-records.ts';
import { type AdminCommand, AdminRefusal } from './command.ts';

/**
 * Copies the database itself, with what a back-up leaves out because it belongs to this server alone:
 * accounts, the audit log, the private keys of certificates. May run beside the server.
 */
export const copy: AdminCommand = {
  usage: '[tệp]',
  summary:
    'Chép nguyên cả cơ sở dữ liệu, kể cả tài khoản, nhật ký và khóa ký giấy chứng nhận (mặc định ban-sao-<ngày>.sqlite)',
  arguments: [0, 1],
  async run(call, world) {
    const place = placeFrom(world.env);
    if (place.kind !== 'file')
      throw new AdminRefusal(
        'Dữ liệu ở PostgreSQL: hãy dùng pg_dump để chép nguyên cả cơ sở dữ liệu (docs/van-hanh.md, mục 3).',
      );
    // Brings an older file to this version, as the server would.
    await world.records();
    const path = resolve(call.arguments[0] ?? `ban-sao-${dayInVietnam(new Date())}.sqlite`);
    const made = `${path}.${process.pid}.tmp`;
    const before = process.umask(0o077);
    try {
      const source = new DatabaseSync(place.path, { readOnly: true });
      try {
        source.prepare('vacuum into ?').run(made);
      } finally {
        source.close();
      }
      if (!isWhole(made))
        throw new AdminRefusal(
          `Bản sao vừa chép không nguyên vẹn nên đã bỏ. Hãy kiểm tra đĩa, rồi xem ${place.path} có mở được không.`,
        );
      takeName(made, path);
    } finally {
      process.umask(before);
      rmSync(made, { force: true });
    }
    const size = Math.ceil(statSync(path).size / 1024).toLocaleString('vi-VN');
    world.say(`Đã chép nguyên cơ sở dữ liệu ra ${path} (${size} kB).`);
    world.say(
      'Tệp này có cả khóa ký giấy chứng nhận: ai có nó làm được giấy giả. Hãy cất như cất con dấu.',
    );
  },
};

function isWhole(path: string): boolean {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare('pragma integrity_check').get()?.integrity_check === 'ok';
  } finally {
    database.close();
  }
}
