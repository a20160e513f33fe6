import type { Finding } from './finding.ts';
import {
  listensToUnload,
  type PageContent,
  pageContent,
  scriptLoads,
  styleLoads,
} from './loaded-addresses.ts';
import type { ZipFiles } from './read-zip.ts';

/** Checks pages, scripts and style sheets: nothing from elsewhere, nothing missing, no unload handler. */
export function checkContent(files: ZipFiles): Finding[] {
  return [...files].flatMap(([file, bytes]) => {
    const { loads, scripts, styles } = contentOf(file, bytes);
    const addresses = [
      ...loads,
      ...styles.flatMap(styleLoads),
      ...scripts.flatMap((script) => scriptLoads(script)),
    ];
    const findings = [...new Set(addresses)].flatMap((address) => {
      const message = judge(file, address, files);
      return message === null ? [] : [{ file, message }];
    });
    if (scripts.some(listensToUnload)) {
      findings.push({
        file,
        message:
          'dùng sự kiện unload/beforeunload để ghi kết quả; trình duyệt ngày nay không chắc gọi sự kiện này nên dễ mất kết quả. Hãy dùng pagehide và visibilitychange.',
      });
    }
    return findings;
  });
}

function contentOf(file: string, bytes: Uint8Array): PageContent {
  const text = () => new TextDecoder().decode(bytes);
  if (/\.x?html?$/i.test(file)) return pageContent(text());
  if (/\.m?js$/i.test(file)) return { loads: [], scripts: [text()], styles: [] };
  if (/\.css$/i.test(file)) return { loads: [], scripts: [], styles: [text()] };
  return { loads: [], scripts: [], styles: [] };
}

/** What is wrong with loading `address` from `file`; null when nothing is. */
function judge(file: string, address: string, files: ZipFiles): string | null {
  if (/^(data:|blob:|about:|javascript:|#)/i.test(address)) return null;
  if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(address)) {
    return `tải từ nơi khác: ${address}. Gói phải tự đủ, vì LMS có thể chạy trong mạng nội bộ.`;
  }
  if (address.startsWith('/')) {
    return `dùng địa chỉ tuyệt đối: ${address}. Trong LMS, địa chỉ này trỏ ra ngoài gói; hãy dùng địa chỉ tương đối.`;
  }
  // Scripts load relative to themselves (import) or to the page (fetch): only pages and styles are sure.
  if (/\.m?js$/i.test(file)) return null;
  const path = new URL(address, `http://package/${encodeURI(file)}`).pathname.slice(1);
  return files.has(safeDecode(path)) ? null : `cần tệp không có trong gói: ${address}`;
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
