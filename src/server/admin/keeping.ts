import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { readBackup, writeBackup } from '../../records/backup.ts';
import { SCHEMA_VERSION } from '../../records/database/migrate.ts';
import { erasePerson, findPeople } from '../../records/erase-person.ts';
import { touch } from '../../records/imports/import-desk.ts';
import { openNodeDatabase } from '../../records/node-database.ts';
import { MoveDiffers, moveRecords, TargetNotEmpty } from '../../records/node-move.ts';
import { keepSetting } from '../../records/settings.ts';
import { dayInVietnam } from '../../records/wording/days.ts';
import { writeWhole } from '../durable-files.ts';
import { openRecords, placeFrom } from '../open-records.ts';
import { type AdminCommand, AdminRefusal, confirmTyped, deedOf } from './command.ts';

const count = (value: number) => value.toLocaleString('vi-VN');

/** Brings the schema to this version: opening does. */
export const migrate: AdminCommand = {
  usage: '',
  summary: 'Đưa dữ liệu lên phiên bản của chương trình này (npm start cũng tự làm)',
  arguments: [0, 0],
  async run(_, world) {
    await world.records();
    world.say(`Dữ liệu đã ở phiên bản ${SCHEMA_VERSION}.`);
  },
};

/** Writes a back-up; may run beside the server. */
export const backup: AdminCommand = {
  usage: '[tệp]',
  summary: 'Sao lưu toàn bộ ra một tệp (mặc định sao-luu-<ngày>.json.gz); máy chủ vẫn chạy được',
  arguments: [0, 1],
  async run(call, world) {
    const { app } = await world.records();
    const now = new Date();
    const path = resolve(call.arguments[0] ?? `sao-luu-${dayInVietnam(now)}.json.gz`);
    const bytes = await app.home.read((db) => writeBackup(db, now));
    writeWhole(path, bytes);
    await app.home.write((db) => keepSetting(db, 'last-backup', dayInVietnam(now)));
    world.say(`Đã sao lưu ra ${path} (${count(Math.ceil(bytes.length / 1024))} kB).`);
    world.say(
      'Tệp này có họ tên và kết quả của mọi người: hãy cất ở nơi chỉ người phụ trách mở được.',
    );
  },
};

/** Replaces everything by a back-up. */
export const restore: AdminCommand = {
  usage: '<tệp> [--yes]',
  summary: 'Thay toàn bộ dữ liệu bằng một tệp sao lưu',
  arguments: [1, 1],
  options: { yes: 'switch' },
  async run(call, world) {
    const path = resolve(call.arguments[0] ?? '');
    const put = readBackup(readFileSync(path));
    const { app } = await world.records();
    const { people, completions } = await app.home.state();
    await confirmTyped(
      call,
      world,
      `Dữ liệu đang giữ (${count(people)} người, ${count(completions)} kết quả) sẽ bị thay bằng ${path}.`,
      'KHÔI PHỤC',
    );
    await app.home
      .logging(deedOf('restore', 'Khôi phục từ tệp sao lưu bằng dòng lệnh'))
      .write(async (db) => {
        await put(db);
        await touch(db);
      });
    const now = await app.home.state();
    world.say(
      `Đã khôi phục: ${count(now.units)} đơn vị, ${count(now.people)} người, ${count(now.completions)} kết quả.`,
    );
  },
};

/** What rows of a table are, for people. */
const TABLE_TEXT: Readonly<Record<string, string>> = {
  person: 'tên trong danh sách',
  person_past: 'thời gian công tác trước đây',
  completion: 'kết quả',
  unmatched: 'kết quả chưa khớp',
  before_import: 'bản cũ giữ để hoàn tác',
  learner_code: 'mã học viên',
  learner_attempt: 'lượt làm bài gửi từ thiết bị',
};

/** Removes a person and all that hangs on them. */
export const erasePersonCommand: AdminCommand = {
  usage: '<mã người học> [--yes]',
  summary: 'Xóa hẳn một người và mọi thứ gắn với người ấy',
  arguments: [1, 1],
  options: { yes: 'switch' },
  async run(call, world) {
    const [code = ''] = call.arguments;
    const { app, database } = await world.records();
    const [person, ...others] = await app.home.read((db) => findPeople(db, code));
    if (person === undefined)
      throw new AdminRefusal(`Không có ai mang mã "${code}". Hãy xem lại mã trong danh sách.`);
    if (others.length > 0) {
      const people = [person, ...others].map(({ id, name, unit }) => `  ${id}  ${name}, ${unit}`);
      throw new AdminRefusal(
        `${count(people.length)} người mang mã "${code}". Hãy chạy lại với mã nội bộ ở đầu dòng:\n${people.join('\n')}`,
      );
    }
    await confirmTyped(
      call,
      world,
      `Sẽ xóa hẳn ${person.name} (${person.code}, ${person.unit}). Không hoàn tác được; các số liệu sẽ đổi theo.`,
      person.code || person.id,
    );
    const { removed, named, namesakesAside } = await app.home
      .logging(deedOf('erase-person', 'Xóa hẳn một người bằng dòng lệnh'))
      .write((db) => erasePerson(db, person));
    // The log beside the file would keep the erased rows until it is written over.
    if (database.storage === 'file')
      await sql`pragma wal_checkpoint(truncate)`.execute(database.kysely);
    world.say(`Đã xóa ${person.name}:`);
    for (const [table, rows] of removed)
      world.say(`  ${count(rows)} ${TABLE_TEXT[table] ?? table}`);
    if (named > 0)
      world.say(`  tên ở ${count(named)} buổi tuyên truyền, xác nhận chỉ tiêu của trường mình`);
    if (namesakesAside > 0)
      world.say(
        `Còn ${count(namesakesAside)} kết quả chưa khớp ghi cùng họ tên; có thể của người khác. Hãy xem mục "Chưa khớp".`,
      );
    world.say(
      'Các tệp sao lưu cũ và các tệp đã xuất vẫn còn người này: hãy xóa chúng khi đã có bản sao lưu mới.',
    );
  },
};

/** SQLite file → PostgreSQL. */
export const move: AdminCommand = {
  usage: '<postgres://…>',
  summary: 'Chuyển dữ liệu từ tệp trong DATA_DIR sang PostgreSQL còn trống, đối chiếu từng dòng',
  arguments: [1, 1],
  async run(call, world) {
    const place = placeFrom({ ...world.env, DATABASE_URL: '' });
    if (place.kind !== 'file')
      throw new AdminRefusal('Không rõ tệp dữ liệu ở đâu: hãy đặt DATA_DIR.');
    const source = await openNodeDatabase(place.path);
    try {
      const target = await openRecords({ kind: 'postgres', url: call.arguments[0] ?? '' });
      try {
        const moved = await moveRecords(source, target);
        for (const [table, { rows, digest }] of moved)
          world.say(
            `  ${table.padEnd(22)} ${count(rows).padStart(12)} dòng  ${digest.slice(0, 16)}`,
          );
        world.say('Đã chuyển, mọi bảng khớp về số dòng và nội dung.');
        world.say(
          `Từ nay chạy với DATABASE_URL. Hãy giữ ${place.path} đến khi đã thử và sao lưu xong.`,
        );
      } finally {
        await target.kysely.destroy();
      }
    } catch (error) {
      if (error instanceof TargetNotEmpty)
        throw new AdminRefusal(
          `Cơ sở dữ liệu đích không trống (bảng ${error.table} có dữ liệu). Chưa chuyển gì. Hãy tạo một cơ sở dữ liệu mới rồi chạy lại.`,
        );
      if (error instanceof MoveDiffers)
        throw new AdminRefusal(
          `Bảng ${error.table} sang đích không giống nguồn, nên đích được để trống như cũ. Dữ liệu nguồn không đổi. Hãy báo lỗi này cho người phát triển.`,
        );
      throw error;
    } finally {
      await source.reader?.destroy();
      await source.kysely.destroy();
    }
  },
};
