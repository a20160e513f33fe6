import {
  SCHOOL_FILE_FORMAT,
  SCHOOL_FILE_VERSIONS,
  type SchoolFile,
  schoolFileChecksum,
} from '../school-file.ts';
import { readSealedJson, type SealedFormat } from './read-sealed-json.ts';

const FORMAT: SealedFormat<SchoolFile> = {
  format: SCHOOL_FILE_FORMAT,
  versions: SCHOOL_FILE_VERSIONS,
  checksumOf: schoolFileChecksum,
  wrongFormat: 'not-a-school-file',
  words: {
    name: 'Tệp của trường',
    wanted: 'tệp của trường gửi Phòng',
    again: 'Hãy nhờ trường tải lại tệp gửi Phòng rồi gửi lại.',
    newer: 'Hãy cập nhật trang này rồi nhập lại.',
  },
};

/** True when JSON calls itself a school's file near its beginning. */
export function looksLikeSchoolFile(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 256));
  return head.includes(`"${SCHOOL_FILE_FORMAT}"`);
}

/** Reads and verifies a school's file of any version; throws `UnreadableFile` with the next step. */
export function parseSchoolFile(bytes: Uint8Array): SchoolFile {
  return readSealedJson(bytes, FORMAT);
}
