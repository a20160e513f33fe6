import { describe, expect, test } from 'vitest';
import { checkPackage } from './check/check-package.ts';
import { child, descendants, readXml } from './check/xml-tree.ts';
import type { Course } from './course.ts';
import { CMI5_NAMESPACE, courseId, manifestCmi5, unitId } from './manifest-cmi5.ts';
import { packZip } from './zip.ts';

const TITLE = 'Bạo lực <học đường> & "mạng"';
const course: Course = {
  slug: 'bao-luc',
  title: TITLE,
  version: '1.0',
  kind: 'module',
  modules: [
    {
      slug: 'bao-luc',
      title: TITLE,
      summary: 'Nhận ra và dừng lại.',
      passMark: 80,
      href: 'index.html',
    },
  ],
  files: ['index.html'],
};
const bytes = (text: string) => new TextEncoder().encode(text);
const PAGE =
  '<!doctype html><html lang="vi"><head><title>x</title></head><body><script type="application/json" data-quiz-data>{"module":{"passMark":80}}</script></body></html>';

describe('the course structure of a module', () => {
  const root = readXml(manifestCmi5(course));
  const unit = descendants(root, 'au')[0];

  test('says title and summary in Vietnamese, the pass mark and what counts as done', () => {
    expect(root.namespace).toBe(CMI5_NAMESPACE);
    expect(Object.fromEntries(unit?.attributes ?? [])).toMatchObject({
      masteryScore: '0.8',
      moveOn: 'Passed',
      launchMethod: 'AnyWindow',
    });
    expect(unit && child(unit, 'url')?.text).toBe('index.html');
    const strings = descendants(root, 'langstring');
    const about = [TITLE, 'Nhận ra và dừng lại.'];
    expect(strings.map(({ text }) => text)).toEqual([...about, ...about]);
    for (const { attributes } of strings) expect(attributes.get('lang')).toBe('vi');
  });

  test('has ids that never change, whatever the site is called', () => {
    // LMSs hold results under them: a change here would make every update another course.
    expect(courseId('bao-luc')).toBe('urn:uuid:1d660f04-7025-5af2-b551-f171ef1b5b25');
    expect(unitId('bao-luc')).toBe('urn:uuid:c6c24b43-53be-5b43-925c-c2360a01bf21');
  });
});

describe('checking a cmi5 package', () => {
  const good = manifestCmi5(course);

  /** What is found in a package with this course structure and these files beside its page. */
  function found(xml = good, files: Record<string, string> = {}): string {
    const all = Object.entries({ 'cmi5.xml': xml, 'index.html': PAGE, ...files });
    const { findings } = checkPackage(packZip(new Map(all.map(([f, t]) => [f, bytes(t)]))));
    return findings.map(({ file, message }) => `${file}: ${message}`).join('\n');
  }

  test('a good one has nothing to say about', () => {
    expect(found()).toBe('');
  });

  test.each([
    ['a page that is not there', 'index.html', 'bai.html', 'bai.html nhưng trong gói không có'],
    ['a page at the host’s root', 'index.html', '/index.html', 'cần địa chỉ tương đối'],
    ['a launch name of its own', 'index.html', 'index.html?actor=x', 'tham số “actor”'],
    ['another pass mark', '"0.8"', '"0.7"', 'điểm đạt 70% nhưng bài kiểm tra đạt từ 80%'],
    ['no pass mark', ' masteryScore="0.8"', '', 'không nêu điểm đạt'],
    ['a pass mark in per cent', '"0.8"', '"80"', 'phải từ 0 đến 1'],
    ['five decimals', '"0.8"', '"0.80001"', 'tối đa 4 số lẻ'],
    ['a moveOn that does not exist', '"Passed"', '"Done"', 'moveOn="Done" không hợp lệ'],
    ['an id that is no IRI', /au id="[^"]+"/, 'au id="bai-1"', 'IRI đầy đủ'],
    ['one id twice', /course id="[^"]+"/, `course id="${unitId('bao-luc')}"`, 'dùng hai lần'],
    ['no description', /<description>.*<\/description>/, '', 'thiếu <description>'],
    ['an empty title', /(<title><langstring lang="vi">)[^<]+/, '$1', 'để trống'],
    ['a wrong language', 'lang="vi"', 'lang="tiếng Việt"', '(tiếng Việt là “vi”)'],
    ['an element out of order', /(<url>.*<\/url>)/, '$1<objectives/>', 'sai thứ tự'],
    ['an element of no kind', '<url>', '<duong-dan/><url>', 'không được chứa <duong-dan>'],
    ['no module', /<au[\s\S]*<\/au>/, '', 'không có bài học (au) nào'],
    ['another namespace', CMI5_NAMESPACE, 'urn:khac', 'phải bắt đầu bằng <courseStructure'],
    ['XML that breaks off', '</courseStructure>', '', 'không đọc được như tệp XML'],
  ])('finds %s', (_name, from, to, message) => {
    const changed = good.replace(from, to);
    expect(changed).not.toBe(good);
    expect(found(changed)).toContain(message);
  });

  test('finds handlers that lose results, and files from elsewhere', () => {
    const script = 'addEventListener("unload",()=>{});import("https://cdn.example/x.js")';
    const findings = found(good, { 'a.js': script });
    expect(findings).toContain('unload/beforeunload');
    expect(findings).toContain('tải từ nơi khác');
  });

  test('leaves a module elsewhere, by its full address, alone', () => {
    expect(found(good.replace('index.html', 'https://noi-dung.example.vn/bai/'))).toBe('');
  });

  test('looks for the course structure at the root of the ZIP', () => {
    const zip = packZip(new Map([['bai/cmi5.xml', bytes(good)]]));
    expect(checkPackage(zip).findings[0]?.message).toContain('đang ở bai/cmi5.xml');
  });
});
