import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import sharp, { type Region } from 'sharp';

/** What a reader of QR codes finds in a picture, or in a part of it; empty when nothing. */
export async function readQr(png: Buffer, part?: Region): Promise<string> {
  const picture = part === undefined ? sharp(png) : sharp(png).extract(part);
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? '';
}

/** The first side of a PDF as a scanner of so many dots an inch sees it. */
export function scanned(pdf: string, dpi: number): Buffer {
  const picture = pdf.replace(/\.pdf$/, '');
  const args = ['-r', String(dpi), '-gray', '-png', '-singlefile', pdf, picture];
  execFileSync('pdftoppm', args);
  return readFileSync(`${picture}.png`);
}
