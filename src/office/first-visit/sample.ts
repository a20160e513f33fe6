import type { ImportSummary } from '../../records/contract.ts';
import { RecordsError } from '../api.ts';
import type { Office } from '../office.ts';
import { isSampleFile, sampleFiles } from './templates.ts';

/** Whether everything that was imported is the invented sample. */
export function holdsSample(imports: ImportSummary[]): boolean {
  return imports.length > 0 && imports.every(({ fileName }) => isSampleFile(fileName));
}

async function keepFile(office: Office, file: File): Promise<void> {
  for await (const event of office.api.readFile(file, 'auto')) {
    if (event.event !== 'preview') continue;
    if (!event.preview.ready) {
      throw new RecordsError(
        'sample-unread',
        'Chưa nạp được dữ liệu mẫu. Hãy tải lại trang rồi thử lại.',
      );
    }
    for await (const _ of office.api.confirm(event.preview.id, { accept: [] })) {
      // Progress of a sample this small needs no showing.
    }
  }
}

/** Takes the invented sample in by the same way as any file. */
export async function loadSample(office: Office, today: string): Promise<void> {
  const titles = office.settings.catalogue.modules.map(({ title }) => title);
  const files = sampleFiles(titles, today);
  await keepFile(office, files.roster);
  await keepFile(office, files.results);
  await office.refresh();
}

/** Takes the sample out again: its imports, newest first, and nothing else. */
export async function removeSample(office: Office): Promise<void> {
  for (;;) {
    const [newest] = (await office.api.imports()).filter(({ fileName }) => isSampleFile(fileName));
    if (newest === undefined) break;
    await office.api.undo(newest.id);
  }
  await office.refresh();
}
