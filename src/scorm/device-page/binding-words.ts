import type { Binding, Learner, OutboxEntry } from '../lms/device-tables.ts';
import { waitingResults } from '../outbox/waiting-results.ts';

/** Whether a learner's results go out by themselves. */
function isSending(binding: Binding | null | undefined): boolean {
  return Boolean(binding) && binding?.problem === null;
}

/** What stands under the name of whom the device is bound to. */
export function ownState({ problem }: Binding, waiting: number): string {
  if (problem !== null) {
    const kept = waiting > 0 ? ` ${waiting} kết quả chưa gửi vẫn ở trên máy.` : '';
    return `Mã này không còn dùng được: Phòng đã đổi hoặc thu hồi.${kept} Thầy cô lấy thẻ mới ở trường hoặc Phòng rồi nhập mã mới ở dưới; kết quả sẽ gửi ngay sau đó.`;
  }
  return waiting > 0
    ? `Chưa gửi về Phòng: ${waiting} kết quả. Máy sẽ tự gửi lại cho đến khi máy chủ nhận.`
    : 'Không còn kết quả nào chờ gửi.';
}

/** A line for each other learner of the device whose results wait. */
export function othersState(
  learners: readonly Learner[],
  current: string,
  unsent: readonly OutboxEntry[],
): string[] {
  return learners.flatMap(({ id, name, binding }) => {
    const waiting = id === current ? 0 : waitingResults(unsent, id);
    if (waiting === 0) return [];
    const who = binding?.name || name || 'người học khác trên máy';
    return isSending(binding)
      ? `Còn ${waiting} kết quả của ${who} chưa gửi. Máy vẫn tự gửi dưới tên người ấy, không lẫn với ai.`
      : `Còn ${waiting} kết quả của ${who} chưa gửi được vì mã đã đổi hoặc thu hồi. Người ấy nhập mã mới trên thẻ thì máy gửi ngay.`;
  });
}

/** What is said once somebody else has the device; what of `name` still waits is told beside it. */
export function leftState(name: string, waiting: number): string {
  const forgotten = waiting > 0 ? '' : ` Máy đã quên mã của ${name.replace(/\.$/, '')}.`;
  return `Đã đổi người.${forgotten} Người mới nhập mã của mình ở trên.`;
}
