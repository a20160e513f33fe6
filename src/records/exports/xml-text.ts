/** Text that XML can hold: control characters and half surrogates become `�`; tab and line breaks stay. */
export function printable(text: string): string {
  return text.replace(/\p{Surrogate}|(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '\uFFFD');
}
