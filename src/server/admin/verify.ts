import { touch } from '../../records/imports/import-desk.ts';
import { rebuildStandings, wrongStandings } from '../../records/standings/standings.ts';
import { type AdminCommand, AdminRefusal, deedOf } from './command.ts';

/** People named in full when something differs; of more only the number is told. */
const MOST_NAMED = 20;

/** Recomputes what coverage is counted from, and says where it differs from what is kept. */
export const verify: AdminCommand = {
  usage: '[--rebuild]',
  summary:
    'Tính lại quá trình của từng người từ kết quả, so với bảng dùng để tính độ bao phủ (--rebuild: lập lại bảng ấy)',
  arguments: [0, 0],
  options: { rebuild: 'switch' },
  async run(call, world) {
    const { app } = await world.records();
    const { checked, wrong, named } = await app.home.read(async (db) => {
      const { rows } = await db
        .selectFrom('standing')
        .select(({ fn }) => fn.countAll().as('rows'))
        .executeTakeFirstOrThrow();
      const ids = await wrongStandings(db);
      const people = await db
        .selectFrom('person')
        .select(['id', 'code'])
        .where('id', 'in', ids.slice(0, MOST_NAMED))
        .execute();
      const codes = new Map(people.map(({ id, code }) => [id, code]));
      return {
        checked: Number(rows),
        wrong: ids.length,
        named: ids.slice(0, MOST_NAMED).map((id) => codes.get(id) || id),
      };
    });
    if (wrong === 0)
      world.say(`Đã đối chiếu ${checked.toLocaleString('vi-VN')} người: mọi dòng khớp.`);
    else {
      world.say(
        `${wrong.toLocaleString('vi-VN')} người có dòng không khớp với kết quả đang giữ: ${named.join(', ')}${wrong > named.length ? ', …' : ''}`,
      );
    }
    if (call.has('rebuild')) {
      await app.home
        .logging(deedOf('verify', 'Lập lại bảng tính độ bao phủ bằng dòng lệnh'))
        .write(async (db) => {
          await rebuildStandings(db);
          await touch(db);
        });
      world.say('Đã lập lại từ kết quả.');
    } else if (wrong > 0) {
      throw new AdminRefusal(
        'Hãy chạy lại với --rebuild để lập lại bảng ấy từ kết quả, rồi báo lỗi này cho người phát triển.',
      );
    }
  },
};
