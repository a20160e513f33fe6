/** A phone number found in text. */
export interface FoundNumber {
  /** As written. */
  written: string;
  /** Digits only; `+84` becomes `0`. */
  digits: string;
}

/** Words before three digits that make them something else than a phone number. */
const NOT_A_PHONE_BEFORE =
  /(?:điều|khoản|điểm|mục|trang|bài|lớp|phòng|nhà|đường|quốc lộ|tỉnh lộ|luật|nghị định|thông tư|quyết định|kế hoạch|nghị quyết|chỉ thị|văn bản|năm)(?: số)?\s*$/iu;
/** What follows three digits that count or measure something. */
const NOT_A_PHONE_AFTER =
  /^(?:[/–-]?\p{L}|[/–-]\d|[.,]\d|\s*(?:%|‰|°)|\s*(?:người|trẻ|em|bé|cháu|ca|vụ|cuộc|lượt|trường|lớp|học sinh|sinh viên|giáo viên|xã|phường|thôn|bản|huyện|tỉnh|km|cm|mm|m|kg|g|ml|đồng|nghìn|triệu|tỷ|tỉ|phút|giờ|ngày|tuần|tháng|năm|tuổi|trang|điểm|câu|mục|điều)(?!\p{L}))/iu;

const LONG_NUMBER =
  /(?<![\d/.,-])(?:(?:\+84|0)(?:[ .]?\d){8,10}|1[89]00(?:[ .]?\d){4,6})(?![\d/])/g;
const SHORT_NUMBER = /(?<![\d\p{L}/.,+–-])(?:11[1-9])(?!\d)/gu;

/**
 * Phone numbers in a text: mobile, land line, 1800/1900 and the three-digit ones (111–119). Numbers
 * of acts, articles, counts and measures are left alone.
 */
export function findPhoneNumbers(text: string): FoundNumber[] {
  const found: (FoundNumber & { at: number })[] = [];
  for (const match of text.matchAll(LONG_NUMBER)) {
    found.push({ written: match[0], digits: digitsOf(match[0]), at: match.index });
  }
  for (const match of text.matchAll(SHORT_NUMBER)) {
    const inside = found.some((n) => match.index >= n.at && match.index < n.at + n.written.length);
    if (inside || NOT_A_PHONE_BEFORE.test(text.slice(0, match.index))) continue;
    if (NOT_A_PHONE_AFTER.test(text.slice(match.index + match[0].length))) continue;
    found.push({ written: match[0], digits: match[0], at: match.index });
  }
  return found.sort((a, b) => a.at - b.at).map(({ written, digits }) => ({ written, digits }));
}

/** A number's digits, with `+84` as `0`, to compare numbers written in different ways. */
export function digitsOf(number: string): string {
  return number.replace(/^\+84/, '0').replace(/\D/g, '');
}
