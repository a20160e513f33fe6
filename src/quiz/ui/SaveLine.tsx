import type { QuizController } from '../controller.ts';

/**
 * Whether what was done is kept, in plain words. It speaks up by itself only when saving fails and at
 * the end of an attempt; after each question that would be noise.
 */
export function SaveLine({ controller }: { controller: QuizController }) {
  const { save, start, state } = controller.view();
  if (start.problem !== null || !start.recording || start.recorder === 'none') {
    return (
      <p class="quiz-save" data-tone="part">
        {start.problem ?? 'Đang mở để xem lại: kết quả lần này không được ghi.'}
      </p>
    );
  }
  if (save.kind === 'unsaved') {
    return (
      <div class="quiz-save" data-tone="bad" role="alert">
        <p>
          <b>Chưa lưu được.</b> {save.message}
        </p>
        <button type="button" class="button quiet" onClick={() => controller.retry()}>
          Thử lại
        </button>
      </div>
    );
  }
  const where = start.recorder === 'device' ? 'Đã ghi nhận trên thiết bị này' : 'Đã ghi nhận';
  return (
    <p class="quiz-save" aria-live={state.screen.name === 'result' ? 'polite' : 'off'}>
      {save.kind === 'saving' && 'Đang lưu…'}
      {save.kind === 'saved' &&
        `${where} lúc ${save.at.toLocaleTimeString('vi-VN', { timeStyle: 'short' })}`}
    </p>
  );
}
