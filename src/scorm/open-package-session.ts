import { browserWorld } from './browser-world.ts';
import { connect } from './connection.ts';
import { findApi } from './find-api.ts';
import type { LearningSession } from './learning-session.ts';
import type { UnsavedMessages } from './messages.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { createSession } from './session.ts';
import type { Standard } from './standard.ts';

const UNSAVED: UnsavedMessages = {
  refused:
    'Hệ thống LMS chưa nhận được kết quả. Thầy cô cứ để trang này mở: kết quả vẫn còn ở đây và sẽ được gửi lại. Nếu lâu chưa được, hãy kiểm tra mạng rồi bấm “Thử lại”.',
  'not-kept':
    'Hệ thống LMS nhận kết quả nhưng không giữ lại. Thầy cô hãy bấm “Thử lại”; nếu vẫn vậy, hãy chụp màn hình này và báo người quản trị LMS.',
  closed:
    'Phiên học với hệ thống LMS đã đóng nên kết quả mới không ghi thêm được. Thầy cô hãy đóng trang này rồi mở lại mô-đun từ LMS.',
};

/** A package opened outside an LMS. */
const NO_LMS =
  'Mô-đun đang mở ngoài hệ thống LMS nên kết quả sẽ không được ghi. Thầy cô vẫn học và làm bài được; muốn được ghi nhận, hãy mở mô-đun từ khóa học trên LMS.';

/**
 * The session of a SCORM package: it speaks to the LMS that launched it and to nobody else.
 * `preferred` is the standard the package was made for; the other is tried when an LMS offers only
 * that one.
 */
export function openPackageSession(preferred: Standard['name'] = '1.2'): LearningSession {
  const standards = preferred === '1.2' ? [SCORM_12, SCORM_2004] : [SCORM_2004, SCORM_12];
  return createSession({
    ...browserWorld(window),
    async open() {
      const found = findApi(window, standards);
      if (found === null) return NO_LMS;
      return { kind: 'lms', unsaved: UNSAVED, connection: connect(found.api, found.standard) };
    },
  });
}
