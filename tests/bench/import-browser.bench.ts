import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { writeXlsx } from '../../src/records/exports/xlsx-writer.ts';
import { parseCsv } from '../../src/records/reading/csv.ts';
import { generateRoster } from '../../src/records/roster-generator.ts';
import { rosterCsv } from '../../src/records/sample/files.ts';
import { listen } from '../../src/server/listen.ts';
import { createStaticApp } from '../../src/server/static-app.ts';
import { longestBlock, watchBlocks } from './blocks.ts';
import { inOfficeBrowser } from './office-browser.ts';
import { forgetPeak, memoryOf, pageProcesses } from './processes.ts';

/** How long an officer is ready to wait before this bench gives up (milliseconds). */
const PATIENCE_MS = 300_000;

/**
 * A roster of 100,000 people in the office page of the built site, in Chromium, as an officer does it, as
 * CSV and, in a browser of its own, as XLSX: seconds from choosing the file to its preview, from "Nhận" to the result,
 * both together, the longest time for which the page itself did not answer (milliseconds), and the most memory
 * that the page's process with its worker had (MB). Reads `dist/`.
 */
export default async function importInBrowserBench(): Promise<Record<string, number>> {
  const server = await listen(createStaticApp(resolve('dist')), { host: '127.0.0.1', port: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const csv = rosterCsv(generateRoster({ seed: 1, people: 100_000, schools: 2600 }));
  try {
    // From disk, as an officer does: handing the bytes over through Playwright would block the page.
    writeFileSync(join(folder, 'danh-sach.csv'), csv);
    writeFileSync(join(folder, 'danh-sach.xlsx'), await workbookOf(csv));
    const figures: Record<string, number> = {};
    for (const [kind, name] of [
      ['csv', 'roster_100k_browser'],
      ['xlsx', 'roster_100k_xlsx_browser'],
    ] as const) {
      const told = await inOfficeBrowser(async (context, profile) => {
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        await page.goto(`http://127.0.0.1:${server.port}/quan-ly/#/nhap-du-lieu`);
        return measure(page, profile, join(folder, `danh-sach.${kind}`));
      });
      figures[`${name}_preview_s`] = told.preview;
      figures[`${name}_write_s`] = told.writing;
      figures[`${name}_s`] = told.preview + told.writing;
      figures[`${name}_block_ms`] = told.block;
      figures[`${name}_mb`] = told.mb;
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
    await server.stop(1000);
  }
}

/** The same rows as a workbook, days as text, as many offices have them. */
async function workbookOf(csv: string): Promise<Uint8Array> {
  const [header = [], ...rows] = parseCsv(csv).rows;
  const sheet = {
    name: 'Danh sách',
    title: 'Danh sách',
    columns: header.map((text) => ({ header: text, width: 20 })),
    rows,
  };
  return new Uint8Array(await new Response(writeXlsx([sheet])).arrayBuffer());
}

interface Told {
  preview: number;
  writing: number;
  block: number;
  mb: number;
}

async function measure(page: Page, profile: string, file: string): Promise<Told> {
  const choose = page.getByLabel('Chọn tệp', { exact: true });
  await choose.waitFor({ state: 'attached' });
  const processes = pageProcesses(profile);
  for (const pid of processes) forgetPeak(pid);
  await watchBlocks(page);
  const start = performance.now();
  await choose.setInputFiles(file);
  const keep = page.getByRole('button', { name: 'Nhận 100.000 dòng' });
  await keep.waitFor();
  const preview = performance.now();
  await keep.click();
  await page.getByText('Danh sách hiện có 100.000 người.').waitFor();
  return {
    preview: seconds(preview - start),
    writing: seconds(performance.now() - preview),
    block: await longestBlock(page),
    mb: Math.max(...processes.map((pid) => memoryOf(pid).peak)),
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
