import { addOfficer, resetOfficer } from '../../records/access/officers.ts';
import { usernameSchema } from '../../records/contract/accounts.ts';
import { dayInVietnam, showDay } from '../../records/wording/days.ts';
import { type AdminCommand, AdminRefusal } from './command.ts';

/** Makes the account of an officer, or gives an existing one a new one-time code. */
export const createOfficer: AdminCommand = {
  usage: '<tên đăng nhập> --name <họ tên> [--unit <mã đơn vị>] | <tên đăng nhập> --reset',
  summary:
    'Tạo tài khoản cán bộ và in mã đặt mật khẩu dùng một lần (--unit: mặc định đơn vị quản lý trang; --reset: cấp mã mới)',
  arguments: [1, 1],
  options: { name: 'value', unit: 'value', reset: 'switch' },
  async run(call, world) {
    const parsed = usernameSchema.safeParse(call.arguments[0] ?? '');
    if (!parsed.success) {
      throw new AdminRefusal(`Chưa tạo được: ${parsed.error.issues[0]?.message ?? ''}.`);
    }
    const username = parsed.data;
    const { app } = await world.records();
    const actor = { kind: 'local' } as const;
    const made = await app.home.write(async (db) => {
      if (call.has('reset')) {
        const found = await db
          .selectFrom('officer')
          .select('id')
          .where('username', '=', username)
          .executeTakeFirst();
        if (found === undefined) throw new AdminRefusal(`Không có tài khoản "${username}".`);
        return resetOfficer(db, actor, found.id);
      }
      const name = call.value('name')?.trim() ?? '';
      if (name === '') throw new AdminRefusal('Hãy thêm --name "Họ và tên".');
      const wanted = call.value('unit') ?? 'office';
      const units = await db.selectFrom('unit').select(['id', 'code', 'name']).execute();
      const unit = units.find(({ id, code }) => id === wanted || code === wanted);
      if (unit === undefined) {
        throw new AdminRefusal(
          `Không có đơn vị mã "${wanted}". ${units.length === 0 ? 'Hãy chạy npm start một lần để có đơn vị quản lý trang.' : 'Xem mã ở mục Đơn vị của trang quản lý.'}`,
        );
      }
      return addOfficer(db, actor, { name, username, unitId: unit.id });
    });
    const { officer, code, until } = made;
    world.say(`Tài khoản ${officer.username} (${officer.unitName}).`);
    world.say(`Mã đặt mật khẩu, dùng một lần: ${code}`);
    world.say(`Mở: <địa chỉ trang>/quan-ly/#/mat-khau?ma=${code}`);
    world.say(`Mã có hạn đến hết ngày ${showDay(dayInVietnam(new Date(until)))}.`);
  },
};
