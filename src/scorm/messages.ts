import type { Failure } from './lifecycle.ts';

/** Who keeps the record: an LMS, or this device on the bare site. */
export type RecorderKind = 'lms' | 'device';

/** What the learner reads when a result is not saved: what happened, and what to do. */
export const UNSAVED: Record<RecorderKind, Record<Failure, string>> = {
  lms: {
    refused:
      'Hệ thống LMS chưa nhận được kết quả. Thầy cô cứ để trang này mở: kết quả vẫn còn ở đây và sẽ được gửi lại. Nếu lâu chưa được, hãy kiểm tra mạng rồi bấm “Thử lại”.',
    'not-kept':
      'Hệ thống LMS nhận kết quả nhưng không giữ lại. Thầy cô hãy bấm “Thử lại”; nếu vẫn vậy, hãy chụp màn hình này và báo người quản trị LMS.',
    closed:
      'Phiên học với hệ thống LMS đã đóng nên kết quả mới không ghi thêm được. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS.',
  },
  device: {
    refused:
      'Thiết bị chưa lưu được kết quả, có thể vì bộ nhớ đã đầy. Thầy cô cứ để trang này mở, xóa bớt dữ liệu không cần trên máy rồi bấm “Thử lại”.',
    'not-kept': 'Thiết bị chưa giữ được kết quả. Thầy cô cứ để trang này mở rồi bấm “Thử lại”.',
    closed: 'Trang đã đóng phiên học. Thầy cô hãy tải lại trang để học tiếp.',
  },
};

/** Why nothing can be recorded at all. */
export const PROBLEMS = {
  /** A package opened outside an LMS. */
  'no-lms':
    'Mô-đun đang mở ngoài hệ thống LMS nên kết quả sẽ không được ghi. Thầy cô vẫn học và làm bài được; muốn được ghi nhận, hãy mở mô-đun từ khóa học trên LMS.',
  /** The LMS is there and refuses to open a session. */
  'lms-refused':
    'Hệ thống LMS không mở được phiên học nên kết quả sẽ không được ghi. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS; nếu vẫn vậy, hãy báo người quản trị LMS.',
  /** Review or browse mode. */
  review:
    'LMS mở mô-đun ở chế độ xem lại nên lần này không ghi kết quả. Kết quả đã có vẫn được giữ nguyên.',
  /** No storage: private window, storage forbidden or full. */
  'no-storage':
    'Trình duyệt này không cho lưu dữ liệu (có thể đang ở chế độ riêng tư hoặc bộ nhớ đã đầy). Thầy cô vẫn học và làm bài được, nhưng kết quả sẽ mất khi đóng trang. Muốn giữ kết quả, hãy mở trang ở cửa sổ thường.',
  /** The device's part of the program could not be loaded. */
  'not-loaded':
    'Chưa tải được phần lưu kết quả, có thể do mạng yếu. Thầy cô vẫn học và làm bài được nhưng kết quả chưa được lưu; hãy tải lại trang khi mạng ổn định.',
} as const;
export type Problem = keyof typeof PROBLEMS;
