import { z } from 'zod';
import { formatDay } from '../../day.ts';
import { COMPLETION_STATUS_LABELS } from '../../schemas/vocabulary.ts';
import { decodeText } from '../reading/decode.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import {
  canonicalRecordText,
  RECORD_FILE_FORMAT,
  type RecordFile,
  recordFileSchema,
} from '../record-file.ts';
import { dayInVietnam } from '../wording/days.ts';
import { tidy } from '../wording/fold.ts';
import { sha256 } from '../wording/sha256.ts';
import { filled, type Line, type ReportedCompletion } from './lines.ts';

/** True when a file looks like JSON: a record file, or something posing as one. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(head);
}

/** Reads and verifies a record file; throws `UnreadableFile` with the next step. */
export function parseRecordFile(bytes: Uint8Array): RecordFile {
  const again = 'Hãy nhờ người học lưu lại tệp kết quả từ trang này rồi gửi lại.';
  let json: unknown;
  try {
    json = JSON.parse(decodeText(bytes).text);
  } catch {
    throw new UnreadableFile(
      'damaged-file',
      `Tệp kết quả bị hỏng hoặc bị cắt giữa chừng. ${again}`,
    );
  }
  const header = z.object({ format: z.string(), version: z.number() }).safeParse(json);
  if (!header.success || header.data.format !== RECORD_FILE_FORMAT) {
    throw new UnreadableFile(
      'not-a-record-file',
      `Đây không phải tệp kết quả của trang này. ${again}`,
    );
  }
  if (header.data.version !== 1) {
    throw new UnreadableFile(
      'newer-file',
      'Tệp kết quả được tạo bằng phiên bản mới hơn của trang. Hãy tải lại trang này để dùng phiên bản mới nhất, rồi nhập lại.',
    );
  }
  const parsed = recordFileSchema.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new UnreadableFile(
      'damaged-file',
      `Tệp kết quả không đúng mẫu${where === '' ? '' : ` (ở mục "${where}")`}. ${again}`,
    );
  }
  const { checksum, ...content } = parsed.data;
  if (sha256(canonicalRecordText(content)) !== checksum) {
    throw new UnreadableFile(
      'wrong-checksum',
      `Tệp kết quả đã bị sửa hoặc hỏng sau khi lưu (mã kiểm tra không khớp). ${again}`,
    );
  }
  return parsed.data;
}

/** The completions of a record file; their rows are numbered from 1. */
export function readRecordFile(file: RecordFile): Line<ReportedCompletion>[] {
  const { learner } = file;
  const who = {
    code: tidy(learner.code ?? ''),
    email: '',
    username: '',
    name: tidy(learner.name),
    unit: tidy(learner.unit),
  };
  return file.completions.map((completion, index): Line<ReportedCompletion> => {
    const day = dayInVietnam(new Date(completion.at));
    const cells = () =>
      filled([
        { label: 'Mã', value: who.code },
        { label: 'Họ và tên', value: who.name },
        { label: 'Đơn vị', value: who.unit },
        { label: 'Mô-đun', value: completion.moduleTitle },
        { label: 'Kết quả', value: COMPLETION_STATUS_LABELS[completion.status] },
        { label: 'Điểm', value: completion.score === null ? '' : String(completion.score) },
        { label: 'Ngày', value: formatDay(day) },
      ]);
    return {
      row: index + 1,
      sheet: null,
      cells,
      outcome: 'entry',
      entry: {
        who,
        module: completion.module,
        moduleTitle: completion.moduleTitle || completion.module,
        day,
        status: completion.status,
        score: completion.score,
        source: 'device',
      },
    };
  });
}
