import { formatDay } from '../../day.ts';
import type { JudgedRow } from './judged.ts';

/** What a roster does to many lines at once, counted while they are judged. */
export class RosterCounts {
  /** Moves and other roles that hold from today. */
  movedToday = 0;
  /** Changes that hold from a day before today. */
  rewritten = 0;
  /** People who had left and are named again. */
  returned = 0;
  /** New people whose code somebody else holds elsewhere. */
  sharedCodes = 0;
  /** Lines that tell of an earlier place. */
  older = 0;
}

/** What else the officer should know of a judged roster. */
interface Seen {
  /** People of units that the file does not speak of. */
  elsewhere: number;
  /** Units that move or take another name, as sentences. */
  moves: readonly string[];
  /** New units and the ones they look like. */
  lookAlikes: readonly (readonly [string, string])[];
}

/** The warnings of a judged roster: what holds from when, and what to look at before it is kept. */
export function rosterWarnings(
  counts: RosterCounts,
  { elsewhere, moves, lookAlikes }: Seen,
  rows: readonly JudgedRow[],
  today: string,
): string[] {
  const uncoded = rows.filter(
    ({ verdict, write }) =>
      verdict !== 'gone' && write?.table === 'person' && write.after.code_key === null,
  ).length;
  const say = (count: number, sentence: string) =>
    count === 0 ? [] : [`${count.toLocaleString('vi-VN')} ${sentence}`];
  return [
    ...(elsewhere === 0
      ? []
      : [
          `Tệp không nói đến một số đơn vị khác; ${elsewhere.toLocaleString('vi-VN')} người ở các đơn vị ấy giữ nguyên.`,
        ]),
    ...say(
      uncoded,
      'người chưa có mã. Nên thêm cột "Mã" để kết quả của người học được khớp đúng, không nhầm người trùng tên.',
    ),
    ...say(
      counts.sharedCodes,
      'người mới mang mã mà người tên khác ở trường khác cũng mang. Các trường tự đánh mã nên coi là những người khác nhau; nếu nhầm mã, hãy sửa trong tệp.',
    ),
    ...say(
      counts.returned,
      'người đã ghi nghỉ nay lại có tên: trở lại danh sách từ hôm nay, hoặc từ "Từ ngày" trong tệp. Thời gian nghỉ ở giữa vẫn không tính.',
    ),
    ...say(
      counts.movedToday,
      `người đổi đơn vị hoặc vai trò: tính từ hôm nay (${formatDay(today)}); báo cáo cho ngày trước đó vẫn tính theo nơi cũ. Nếu đổi từ ngày khác, hãy thêm cột "Từ ngày" rồi nhập lại.`,
    ),
    ...say(
      counts.rewritten,
      'người có thay đổi tính từ ngày đã qua: báo cáo cũ của những ngày ấy sẽ đổi. Hãy xem kỹ các ngày trước khi nhận.',
    ),
    ...say(
      counts.older,
      'dòng nói về nơi công tác trước nơi đang giữ: chỉ bổ sung quá trình, không đưa ai trở về nơi cũ.',
    ),
    ...listed(
      moves,
      'đơn vị',
      (names) =>
        `Đơn vị chuyển hoặc đổi tên từ hôm nay: ${names}. Nếu chuyển từ ngày khác, hãy sửa ngày ở mục "Đơn vị" sau khi nhập.`,
    ),
    ...listed(
      lookAlikes.map(([name, like]) => `"${name}" và "${like}"`),
      'cặp',
      (names) =>
        `Đơn vị mới có tên gần giống đơn vị khác: ${names}. Nếu là một, hãy sửa tên trong tệp cho giống nhau rồi nhập lại; nếu không, sẽ thành hai đơn vị.`,
    ),
  ];
}

function listed(
  names: readonly string[],
  noun: string,
  sentence: (names: string) => string,
): string[] {
  if (names.length === 0) return [];
  const more = names.length > 5 ? ` và ${names.length - 5} ${noun} khác` : '';
  return [sentence(`${names.slice(0, 5).join('; ')}${more}`)];
}
