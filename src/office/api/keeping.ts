import { z } from 'zod';
import { type Catalogue, keptProgrammeSchema, stateSchema } from '../../records/contract.ts';
import type { Programme } from '../../schemas/programme.ts';
import { type Caller, part, withBody } from './call.ts';

/** The word an officer types to erase everything; the API asks for the same. */
export const ERASE_WORD = 'XÓA HẾT';

/** What is kept as a whole: its state, the programmes, back-up, restore and erasing. */
export const keepingCalls = ({ ask, read, send }: Caller) => ({
  state: () => read(stateSchema, '/api/state'),
  putCatalogue: (catalogue: Catalogue) => send('/api/catalogue', withBody('PUT', catalogue)),
  programmes: () => read(z.array(keptProgrammeSchema), '/api/programmes'),
  putProgramme: (id: string, programme: Programme) =>
    send(`/api/programmes/${part(id)}`, withBody('PUT', programme)),
  resetProgramme: (id: string) => send(`/api/programmes/${part(id)}`, { method: 'DELETE' }),
  backup: async () => (await ask('/api/backup')).blob(),
  restore: (file: Blob) => send('/api/restore', { method: 'POST', body: file }),
  erase: () => send('/api/erase', withBody('POST', { confirm: ERASE_WORD })),
});
