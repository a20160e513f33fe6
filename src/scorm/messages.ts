import type { Failure } from './lifecycle.ts';

/** What the learner reads when a result is not saved: what happened, and what to do. */
export type UnsavedMessages = Record<Failure, string>;

/** Why nothing can be recorded, whoever was asked to. */
export const PROBLEMS = {
  /** The part of the program that records could not be loaded. */
  notLoaded:
    'Chưa tải được phần lưu kết quả, có thể do mạng yếu. Thầy cô vẫn học và làm bài được nhưng kết quả chưa được lưu; hãy tải lại trang khi mạng ổn định.',
  /** The LMS is there and refuses to open a session. */
  refused:
    'Hệ thống LMS không mở được phiên học nên kết quả sẽ không được ghi. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS; nếu vẫn vậy, hãy báo người quản trị LMS.',
  /** Review or browse mode. */
  review:
    'LMS mở mô-đun ở chế độ xem lại nên lần này không ghi kết quả. Kết quả đã có vẫn được giữ nguyên.',
};
