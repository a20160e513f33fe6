import type { Failure } from './lifecycle.ts';

/** What the learner reads when a result is not saved: what happened, and what to do. */
export type UnsavedMessages = Record<Failure, string>;

/** Why nothing can be recorded, whoever was asked to. */
export const PROBLEMS = {
  /** The part of the program that records could not be loaded. */
  notLoaded:
    'Chưa tải được phần lưu kết quả, có thể do mạng yếu. Thầy cô vẫn học và làm bài được nhưng kết quả chưa được lưu; hãy tải lại trang khi mạng ổn định.',
  /** A package opened outside an LMS. */
  noLms:
    'Mô-đun đang mở ngoài hệ thống LMS nên kết quả sẽ không được ghi. Thầy cô vẫn học và làm bài được; muốn được ghi nhận, hãy mở mô-đun từ khóa học trên LMS.',
  /** The LMS is there and refuses to open a session. */
  refused:
    'Hệ thống LMS không mở được phiên học nên kết quả sẽ không được ghi. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS; nếu vẫn vậy, hãy báo người quản trị LMS.',
  /** The LMS did not answer when the page opened. */
  notReached:
    'Chưa kết nối được với hệ thống LMS, có thể do mạng yếu. Thầy cô vẫn đọc được bài; hãy tải lại trang khi mạng ổn định rồi mới làm bài kiểm tra, để kết quả được ghi.',
  /** The learner ended the session and came back to its page. */
  ended:
    'Phiên học này đã kết thúc, kết quả đã gửi tới LMS. Muốn làm thêm và được ghi kết quả, thầy cô hãy mở lại mô-đun từ LMS.',
  /** Review or browse mode. */
  review:
    'LMS mở mô-đun ở chế độ xem lại nên lần này không ghi kết quả. Kết quả đã có vẫn được giữ nguyên.',
};

/** What a package says when its LMS has not got a result. */
export const LMS_UNSAVED: UnsavedMessages = {
  refused:
    'Hệ thống LMS chưa nhận được kết quả. Thầy cô cứ để trang này mở: kết quả vẫn còn ở đây và sẽ được gửi lại. Nếu lâu chưa được, hãy kiểm tra mạng rồi bấm “Thử lại”.',
  'not-kept':
    'Hệ thống LMS nhận kết quả nhưng không giữ lại. Thầy cô hãy bấm “Thử lại”; nếu vẫn vậy, hãy chụp màn hình này và báo người quản trị LMS.',
  closed:
    'Phiên học với hệ thống LMS đã đóng nên kết quả mới không ghi thêm được. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS.',
};
