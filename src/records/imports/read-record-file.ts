import { formatDay } from '../../day.ts';
import { COMPLETION_STATUS_LABELS } from '../../schemas/vocabulary.ts';
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
import { readSealedJson, type SealedFormat } from './read-sealed-json.ts';

const RECORD_FILE: SealedFormat<RecordFile> = {
  format: RECORD_FILE_FORMAT,
  versions: { 1: recordFileSchema },
  checksumOf: (content) => sha256(canonicalRecordText(content)),
  wrongFormat: 'not-a-record-file',
  words: {
    name: 'Tệp kết quả',
    wanted: 'tệp kết quả của trang này',
    again: 'Hãy nhờ người học lưu lại tệp kết quả từ trang này rồi gửi lại.',
    newer: 'Hãy tải lại trang này để dùng phiên bản mới nhất, rồi nhập lại.',
  },
};

/** Reads and verifies a record file; throws `UnreadableFile` with the next step. */
export function parseRecordFile(bytes: Uint8Array): RecordFile {
  return readSealedJson(bytes, RECORD_FILE);
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
