/**
 * Vietnamese text where a standard allows ASCII alone (SCORM 1.2's `CMIString255`): diacritics are
 * taken off (`Đường dây nóng` → `Duong day nong`), typographic marks become their plain forms, and
 * what has no plain form becomes `?`. The length never grows.
 */
export function plainAscii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/\s/g, ' ')
    .replace(/[^ -~]/gu, '?');
}
