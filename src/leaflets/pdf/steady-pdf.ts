/** `/CreationDate (D:20261122031500+00'00')`, and the same for `/ModDate`. */
const DATE = /\/(CreationDate|ModDate) \(D:(\d{14})([^)]*)\)/g;

/**
 * The PDF with its two dates set to a day, so that the same page printed twice by the same Chromium
 * gives the same bytes. Lengths stay, so no offset in the file moves.
 * @param day As `2026-11-22`.
 */
export function steadyPdf(pdf: Uint8Array, day: string): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const stamp = `${day.replaceAll('-', '')}000000`;
  if (!/^\d{14}$/.test(stamp)) throw new Error(`Not a day: ${day}`);
  return Buffer.from(
    text.replace(DATE, (_, key: string, _digits: string, zone: string) => {
      return `/${key} (D:${stamp}${zone})`;
    }),
    'latin1',
  );
}
