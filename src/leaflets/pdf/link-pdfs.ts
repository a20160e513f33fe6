/** A PDF of a leaflet that exists. */
export interface MadePdf {
  /** Slug of the leaflet. */
  slug: string;
  /** What the link says: `Tờ gấp A4`. */
  name: string;
  /** Address on the site. */
  href: string;
  bytes: number;
}

/** The list that `PdfLinks.astro` leaves in a page, empty or filled by an earlier run. */
const PLACE = /<ul class="?pdf-links"? data-leaflet-pdfs="?([a-z0-9-]+)"?[^>]*>[\s\S]*?<\/ul>/g;

/** Size as readers know it: thousands of bytes, at least one. */
function sizeOf(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1000)).toLocaleString('vi-VN')} kB`;
}

/**
 * A built page with links to the PDF files that exist; running it again changes nothing. A place
 * whose leaflet has none is left empty and hidden.
 */
export function linkPdfs(html: string, pdfs: readonly MadePdf[]): string {
  return html.replace(PLACE, (_, slug: string) => {
    const links = pdfs
      .filter((pdf) => pdf.slug === slug)
      .map(
        ({ name, href, bytes }) => `<li><a href="${href}">${name} (PDF, ${sizeOf(bytes)})</a></li>`,
      );
    const hidden = links.length === 0 ? ' hidden' : '';
    return `<ul class="pdf-links" data-leaflet-pdfs="${slug}"${hidden}>${links.join('')}</ul>`;
  });
}

/** True when a page has a place for links to PDF files. */
export function hasPdfPlace(html: string): boolean {
  return html.search(PLACE) >= 0;
}
