import type { ModuleIdentity } from '../learning-session.ts';
import { wakeSender } from '../outbox/wake.ts';
import type { Recorder } from '../session.ts';
import { deviceLms } from './device-lms.ts';
import { openStore } from './store.ts';

/** Private window, storage forbidden or full. */
const NO_STORAGE =
  'Trình duyệt này không cho lưu dữ liệu (có thể đang ở chế độ riêng tư hoặc bộ nhớ đã đầy). Thầy cô vẫn học và làm bài được, nhưng kết quả sẽ mất khi đóng trang. Muốn giữ kết quả, hãy mở trang ở cửa sổ thường.';

/**
 * This device as the recorder of a module: the store, with scorm-again as the LMS before it. Loaded
 * only when a quiz starts. Without storage the module can still be learned; nothing is kept then.
 * What a bound learner does is queued there and sent by the sender, which is loaded when it is needed.
 */
export async function openDevice(module: ModuleIdentity): Promise<Recorder | string> {
  try {
    const store = await openStore(wakeSender);
    const record = await store.openAttempt({
      module: module.slug,
      moduleTitle: module.title,
      moduleVersion: module.version,
    });
    const { name, binding } = await store.learner();
    if (binding) void wakeSender();
    return deviceLms(store, record, module, name);
  } catch {
    return NO_STORAGE;
  }
}
