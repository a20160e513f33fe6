import { ApiProblem } from '../api-problem.ts';

/** Why a device's request was not taken; the device keeps what it has and shows the sentence. */

export function codeUnknown(): ApiProblem {
  return new ApiProblem(
    404,
    'code-unknown',
    'Không có mã học viên này. Thầy cô so lại với thẻ; nếu đúng như thẻ, hỏi Phòng hoặc đầu mối của trường để nhận thẻ mới.',
  );
}

export function codeStopped(): ApiProblem {
  return new ApiProblem(
    403,
    'code-stopped',
    'Mã này không còn dùng được: Phòng đã đổi hoặc thu hồi. Thầy cô lấy thẻ mới ở trường hoặc Phòng rồi nhập mã mới; kết quả trên máy vẫn còn.',
  );
}

/** `seconds` is how long to wait; it is told as minutes. */
export function tooManyWrong(seconds: number): ApiProblem {
  return new ApiProblem(
    429,
    'too-many-wrong-codes',
    `Có quá nhiều mã sai từ nơi này. Thầy cô thử lại sau ${Math.ceil(seconds / 60)} phút.`,
  );
}

export function storageFull(): ApiProblem {
  return new ApiProblem(
    507,
    'disk-full',
    'Máy chủ của Phòng đã đầy đĩa nên chưa nhận được kết quả. Kết quả vẫn còn trên máy của thầy cô và sẽ tự gửi lại.',
  );
}

export function notKept(): ApiProblem {
  return new ApiProblem(
    503,
    'not-kept',
    'Máy chủ của Phòng chưa ghi được kết quả. Kết quả vẫn còn trên máy của thầy cô và sẽ tự gửi lại.',
  );
}

/** Whether a database says that it has no room: SQLITE_FULL, PostgreSQL's `disk_full`, or the home's words for them. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errcode, code } = { errcode: undefined, code: undefined, ...error };
  return errcode === 13 || code === '53100' || code === 'disk-full' || code === 'disk-trouble';
}
