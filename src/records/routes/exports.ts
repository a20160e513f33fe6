import type { Kysely } from 'kysely';
import { formatDay } from '../../day.ts';
import { reportLetterSchema } from '../contract/report.ts';
import type { RecordsTables } from '../database/tables.ts';
import { completionLines } from '../exports/completion-lines.ts';
import { completionsSheets } from '../exports/completions-xlsx.ts';
import { coverageSheets } from '../exports/coverage-xlsx.ts';
import { fileName } from '../exports/file-name.ts';
import { type ReportFigures, reporterOf, reportFigures } from '../exports/report-figures.ts';
import { schoolFile } from '../exports/school-file-export.ts';
import { writeXlsx } from '../exports/xlsx-writer.ts';
import { findProgramme } from '../programmes.ts';
import { dayInVietnam } from '../wording/days.ts';
import { askedNode, seenBelow } from './asked-node.ts';
import { type Call, endpoint } from './endpoint.ts';
import { download, jsonBody } from './media.ts';
import { type ReportQuery, reportQuery, unitQuery } from './query.ts';

const xlsxFile = download('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
const docxFile = download(
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
);

const nodeQuery = reportQuery.extend(unitQuery.shape);
type NodeQuery = ReportQuery & { unit: string };

/** Calls that make files for Excel and Word. */
export const exportEndpoints = [
  endpoint({
    method: 'get',
    path: '/exports/completions.xlsx',
    summary: 'Kết quả hoàn thành của từng người, XLSX',
    access: 'officer',
    query: nodeQuery,
    answer: xlsxFile,
    handle: (call) =>
      call.home.read(async (db) => {
        const { programme: id, on, unit } = call.query;
        const kept = await findProgramme(db, id);
        const asked = await askedNode(db, call, unit, on);
        const who = await reporterOf(db, asked);
        const lines = await completionLines(db, kept.programme, on, seenBelow(asked));
        const title = `Kết quả hoàn thành – ${who}, đến hết ngày ${formatDay(on)}`;
        return {
          content: writeXlsx(completionsSheets(lines, title)),
          name: fileName(['ket-qua-hoan-thanh', who, kept.programme.title, 'den', on], 'xlsx'),
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/exports/coverage.xlsx',
    summary: 'Độ bao phủ theo đơn vị, cấp học, vai trò, mô-đun, lớp và chỉ tiêu, XLSX',
    access: 'officer',
    query: nodeQuery,
    answer: xlsxFile,
    async handle(call) {
      const figures = await figuresOf(call);
      return {
        content: writeXlsx(coverageSheets(figures)),
        name: nameOf('do-bao-phu', figures, 'xlsx'),
      };
    },
  }),
  endpoint({
    method: 'post',
    path: '/exports/report.docx',
    summary: 'Báo cáo định kỳ theo thể thức Nghị định 30/2020/NĐ-CP, DOCX',
    access: 'officer',
    logged: false,
    query: nodeQuery,
    body: jsonBody(reportLetterSchema),
    answer: docxFile,
    async handle(call) {
      const figures = await figuresOf(call);
      // Large, and wanted a few times a year.
      const { reportDocx } = await import('../exports/report/report-docx.ts');
      return {
        content: await reportDocx(figures, call.body),
        name: nameOf('bao-cao', figures, 'docx'),
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/exports/school-file',
    summary: 'Tệp của một trường gửi Phòng: danh sách, kết quả, lớp, buổi, chỉ tiêu',
    access: 'officer',
    query: unitQuery,
    refusals: [422],
    answer: download('application/json; charset=utf-8'),
    handle: (call) =>
      call.home.read(async (db) => {
        const now = new Date();
        const day = dayInVietnam(now);
        const file = await schoolFile(db, await askedNode(db, call, call.query.unit, day), now);
        return {
          content: JSON.stringify(file),
          name: fileName(['tep-cua-truong', file.unit.name, day], 'json'),
        };
      }),
  }),
];

function figuresOf(
  call: Pick<Call<undefined, NodeQuery, unknown>, 'home' | 'query' | 'actor' | 'seen'>,
): Promise<ReportFigures> {
  const { programme, on, unit } = call.query;
  return call.home.read(async (db: Kysely<RecordsTables>) => {
    const kept = await findProgramme(db, programme);
    return reportFigures(db, kept, on, await askedNode(db, call, unit, on));
  });
}

function nameOf(what: string, { reporter, kept, on }: ReportFigures, extension: string): string {
  return fileName([what, reporter, kept.programme.title, 'den', on], extension);
}
