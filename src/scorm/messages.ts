import type { Failure } from './lifecycle-model.ts';

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
    'LMS chưa nhận được kết quả, có thể do mạng yếu hoặc phiên đăng nhập đã hết. Thầy cô cứ để trang này mở, kết quả sẽ tự gửi lại. Nếu lâu chưa được: mở LMS ở một thẻ khác, đăng nhập lại, rồi về đây bấm “Thử lại”.',
  'not-kept':
    'LMS báo đã nhận kết quả nhưng không giữ lại. Thầy cô hãy bấm “Thử lại”; nếu vẫn vậy, hãy chụp màn hình này và báo người quản trị LMS.',
  gone: 'Trang này mất liên lạc với LMS, có thể vì cửa sổ LMS đã đóng. Thầy cô đừng đóng trang này: hãy mở lại mô-đun từ LMS ở một thẻ khác, kết quả sẽ được gửi qua thẻ ấy.',
  closed:
    'Phiên học với LMS đã đóng nên kết quả mới không ghi thêm được. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS.',
};
