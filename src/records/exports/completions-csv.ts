import { COMPLETIONS_HEADER, type CompletionLines } from './completion-lines.ts';
import { type CsvCell, type CsvStyle, streamCsv } from './csv-writer.ts';

/** Completion records as CSV; the import desk reads it back. */
export function completionsCsv({ lines }: CompletionLines, style: CsvStyle) {
  return streamCsv(withHeader(lines), style);
}

function* withHeader(lines: Iterable<CsvCell[]>): Generator<readonly CsvCell[]> {
  yield COMPLETIONS_HEADER;
  yield* lines;
}
