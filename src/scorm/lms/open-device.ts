import type { ModuleIdentity } from '../learning-session.ts';
import type { Recorder } from '../session.ts';
import { deviceLms } from './device-lms.ts';
import { openStore } from './store.ts';

/** Private window, storage forbidden or full. */
const NO_STORAGE =
  'Trình duyệt này không cho lưu dữ liệu (có thể đang ở chế độ riêng tư hoặc bộ nhớ đã đầy). Thầy cô vẫn học và làm bài được, nhưng kết quả sẽ mất khi đóng trang. Muốn giữ kết quả, hãy mở trang ở cửa sổ thường.';

/**
 * This device as the recorder of a module: the store, with scorm-again as the LMS before it. Loaded
 * only when a quiz starts. Without storage the module can still be learned; nothing is kept then.
 *
 * Results stay on the device: sending them comes with the records server. Until then no setting (such
 * as `PUBLIC_RECORDS_URL`) is read and nothing is queued, so that no device fills up with commits that
 * nobody fetches and no page promises to send what it cannot.
 */
export async function openDevice(module: ModuleIdentity): Promise<Recorder | string> {
  try {
    const store = await openStore();
    const record = await store.openAttempt({
      module: module.slug,
      moduleTitle: module.title,
      moduleVersion: module.version,
    });
    const { name } = await store.learner();
    return deviceLms(store, record, module.version, name);
  } catch {
    return NO_STORAGE;
  }
}
