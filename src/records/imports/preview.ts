import type { ImportMapping, ImportPreview } from '../contract.ts';
import { LEGACY_NAMES } from '../reading/legacy-fonts.ts';
import { dayColumnWarnings } from './day-columns.ts';
import { fieldsOf, isFieldName, missingFields } from './fields.ts';
import { type FileContent, sheetsTaken, type TableContent } from './file-content.ts';
import type { Judgement } from './judged.ts';
import { countVerdicts } from './write-import.ts';

/** A file that was read and judged but not confirmed. */
export interface JudgedFile {
  id: string;
  fileName: string;
  content: FileContent;
  mapping: ImportMapping;
  /** The mapping is the one kept from an earlier file. */
  remembered: boolean;
  judgement: Judgement;
}

/** What the officer is shown of a file before it is kept. */
export function previewOf(file: JudgedFile): ImportPreview {
  const { content, mapping, judgement } = file;
  const counts = countVerdicts(judgement.rows, null);
  const missing = content.type === 'table' ? missingOf(content, mapping) : [];
  const warnings = [
    ...judgement.warnings,
    ...missing,
    ...(content.type === 'table' ? tableWarnings(content, mapping) : []),
  ];
  const ready = missing.length === 0;
  const kept = counts.new + counts.changed + counts.proposed + counts.unmatched;
  const nothing = kept + counts.gone + counts.dropped + judgement.changedUnits.length === 0;
  if (ready && nothing) {
    warnings.push(
      counts.error > 0
        ? 'Không có dòng nào nhập được. Hãy xem lỗi từng dòng, sửa tệp rồi nhập lại.'
        : 'Tệp này không có gì mới so với dữ liệu đang giữ.',
    );
  }
  return {
    id: file.id,
    fileName: file.fileName,
    kind: mapping.kind,
    encoding: content.type === 'table' ? content.table.encoding : 'UTF-8',
    mapping,
    fields: content.type === 'table' ? fieldsOf(content.kind) : [],
    counts,
    changedUnits: judgement.changedUnits.length,
    warnings,
    ready: ready && kept + counts.same > 0,
    remembered: file.remembered,
  };
}

/** What must be chosen before a table can be kept. */
function missingOf(content: TableContent, mapping: ImportMapping): string[] {
  const taken = sheetsTaken(content, mapping);
  if (taken.length === 0) return ['Mọi trang tính đều bị bỏ ra. Hãy chọn ít nhất một trang.'];
  const missing = taken.flatMap(({ layout, columns, named }) => {
    const fields = new Set(
      columns.flatMap(({ field }) => (field !== null && isFieldName(field) ? [field] : [])),
    );
    if (layout.school !== null || layout.sections.length > 0) fields.add('unit');
    const labels = missingFields(mapping.kind, fields).map((label) => `"${label}"`);
    if (labels.length === 0) return [];
    const where = named === null ? '' : `Trang "${named}": `;
    const step =
      named === null || taken.length < 2
        ? 'Hãy chọn cột tương ứng.'
        : 'Hãy chọn cột tương ứng, hoặc bỏ trang này ra.';
    return [`${where}Chưa biết cột nào là ${labels.join(', ')}. ${step}`];
  });
  if (content.kind.startsWith('moodle') && mapping.modules.every(({ module }) => module === null))
    missing.push('Chưa biết báo cáo này là của mô-đun nào. Hãy chọn mô-đun tương ứng.');
  return missing;
}

/** What to look at again in a table, whatever its rows say. */
function tableWarnings(content: TableContent, mapping: ImportMapping): string[] {
  const { table, sheets } = content;
  const warnings: string[] = [];
  if (table.encoding === 'Windows-1258') {
    warnings.push(
      'Tệp dùng bảng mã cũ Windows-1258. Hãy xem kỹ dấu trong họ tên trước khi giữ; nếu sai, lưu lại tệp dạng "CSV UTF-8" rồi nhập lại.',
    );
  }
  if (table.legacy.length > 0) {
    const names = table.legacy.map((encoding) => LEGACY_NAMES[encoding]).join(' và ');
    warnings.push(
      `Tệp gõ bằng bảng mã cũ ${names}; trang đã chuyển sang Unicode. Hãy xem kỹ dấu trong họ tên trước khi giữ; nếu sai, chuyển mã bằng Unikey Toolkit rồi nhập lại.`,
    );
  }
  const taken = sheetsTaken(content, mapping);
  const schools = taken.flatMap(({ layout: { school, sections }, columns }) =>
    columns.some(({ field }) => field === 'unit')
      ? []
      : [...(school === null ? [] : [school]), ...sections],
  );
  if ((content.kind === 'roster' || content.kind === 'classes') && schools.length > 0) {
    warnings.push(
      `Bảng không có cột đơn vị; tên trường lấy ở tiêu đề, dòng riêng hoặc tên trang tính: ${listed(schools, 'trường')}.`,
    );
  }
  for (const sheet of taken) warnings.push(...dayColumnWarnings(sheet));
  const read = new Set(sheets.map(({ sheet }) => sheet));
  const skipped = table.sheets.filter((sheet) => !read.has(sheet));
  if (skipped.length > 0) {
    const names = listed(
      skipped.map(({ name }) => `"${name ?? ''}"`),
      'trang',
    );
    warnings.push(
      `Không đọc trang tính ${names}: không thấy dòng tiêu đề cột của loại tệp này. Nếu trang ấy là loại khác (danh sách lớp, kết quả), hãy nhập tệp lần nữa và chọn đúng loại.`,
    );
  }
  if (table.hidden.length > 0)
    warnings.push(
      `Không đọc trang tính đang ẩn: ${listed(
        table.hidden.map((name) => `"${name}"`),
        'trang',
      )}. Nếu cần, hãy bỏ ẩn trong Excel, lưu lại rồi nhập lại.`,
    );
  return warnings;
}

/** The first few of a list, and how many more there are. */
function listed(names: readonly string[], noun: string): string {
  const more = names.length > 5 ? ` và ${names.length - 5} ${noun} khác` : '';
  return `${names.slice(0, 5).join('; ')}${more}`;
}
