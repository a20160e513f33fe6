import { describe, expect, it } from 'vitest';
import { headerPolicy, inlineHashes, withPolicy } from './page-policy.ts';

const PAGE =
  '<!doctype html><html lang="vi"><head><meta charset="utf-8"><script>go()</script><style>@page{size:A4}</style></head><body><script type="application/json">{"a":1}</script><script src="/a.js"></script><script type="module">later()</script></body></html>';

/** A policy's directives by name. */
function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split('; ').map((one) => {
      const [name = '', ...sources] = one.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

describe('the policy of a page', () => {
  const policy = (path: string, page = PAGE) => directives(headerPolicy(withPolicy(page, path)));
  /** The page as a build with `PUBLIC_RECORDS_URL` writes it. */
  const sendingTo = (url: string) => PAGE.replace('<html', `<html data-records-url="${url}"`);

  it('names inline scripts and style sheets by the hash a browser computes, data blocks not', () => {
    // echo -n 'go()' | openssl dgst -sha256 -binary | base64, and so on
    expect(inlineHashes(PAGE)).toEqual({
      scripts: [
        "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='",
        "'sha256-f8plukodqiAw19oLr0fca/Sq1r/zaF/x6Vl1esaHkOw='",
      ],
      styles: ["'sha256-J0QtAiiEpEUsf09R/1avPPOsAsmsE+Y0yEA2DkpJIQo='"],
    });
  });

  it('lets no other script run, no plug-in load, no form go elsewhere', () => {
    const found = policy('/');
    expect(found.get('script-src')).toBe(["'self'", ...inlineHashes(PAGE).scripts].join(' '));
    expect(found.get('style-src-elem')).toBe(["'self'", ...inlineHashes(PAGE).styles].join(' '));
    expect(found.get('default-src')).toBe("'self'");
    expect(found.get('object-src')).toBe("'none'");
    expect(found.get('base-uri')).toBe("'none'");
    expect(found.get('form-action')).toBe("'self'");
    expect(found.get('frame-ancestors')).toBe("'self'");
    expect(found.get('connect-src')).toBe("'self'");
  });

  it('lets WebAssembly in where search or database need it, and nowhere else', () => {
    for (const path of ['/tim-kiem/', '/quan-ly/'])
      expect(policy(path).get('script-src')).toContain("'wasm-unsafe-eval'");
    for (const path of ['/', '/tap-huan/bao-luc/', '/404.html'])
      expect(policy(path).get('script-src')).not.toContain('unsafe');
  });

  it('lets results go where the page sends them, and nowhere else', () => {
    const connect = (url: string) => policy('/', sendingTo(url)).get('connect-src');
    expect(connect('https://may-chu.example')).toBe("'self' https://may-chu.example");
    expect(connect('https://may-chu.example:8443/')).toBe("'self' https://may-chu.example:8443");
    expect(connect('')).toBe("'self'");
  });

  it('stops the build when that is no address, rather than send results nowhere', () => {
    for (const url of ['may-chu.example', 'javascript:x()', 'https://'])
      expect(() => policy('/', sendingTo(url))).toThrow('PUBLIC_RECORDS_URL');
  });

  it('stands before everything it is for, and only once', () => {
    const html = withPolicy(PAGE, '/');
    expect(html.indexOf('content-security-policy')).toBeLessThan(html.indexOf('<script'));
    expect(html).toContain('<meta charset="utf-8"><meta http-equiv="content-security-policy"');
    expect(html.replace(/<meta http-equiv[^>]*>/, '')).toBe(PAGE);
  });

  it('is not left out in silence', () => {
    expect(() => withPolicy('<html><body></body></html>', '/x/')).toThrow('/x/');
  });

  it('is the strictest for a page that says none', () => {
    const found = directives(headerPolicy('<html><script>x()</script></html>'));
    expect(found.get('script-src')).toBe("'self'");
  });
});
