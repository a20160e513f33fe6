import { spawnSync } from 'node:child_process';
import { buildIsStale } from './build-stamp.ts';
import { serveSite } from './serve.ts';

/** `npm start`: builds when there is no build or the sources are newer, then serves the site. */
try {
  if (buildIsStale(process.cwd())) {
    console.log('Đang dựng trang, khoảng một phút …');
    const built = spawnSync(process.execPath, ['src/build.ts'], { stdio: 'inherit' });
    if (built.status !== 0) {
      throw new Error('Chưa dựng được trang: xem lỗi ở trên, sửa rồi chạy lại npm start.');
    }
  }
  await serveSite();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
