const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters but tab, line feed and carriage return, and the two non-characters: not XML 1.0. */
const NOT_XML = /[^\t\n\r\P{Cc}]|[\uFFFE\uFFFF]/gu;

/** Text as it may stand in an XML element or attribute; characters XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(NOT_XML, '')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
