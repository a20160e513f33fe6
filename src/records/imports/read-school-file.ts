import { z } from 'zod';
import { decodeText } from '../reading/decode.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import {
  SCHOOL_FILE_FORMAT,
  type SchoolFile,
  schoolFileChecksum,
  schoolFileSchema,
} from '../school-file.ts';

/** True when JSON calls itself a school's file near its beginning. */
export function looksLikeSchoolFile(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 256));
  return head.includes(`"${SCHOOL_FILE_FORMAT}"`);
}

/** Reads and verifies a school's file; throws `UnreadableFile` with the next step. */
export function parseSchoolFile(bytes: Uint8Array): SchoolFile {
  const again = 'Hãy nhờ trường tải lại tệp gửi Phòng rồi gửi lại.';
  let json: unknown;
  try {
    json = JSON.parse(decodeText(bytes).text);
  } catch {
    throw new UnreadableFile(
      'damaged-file',
      `Tệp của trường bị hỏng hoặc bị cắt giữa chừng. ${again}`,
    );
  }
  const header = z.object({ format: z.string(), version: z.number() }).safeParse(json);
  if (!header.success || header.data.format !== SCHOOL_FILE_FORMAT) {
    throw new UnreadableFile(
      'not-a-school-file',
      `Đây không phải tệp của trường gửi Phòng. ${again}`,
    );
  }
  if (header.data.version !== 1) {
    throw new UnreadableFile(
      'newer-file',
      'Tệp của trường được tạo bằng phiên bản mới hơn của trang. Hãy cập nhật trang này rồi nhập lại.',
    );
  }
  const parsed = schoolFileSchema.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new UnreadableFile(
      'damaged-file',
      `Tệp của trường không đúng mẫu${where === '' ? '' : ` (ở mục "${where}")`}. ${again}`,
    );
  }
  const { checksum, ...content } = parsed.data;
  if (schoolFileChecksum(content) !== checksum) {
    throw new UnreadableFile(
      'wrong-checksum',
      `Tệp của trường đã bị sửa hoặc hỏng sau khi tạo (mã kiểm tra không khớp). ${again}`,
    );
  }
  return parsed.data;
}
