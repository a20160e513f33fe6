import { z } from 'zod';
import { programmeSchema } from '../../schemas/programme.ts';
import { slugSchema } from '../../schemas/scalars.ts';
import { catalogueSchema, keptProgrammeSchema, stateSchema } from '../contract.ts';
import {
  dropOwnProgramme,
  findProgramme,
  keepProgramme,
  listProgrammes,
  programmeIfThere,
  takeCatalogue,
} from '../programmes.ts';
import { programmeDeed } from '../wording/deeds.ts';
import { endpoint } from './endpoint.ts';
import { json, jsonBody } from './media.ts';

const oneProgramme = z.object({ id: slugSchema });

/** Calls about what the site brings, and the office's own versions of programmes. */
export const programmeEndpoints = [
  endpoint({
    method: 'put',
    path: '/catalogue',
    summary: 'Nhận chương trình và mô-đun của bản dựng này của trang',
    access: 'whole',
    // Told at every opening of the page, and mostly nothing new.
    logged: false,
    body: jsonBody(catalogueSchema),
    answer: json(stateSchema),
    async handle({ home, actor, body }) {
      await home.write((db) => takeCatalogue(db, body, actor));
      return home.state();
    },
  }),
  endpoint({
    method: 'get',
    path: '/programmes',
    summary: 'Mọi chương trình, bản riêng của đơn vị trước',
    access: 'officer',
    answer: json(z.array(keptProgrammeSchema)),
    handle: ({ home }) => home.read(listProgrammes),
  }),
  endpoint({
    method: 'put',
    path: '/programmes/{id}',
    summary: 'Giữ bản riêng của đơn vị cho một chương trình',
    access: 'whole',
    params: oneProgramme,
    body: jsonBody(programmeSchema),
    answer: json(keptProgrammeSchema),
    handle: ({ home, params: { id }, body: programme }) =>
      home.write(async (db, tell) => {
        const before = await programmeIfThere(db, id);
        await keepProgramme(db, { id, programme });
        tell(programmeDeed(id, before, programme));
        return findProgramme(db, id);
      }),
  }),
  endpoint({
    method: 'delete',
    path: '/programmes/{id}',
    summary: 'Trở về bản của trang',
    access: 'whole',
    params: oneProgramme,
    answer: json(z.array(keptProgrammeSchema)),
    handle: ({ home, params: { id } }) =>
      home.write(async (db, tell) => {
        const before = await programmeIfThere(db, id);
        await dropOwnProgramme(db, id);
        tell(programmeDeed(id, before, await programmeIfThere(db, id)));
        return listProgrammes(db);
      }),
  }),
];
