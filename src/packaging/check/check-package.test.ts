import { beforeAll, describe, expect, test } from 'vitest';
import type { Course } from '../course.ts';
import { manifestScorm12 } from '../manifest-scorm12.ts';
import { manifestScorm2004 } from '../manifest-scorm2004.ts';
import { schemaFiles } from '../schema-files.ts';
import { packZip } from '../zip.ts';
import { checkPackage } from './check-package.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined) => new TextDecoder().decode(content);

const html = (inside: string) =>
  `<!doctype html><html lang="vi"><head><title>x</title></head><body>${inside}</body></html>`;
const PAGE = html(
  '<script src="assets/a.js"></script><link rel="stylesheet" href="assets/s.css"><a href="https://example.org/">nguồn</a><script type="application/json" data-quiz-data>{"module":{"passMark":80}}</script>',
);

const course: Course = {
  slug: 'bao-luc',
  title: 'Bạo lực',
  version: '1.0',
  kind: 'module',
  modules: [
    { slug: 'bao-luc', title: 'Bạo lực', summary: 'Về bài này.', passMark: 80, href: 'index.html' },
  ],
  files: ['index.html', 'assets/a.js', 'assets/s.css'],
};

describe.each([
  ['SCORM 1.2', 'scorm12', manifestScorm12],
  ['SCORM 2004', 'scorm2004', manifestScorm2004],
] as const)('checking a package in %s', (_name, standard, make) => {
  let good: Map<string, Uint8Array>;
  beforeAll(async () => {
    good = new Map([
      ...(await schemaFiles(standard)),
      ['imsmanifest.xml', bytes(make(course))],
      ['index.html', bytes(PAGE)],
      // A namespace's name is not an address that is loaded.
      ['assets/a.js', bytes('document.createElementNS("http://www.w3.org/2000/svg","p")')],
      ['assets/s.css', bytes('p{background:url(data:image/gif;base64,x)}')],
    ]);
  });

  /** What is found after a change to the good package. */
  function found(change: (files: Map<string, Uint8Array>) => void): string[] {
    const files = new Map(good);
    change(files);
    return checkPackage(packZip(files)).findings.map(({ file, message }) => `${file}: ${message}`);
  }
  const inManifest = (from: string | RegExp, to: string) => (files: Map<string, Uint8Array>) => {
    const before = text(files.get('imsmanifest.xml'));
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    files.set('imsmanifest.xml', bytes(after));
  };
  const put = (file: string, content: string) => (files: Map<string, Uint8Array>) => {
    files.set(file, bytes(content));
  };
  const drop = (file: string) => (files: Map<string, Uint8Array>) => {
    expect(files.delete(file)).toBe(true);
  };

  test('a good one has nothing to say about', () => {
    expect(found(() => {})).toEqual([]);
  });

  test.each([
    [
      'an item that leads nowhere',
      inManifest('identifierref="resource-bao-luc"', 'identifierref="khac"'),
      'imsmanifest.xml: mục “item-bao-luc” trỏ tới tài nguyên “khac” không có',
    ],
    [
      'a default organization that is not there',
      inManifest('default="organization"', 'default="khac"'),
      'imsmanifest.xml: cây bài học mặc định “khac” không có',
    ],
    [
      'an id with diacritics',
      inManifest(/resource-bao-luc/g, 'bạo-lực'),
      'imsmanifest.xml: mã “bạo-lực” phải',
    ],
    [
      'an id used twice',
      inManifest('identifier="item-bao-luc"', 'identifier="organization"'),
      'imsmanifest.xml: mã “organization” dùng hai lần',
    ],
    [
      'a version that no LMS knows',
      inManifest(/<schemaversion>[^<]*/, '<schemaversion>3.0'),
      'imsmanifest.xml: phiên bản SCORM lạ: “3.0”',
    ],
    [
      'a resource that is no SCO',
      inManifest(/(adlcp:scorm[tT]ype)="sco"/, '$1="asset"'),
      'imsmanifest.xml: không có mục nào mở một bài học ghi kết quả',
    ],
    [
      'a dependency that is not there',
      inManifest('    </resource>', '<dependency identifierref="thieu"/></resource>'),
      'imsmanifest.xml: tài nguyên “resource-bao-luc” cần “thieu”',
    ],
    ['a listed file that is missing', drop('assets/s.css'), 'assets/s.css: có trong bản kê'],
    ['a file that is not listed', put('thua.txt', 'x'), 'thua.txt: có trong gói nhưng không có'],
    [
      'a launch page that is not listed',
      inManifest(/ *<file href="index.html"\/>\n/, ''),
      'imsmanifest.xml: tài nguyên “resource-bao-luc” mở index.html',
    ],
    [
      'another pass mark than the quiz has',
      (files: Map<string, Uint8Array>) =>
        put('index.html', PAGE.replace('"passMark":80', '"passMark":75'))(files),
      'imsmanifest.xml: mục “item-bao-luc” có điểm đạt 80% nhưng bài kiểm tra đạt từ 75%',
    ],
    [
      'no pass mark',
      inManifest(
        /<adlcp:masteryscore>80<\/adlcp:masteryscore>|<imsss:objectives>[\s\S]*<\/imsss:objectives>/,
        '',
      ),
      'imsmanifest.xml: mục “item-bao-luc” không nêu điểm đạt; bài kiểm tra đạt từ 80%',
    ],
    [
      'a pass mark out of range',
      inManifest(/>(80|0\.8)</, '>800<'),
      'imsmanifest.xml: mục “item-bao-luc” có điểm đạt không hợp lệ',
    ],
    [
      'a schema that is missing',
      drop(standard === 'scorm12' ? 'adlcp_rootv1p2.xsd' : 'adlcp_v1p3.xsd'),
      'imsmanifest.xml: nêu lược đồ adlcp',
    ],
    [
      'a part of a schema that is missing',
      drop(standard === 'scorm12' ? 'ims_xml.xsd' : 'imsss_v1p0rollup.xsd'),
      standard === 'scorm12'
        ? 'cần lược đồ ims_xml.xsd'
        : 'imsss_v1p0.xsd: cần lược đồ imsss_v1p0rollup',
    ],
    [
      'a picture from another host',
      put('index.html', PAGE.replace('<a ', '<img alt="" src="//cdn.example.org/a.png"><a ')),
      'index.html: tải từ nơi khác: //cdn.example.org/a.png',
    ],
    [
      'a style sheet from another host',
      put('assets/s.css', '@import "https://fonts.example.org/f.css";'),
      'assets/s.css: tải từ nơi khác: https://fonts.example.org/f.css',
    ],
    [
      'a script that fetches from another host',
      put('assets/a.js', 'fetch("https://example.org/log")'),
      'assets/a.js: tải từ nơi khác: https://example.org/log',
    ],
    [
      'an address that starts at the LMS’s root',
      put('index.html', PAGE.replace('assets/a.js', '/assets/a.js')),
      'index.html: dùng địa chỉ tuyệt đối: /assets/a.js',
    ],
    [
      'a page that needs a file that is missing',
      put('index.html', PAGE.replace('assets/a.js', 'assets/b.js')),
      'index.html: cần tệp không có trong gói: assets/b.js',
    ],
    [
      'a script that listens to unload',
      put('assets/a.js', 'window.addEventListener("unload",f)'),
      'assets/a.js: dùng sự kiện unload/beforeunload',
    ],
    [
      'a page with a beforeunload handler',
      put('index.html', PAGE.replace('<body>', '<body onbeforeunload="finish()">')),
      'index.html: dùng sự kiện unload/beforeunload',
    ],
    [
      'a manifest that is no XML',
      put('imsmanifest.xml', '<manifest>'),
      'không đọc được như tệp XML',
    ],
    [
      'a manifest with entities of its own',
      put('imsmanifest.xml', '<!DOCTYPE m [<!ENTITY a "aaaa">]><manifest>&a;</manifest>'),
      'imsmanifest.xml: không đọc được như tệp XML',
    ],
    [
      'a manifest with another root',
      put('imsmanifest.xml', '<html/>'),
      'phải bắt đầu bằng <manifest>',
    ],
    ['no manifest', drop('imsmanifest.xml'), 'imsmanifest.xml: không có tệp này'],
    ['a file name that reaches outside', put('../x.js', ''), '../x.js: tên tệp trỏ ra ngoài gói'],
    ['names that differ in case alone', put('INDEX.html', ''), 'chỉ khác'],
  ])('%s is found and named', (_what, change, message) => {
    const findings = found(change);
    expect(findings.join('\n')).toContain(message);
  });
});

test('a folder that was zipped from outside is told apart', () => {
  const zip = packZip(new Map([['goi/imsmanifest.xml', bytes('<manifest/>')]]));
  expect(checkPackage(zip).findings[0]?.message).toContain('đang ở goi/imsmanifest.xml');
});

test('a package of somebody else, without pass mark data, is judged by what it says', () => {
  const manifest = `<?xml version="1.0"?><manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp.xsd"><metadata><schemaversion>1.2</schemaversion></metadata><organizations default="O"><organization identifier="O"><title>T</title><item identifier="I" identifierref="R"><title>T</title></item></organization></organizations><resources xml:base="bai%201/"><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html?x=1"><file href="index.html"/></resource></resources></manifest>`;
  const zip = packZip(
    new Map([
      ['imsmanifest.xml', bytes(manifest)],
      ['imscp.xsd', bytes('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>')],
      ['bai 1/index.html', bytes(html('<p>Bài</p>'))],
    ]),
  );
  expect(checkPackage(zip).findings).toEqual([]);
});
