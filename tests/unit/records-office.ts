import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { createRecordsApp, type RecordsApp } from '../../src/records/app.ts';
import {
  type Catalogue,
  type Coverage,
  coverageSchema,
  type ImportEvent,
  type ImportPreview,
  type ImportRow,
  importEventSchema,
  importRowsSchema,
  type State,
  stateSchema,
} from '../../src/records/contract.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import {
  canonicalRecordText,
  RECORD_FILE_FORMAT,
  type RecordFile,
} from '../../src/records/record-file.ts';

/** An office for tests: the records app in memory, spoken to as the office page does. */

export const MODULES = [
  { slug: 'tong-quan', title: 'Tổng quan công tác xã hội', passMark: 80 },
  { slug: 'bao-luc', title: 'Phòng, chống bạo lực học đường', passMark: 80 },
] as const;

export const catalogue: Catalogue = {
  programmes: [
    {
      id: 'hien-hanh',
      programme: {
        title: 'Chương trình thử',
        basis: 'Kế hoạch thử',
        legal: [],
        past: false,
        period: { from: '2026-01-01', to: '2026-12-31' },
        targets: { reached: 90, trained: 90 },
        required: {
          cbql: ['tong-quan'],
          'giao-vien': ['tong-quan', 'bao-luc'],
          'nhan-vien': ['tong-quan'],
        },
        reportingDates: [],
        order: 1,
      },
    },
  ],
  modules: [...MODULES],
  office: { name: 'Phòng Văn hóa – Xã hội (mẫu)', kind: 'phong' },
};

export class Office {
  readonly app: RecordsApp;

  private constructor(app: RecordsApp) {
    this.app = app;
  }

  /** A new office that knows the catalogue and nobody, in memory unless a database is given. */
  static async open(known: Catalogue = catalogue, database?: RecordsDatabase): Promise<Office> {
    return Office.over(createRecordsApp(database ?? (await openNodeDatabase())), known);
  }

  /** An office over an app that is there. */
  static async over(app: RecordsApp, known: Catalogue = catalogue): Promise<Office> {
    const office = new Office(app);
    await office.json(stateSchema, '/api/catalogue', {
      method: 'PUT',
      body: JSON.stringify(known),
    });
    return office;
  }

  request(path: string, init?: RequestInit): Promise<Response> {
    return this.app.fetch(new Request(`http://office.invalid${path}`, init));
  }

  async json<T>(schema: z.ZodType<T>, path: string, init?: RequestInit): Promise<T> {
    const response = await this.request(path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return schema.parse(JSON.parse(text));
  }

  state(): Promise<State> {
    return this.json(stateSchema, '/api/state');
  }

  coverage(on = '2026-12-31', programme = 'hien-hanh'): Promise<Coverage> {
    return this.json(coverageSchema, `/api/coverage?programme=${programme}&on=${on}`);
  }

  async events(path: string, init: RequestInit): Promise<ImportEvent[]> {
    const response = await this.request(path, init);
    const text = await response.text();
    return text
      .trim()
      .split('\n')
      .map((line) => importEventSchema.parse(JSON.parse(line)));
  }

  /** Hands in a file; the preview, or an error with what the office page would say. */
  async preview(
    content: string | Uint8Array<ArrayBuffer>,
    name = 'tep.csv',
    as = 'auto',
  ): Promise<ImportPreview> {
    const events = await this.events(`/api/imports?name=${encodeURIComponent(name)}&as=${as}`, {
      method: 'POST',
      body: content,
    });
    const last = events.at(-1);
    if (last?.event !== 'preview')
      throw new Error(last?.event === 'failed' ? `${last.code}: ${last.message}` : 'no preview');
    return last.preview;
  }

  async rows(preview: ImportPreview, verdict = ''): Promise<ImportRow[]> {
    return (
      await this.json(
        importRowsSchema,
        `/api/imports/${preview.id}/rows?verdict=${verdict}&limit=1000`,
      )
    ).rows;
  }

  async confirm(preview: ImportPreview, accept: number[] = []): Promise<void> {
    const events = await this.events(`/api/imports/${preview.id}/confirm`, {
      method: 'POST',
      body: JSON.stringify({ accept }),
    });
    const last = events.at(-1);
    if (last?.event !== 'done') throw new Error(JSON.stringify(last));
  }

  /** Keeps a preview, looking at it again as often as others change what is kept meanwhile. */
  async confirmAtLast(preview: ImportPreview): Promise<void> {
    for (;;) {
      const last = await this.tryConfirm(preview);
      if (last?.event === 'done') return;
      if (last?.event !== 'failed' || last.code !== 'preview-changed')
        throw new Error(JSON.stringify(last));
      await this.remap(preview);
    }
  }

  /** Asks for a preview to be kept; what is answered last. */
  async tryConfirm(preview: ImportPreview): Promise<ImportEvent | undefined> {
    const events = await this.events(`/api/imports/${preview.id}/confirm`, {
      method: 'POST',
      body: JSON.stringify({ accept: [] }),
    });
    return events.at(-1);
  }

  /** Has a preview judged again, under the mapping it comes with. */
  async remap({ id, mapping }: ImportPreview): Promise<ImportPreview> {
    const events = await this.events(`/api/imports/${id}/mapping`, {
      method: 'PUT',
      body: JSON.stringify(mapping),
    });
    const last = events.at(-1);
    if (last?.event !== 'preview') throw new Error(JSON.stringify(last));
    return last.preview;
  }

  /** Hands in a file and keeps it. */
  async take(
    content: string | Uint8Array<ArrayBuffer>,
    name = 'tep.csv',
    as = 'auto',
  ): Promise<ImportPreview> {
    const preview = await this.preview(content, name, as);
    await this.confirm(preview);
    return preview;
  }
}

/** A record file as a device would save it. */
export function recordFile(
  learner: RecordFile['learner'],
  completions: readonly Partial<RecordFile['completions'][number]>[],
): string {
  const content: Omit<RecordFile, 'checksum'> = {
    format: RECORD_FILE_FORMAT,
    version: 1,
    createdAt: '2026-11-21T10:00:00.000Z',
    deviceId: 'device-00000001',
    learner,
    completions: completions.map((completion) => ({
      module: 'tong-quan',
      moduleTitle: 'Tổng quan công tác xã hội',
      moduleVersion: '1.0',
      attempt: 1,
      status: 'passed',
      score: 90,
      startedAt: '2026-11-21T09:00:00.000Z',
      at: '2026-11-21T09:30:00.000Z',
      seconds: 1800,
      certificate: null,
      ...completion,
    })),
  };
  const checksum = createHash('sha256').update(canonicalRecordText(content)).digest('hex');
  return JSON.stringify({ ...content, checksum });
}
