import type { ReportLetter } from '../../records/contract/report.ts';
import { type MadeFile, readDownload } from '../exports/read-download.ts';
import { type Caller, query, type Scope, type UnitScope, withBody } from './call.ts';

/** How a CSV is laid out: for Excel under Vietnamese settings, or under English ones. */
export const CSV_STYLES = {
  semicolon: 'máy cài tiếng Việt (dấu chấm phẩy)',
  comma: 'máy cài tiếng Anh (dấu phẩy)',
} as const;
export type CsvStyle = keyof typeof CSV_STYLES;

/** The CSV files the API writes. */
export type ExportName = 'completions' | 'coverage' | 'unfinished';

/** The files that go out under a name of their own. */
export type ExportFile =
  | 'coverage.xlsx'
  | 'completions.xlsx'
  | 'report.docx'
  | 'school-file'
  | { csv: ExportName; separator: CsvStyle };

/** Files that go out. */
export const exportCalls = ({ ask }: Caller) => ({
  exportCsv: async (
    name: ExportName,
    scope: Scope & { unit?: string | null },
    separator: CsvStyle,
  ): Promise<Blob> =>
    (await ask(`/api/exports/${name}.csv${query({ ...scope, separator })}`)).blob(),
  /** A file for Excel, Word or another office; `onBytes` tells how much of it has come. */
  exportFile: async (
    file: ExportFile,
    scope: UnitScope,
    onBytes: (bytes: number) => void,
    letter?: ReportLetter,
  ): Promise<MadeFile> => {
    const csv = typeof file === 'object' ? file : null;
    const name = typeof file === 'object' ? `${file.csv}.csv` : file;
    const search = query({ ...scope, separator: csv?.separator });
    const init = letter === undefined ? undefined : withBody('POST', letter);
    return readDownload(await ask(`/api/exports/${name}${search}`, init), onBytes);
  },
});
