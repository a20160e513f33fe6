import { type Content, entriesOf } from '../content-check/read-content.ts';
import { PARAGRAPH_LIMIT, READING_LIMITS, type Reader } from '../content-check/reading/measure.ts';
import { tellOf } from '../content-check/reading/tells.ts';
import { type MeasuredEntry, measureEntries } from '../content-check/reading-rules.ts';
import { tellSets } from '../content-check/tell-rules.ts';
import { formatDay } from '../day.ts';
import { coverageMatrix, matrixRows } from './matrix.ts';
import { actsToFollow, type Overdue, overdueReviews, unusedSources } from './overdue.ts';
import { textTable } from './text-table.ts';

/** The editor's report on all content, as Vietnamese plain text. */
export function contentReport(content: Content, today: string): string {
  return [
    section('Có gì, thiếu gì (● có trang kỹ năng)', textTable(matrixRows(coverageMatrix(content)))),
    section('Dễ đọc', readingTable(measureEntries(content))),
    section('Câu dài nhất của từng loại bài', longestSentences(measureEntries(content))),
    section('Đáp án có tự lộ không', tellTable(content)),
    section('Quá 12 tháng chưa rà lại', overdueList(overdueReviews(content, today))),
    section('Văn bản cần theo dõi', overdueList(actsToFollow(content, today))),
    section('Nguồn', sourceLines(content)),
  ].join('\n\n');
}

function section(title: string, text: string): string {
  return `${title}\n${'─'.repeat(title.length)}\n${text}`;
}

const READER_NAMES: Record<Reader, string> = {
  'mam-non': 'Mầm non',
  'tieu-hoc': 'Tiểu học',
  thcs: 'THCS',
  thpt: 'THPT',
  'sau-thpt': 'Sau THPT',
  'cha-me': 'Cha mẹ, cộng đồng',
  'thay-co': 'Thầy cô',
};

function readingTable(entries: readonly MeasuredEntry[]): string {
  const rows = (Object.keys(READER_NAMES) as Reader[]).flatMap((reader) => {
    const own = entries.filter((entry) => entry.reader === reader);
    if (own.length === 0) return [];
    const sum = (of: (entry: MeasuredEntry) => number) =>
      own.reduce((total, entry) => total + of(entry), 0);
    const syllables = sum(({ reading }) => reading.syllables);
    const mean = syllables / sum(({ reading }) => reading.sentences);
    const letters = sum(({ reading }) => reading.meanSyllable * reading.syllables) / syllables;
    const limits = READING_LIMITS[reader];
    return [
      [
        READER_NAMES[reader],
        String(own.length),
        String(Math.round(syllables / own.length)),
        `${decimal(mean, 1)} (≤ ${limits.mean})`,
        `${Math.max(...own.map(({ reading }) => reading.longest?.syllables ?? 0))} (≤ ${limits.sentence}*)`,
        decimal(letters, 2),
        String(sum(({ reading }) => reading.tooLong.length)),
        String(sum(({ reading }) => reading.tooTall.length)),
      ],
    ];
  });
  return `${textTable([
    [
      'Người đọc',
      'bài',
      'tiếng/bài',
      'tiếng/câu',
      'câu dài nhất',
      'chữ cái/tiếng',
      'câu quá dài',
      'đoạn quá cao',
    ],
    ...rows,
  ])}\n* Lời dặn người lớn trong bài của học sinh được tới ${READING_LIMITS['cha-me'].sentence} tiếng. Đoạn của học sinh không quá ${PARAGRAPH_LIMIT} ký tự.`;
}

function longestSentences(entries: readonly MeasuredEntry[]): string {
  return (Object.keys(READER_NAMES) as Reader[])
    .flatMap((reader) => {
      const longest = entries
        .filter((entry) => entry.reader === reader)
        .flatMap(({ file, reading }) => (reading.longest ? [{ file, ...reading.longest }] : []))
        .sort((a, b) => b.syllables - a.syllables)[0];
      return longest === undefined
        ? []
        : [
            `${READER_NAMES[reader]}: ${longest.syllables} tiếng, ${longest.file}:${longest.line}\n  ${longest.text}`,
          ];
    })
    .join('\n');
}

function tellTable(content: Content): string {
  const rows = tellSets(content).map(({ place, groups }) => {
    const tell = tellOf(groups);
    return [
      place.replace('content/', ''),
      String(tell.groups),
      String(tell.longest),
      String(tell.shortest),
      decimal(tell.expected, 1),
      tell.places.join(' '),
      tell.betrayedBy.length === 0 ? 'không' : 'CÓ',
    ];
  });
  return textTable([
    ['Ở đâu', 'câu', 'đúng dài nhất', 'ngắn nhất', 'ngẫu nhiên', 'đứng thứ 1 2 3…', 'lộ'],
    ...rows,
  ]);
}

function overdueList(items: readonly Overdue[]): string {
  if (items.length === 0) return 'Không có.';
  return items.map(({ file, day, why }) => `${formatDay(day)}  ${why}: ${file}`).join('\n');
}

function sourceLines(content: Content): string {
  const sources = content.sources.data ?? [];
  const entries = entriesOf(content);
  const named = JSON.stringify([content.contacts.data, content.plans.map(({ data }) => data)]);
  const referred = new Set([
    ...entries.flatMap(({ data }) => data?.sources ?? []),
    ...[...named.matchAll(/"source":"([^"]+)"/g)].map(([, id = '']) => id),
  ]);
  const unused = unusedSources(content, referred);
  const days = sources.map(({ checked }) => checked).sort();
  return [
    `${sources.length} nguồn, kiểm từ ${formatDay(days[0] ?? '')} đến ${formatDay(days.at(-1) ?? '')}.`,
    `${entries.filter(({ data }) => (data?.sources.length ?? 0) > 0).length}/${entries.length} bài dẫn nguồn.`,
    unused.length === 0 ? 'Nguồn nào cũng được dùng.' : `Chưa bài nào dùng: ${unused.join(', ')}.`,
  ].join('\n');
}

function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}
