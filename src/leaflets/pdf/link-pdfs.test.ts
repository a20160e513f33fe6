import { describe, expect, it } from 'vitest';
import { hasPdfPlace, linkPdfs, type MadePdf } from './link-pdfs.ts';

const PAGE = '<p>Tờ gấp</p><ul class="pdf-links" data-leaflet-pdfs="mang" hidden></ul><p>Hết</p>';
const PDF: MadePdf = {
  slug: 'mang',
  name: 'Tờ gấp A4',
  href: '/to-gap/mang/mang-to-gap.pdf',
  bytes: 61_234,
};

describe('links to PDF files', () => {
  it('are put where the page left a place, with the size of the file', () => {
    const html = linkPdfs(PAGE, [PDF]);
    expect(html).toContain('<a href="/to-gap/mang/mang-to-gap.pdf">Tờ gấp A4 (PDF, 61 kB)</a>');
    expect(html).not.toContain('hidden');
    expect(html).toMatch(/^<p>Tờ gấp<\/p>.*<p>Hết<\/p>$/);
  });

  it('are the same after a second run', () => {
    const once = linkPdfs(PAGE, [PDF]);
    expect(linkPdfs(once, [PDF])).toBe(once);
  });

  it('go away with the files', () => {
    expect(linkPdfs(linkPdfs(PAGE, [PDF]), [])).toBe(PAGE);
  });

  it('are not put below another leaflet', () => {
    expect(linkPdfs(PAGE, [{ ...PDF, slug: 'xam-hai' }])).toBe(PAGE);
  });

  it('say when a page has a place for them', () => {
    expect(hasPdfPlace(PAGE)).toBe(true);
    expect(hasPdfPlace('<ul class="plain-list"></ul>')).toBe(false);
  });
});
