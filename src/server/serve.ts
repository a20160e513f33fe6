import { resolve } from 'node:path';
import { addressFrom, isTaken, listen } from './listen.ts';
import { createStaticApp } from './static-app.ts';

/**
 * Serves what is in `dist/`, as it is, and prints where to go.
 * @throws Error with a Vietnamese sentence when the port is taken or is no port.
 */
export async function serveSite(): Promise<void> {
  const address = addressFrom(process.env);
  if (await isTaken(address)) {
    throw new Error(
      `Cổng ${address.port} đang có chương trình khác dùng. Tắt chương trình đó, hoặc chọn cổng khác: PORT=${address.port + 1} npm start`,
    );
  }
  const port = await listen(createStaticApp(resolve('dist')), address);
  console.log(`
  Trang đã chạy tại   http://${address.host === '127.0.0.1' ? 'localhost' : address.host}:${port}/
    Tập huấn          /tap-huan/
    Học sinh          /hoc-sinh/
    Tìm trợ giúp      /tro-giup/
    Phòng quản lý     /quan-ly/

  Dừng: Ctrl + C
`);
}

if (import.meta.main) {
  await serveSite().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
