import { expect, test } from 'playwright/test';
import { faultsInAllViews } from './support/all-views.ts';

/*
 * The check that every page goes through finds what it is for: a sound page, then the same page
 * with one fault.
 */
const ADDRESS = 'http://trang-thu.test/bai/';

/** The page; `fault` stands in it, `style` in its styles, `script` in its head. */
function pageWith({ fault = '', style = '', script = '' }): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Trang thử</title>
<style>:root{color-scheme:light dark;background:#fff;color:#111}
@media (prefers-color-scheme:dark){:root{background:#111;color:#eee}}${style}</style>
<script>${script}</script></head>
<body><main><h1>Trang thử</h1><p>Một đoạn chữ.</p>${fault}</main></body></html>`;
}

const FAULTS = [
  {
    name: 'text too faint in dark only',
    style: '@media (prefers-color-scheme:dark){.faint{color:#333}}',
    fault: '<p class="faint">Chữ mờ</p>',
    told: [/^\/bai\/, dark: color-contrast \(1\): \.faint /],
  },
  {
    name: 'text too faint at 320 px only',
    style: '@media (max-width:400px){.faint{color:#ddd}}',
    fault: '<p class="faint">Chữ mờ</p>',
    told: [/^\/bai\/, 320 px wide: color-contrast \(1\): \.faint /],
  },
  {
    name: 'targets too small at 320 px only',
    style:
      'button{font:inherit;padding:.5rem}@media (max-width:400px){button{font-size:8px;padding:0;border:0}}',
    fault: '<button>Một</button><button>Hai</button>',
    told: [/^\/bai\/, 320 px wide: target-size \(2\)/],
  },
  {
    name: 'sideways scrolling at 320 px only',
    style: '',
    fault: '<div style="width:500px">Một dòng rất dài</div>',
    told: [/^\/bai\/, 320 px wide: scrolls \d+ px sideways$/],
  },
  {
    name: 'a place at 320 px that scrolls and the keyboard does not reach',
    style: '@media(max-width:400px){.box{overflow:auto;height:3rem}}',
    fault: '<div class="box"><p>Một</p><p>Hai</p><p>Ba</p></div>',
    told: [/^\/bai\/, 320 px wide: scrollable-region-focusable \(1\)/],
  },
  {
    name: 'a field without a label, in every view',
    style: '',
    fault: '<input type="text">',
    told: [
      /^\/bai\/, light: label \(1\): input /,
      /^\/bai\/, dark: label \(1\): input /,
      /^\/bai\/, 320 px wide: label \(1\): input /,
    ],
  },
  {
    name: 'a link told from the text by colour alone in dark',
    style: 'a{color:#00f}@media (prefers-color-scheme:dark){a{color:#fff;text-decoration:none}}',
    fault: '<p>Đọc thêm ở <a href="/">trang đầu</a> rồi quay lại đây.</p>',
    told: [/^\/bai\/, dark: link-in-text-block \(1\): a /],
  },
  {
    name: 'a request to another host',
    style: '',
    fault: '<img src="http://noi-khac.test/anh.svg" alt="">',
    told: [/^asked http:\/\/noi-khac\.test\/anh\.svg$/],
  },
  {
    name: 'an error thrown',
    style: '',
    script: 'throw new Error("hỏng")',
    told: [/^http:\/\/trang-thu\.test\/bai\/: hỏng$/],
  },
];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a sound page has no fault in any view', async ({ context }) => {
  await context.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: pageWith({}) }),
  );
  expect(await faultsInAllViews(context, [ADDRESS])).toEqual([]);
});

for (const { name, told, ...parts } of FAULTS) {
  test(`finds ${name}, and nothing else`, async ({ context }) => {
    await context.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html', body: pageWith(parts) }),
    );
    const found = await faultsInAllViews(context, [ADDRESS]);
    expect(found).toEqual(told.map((line) => expect.stringMatching(line)));
  });
}

test('a page with frames is refused, not half seen', async ({ context }) => {
  await context.route('**/*', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: pageWith({ fault: '<iframe title="a" srcdoc="b"></iframe>' }),
    }),
  );
  await expect(faultsInAllViews(context, [ADDRESS])).rejects.toThrow('A page with frames');
});
