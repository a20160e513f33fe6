import { describe, expect, it } from 'vitest';
import { searchRecords } from './index-page.ts';

const KEYWORDS = new Map([
  ['duoi-nuoc', ['đuối nước', 'tắm sông']],
  ['mang', ['mạng']],
]);

function page(body: string, entry = ''): string {
  return `<!doctype html><html lang="vi"><head><title>x</title><meta name="description" content="Một câu."></head><body><header>Đầu trang</header><main><div data-pagefind-body>${entry}${body}</div></main></body></html>`;
}

const ENTRY =
  '<div hidden data-search-entry="x" data-search-audience="hoc-sinh cha-me" data-search-level="thcs" data-search-topic="duoi-nuoc mang"></div>';

describe('searchRecords', () => {
  it('gives nothing for a page that is left out of search', () => {
    expect(searchRecords('<html><body><h1>x</h1></body></html>', '/x/', KEYWORDS)).toEqual([]);
  });

  it('gives title, filters and the keywords of the main and the other topics', () => {
    const [record] = searchRecords(
      page('<h1>Gần <b>nước</b></h1><p>Đi đâu</p>', ENTRY),
      '/x/',
      KEYWORDS,
    );
    expect(record?.filters).toEqual({
      audience: ['hoc-sinh', 'cha-me'],
      level: ['thcs'],
      topic: ['duoi-nuoc', 'mang'],
    });
    expect(record?.meta).toMatchObject({
      title: 'Gần nước',
      name: 'Gần nước',
      keywords: 'đuối nước, tắm sông',
      keywordsAlias: 'duối',
      related: 'mạng',
      summary: 'Một câu.',
      alias: 'di dâu',
    });
  });

  it('lets a leaflet weigh less than the page to read on its topic', () => {
    const [record] = searchRecords(page('<h1>Đuối nước</h1>', ENTRY), '/to-gap/x/', KEYWORDS);
    expect(record?.meta).toMatchObject({
      paper: 'Đuối nước',
      keywords: '',
      related: 'đuối nước, tắm sông, mạng',
    });
    expect(record?.meta.name).toBeUndefined();
  });

  it('tells Pagefind in the head, escaped, without touching the page', () => {
    const html = page('<h1>“A” & "B" <i>c</i></h1>', ENTRY);
    const [record] = searchRecords(html, '/x/', KEYWORDS);
    expect(record?.content).toContain(
      '<meta data-pagefind-meta="title[content]" content="“A” &amp; &quot;B&quot; c">',
    );
    expect(record?.content).toContain(
      '<meta data-pagefind-filter="topic[content]" content="mang">',
    );
    expect(record?.content.replace(/<meta data-pagefind[^>]*>/g, '')).toBe(html);
  });

  it('makes a part a result of its own and takes it out of the page', () => {
    const html = page(
      '<h1>Căn cứ</h1><article id="tt-18" data-search-part="18/2025 – Thông tư" data-search-kind="act" data-search-label="Còn hiệu lực"><h3>18/2025</h3><p>Về tư vấn <sup data-pagefind-ignore>1</sup>đường</p></article>',
    );
    const [whole, part] = searchRecords(html, '/can-cu/', KEYWORDS);
    expect(whole?.content).toContain(
      'data-search-label="Còn hiệu lực" data-pagefind-ignore="all">',
    );
    expect(part).toEqual({
      url: '/can-cu/#tt-18',
      content: '18/2025 Về tư vấn đường',
      format: 'text',
      meta: {
        title: '18/2025 – Thông tư',
        label: 'Còn hiệu lực',
        act: '18/2025 – Thông tư',
        actAlias: '',
        alias: 'dường',
      },
      filters: {},
    });
  });

  it('names an act that is over otherwise, to weigh less', () => {
    const html = page(
      '<h1>x</h1><p id="a" data-search-part="33/2018" data-search-kind="past-act">x</p>',
    );
    expect(searchRecords(html, '/can-cu/', KEYWORDS)[1]?.meta).toMatchObject({
      pastAct: '33/2018',
    });
  });
});
