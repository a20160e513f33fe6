import { getCollection } from 'astro:content';
import type { Catalogue } from '../records/contract.ts';
import { site } from '../site.ts';
import type { LegalAct } from './exports/letter.ts';

/** What this build brings to the records: programmes, modules with their pass marks, the office. */
export async function readCatalogue(): Promise<Catalogue> {
  const programmes = (await getCollection('programmes')).sort(
    (a, b) => a.data.order - b.data.order,
  );
  const modules = (await getCollection('modules')).sort(
    (a, b) => a.data.order - b.data.order || a.id.localeCompare(b.id),
  );
  const passMarks = new Map(
    (await getCollection('quizzes')).map(({ id, data }) => [id, data.passMark]),
  );
  return {
    programmes: programmes.map(({ id, data }) => ({ id, programme: data })),
    modules: modules.map(({ id, data }) => ({
      slug: id,
      title: data.title,
      passMark: passMarks.get(id),
    })),
    topics: (await getCollection('topics')).map(({ id }) => id).sort(),
    office: { name: site.office.name, kind: site.office.kind },
  };
}

/** The acts that programmes name, as reports cite them. */
export async function readLegalActs(catalogue: Catalogue): Promise<LegalAct[]> {
  const named = new Set(catalogue.programmes.flatMap(({ programme }) => programme.legal));
  return (await getCollection('legal'))
    .filter(({ id }) => named.has(id))
    .map(({ id, data }) => ({
      id,
      number: data.number,
      title: data.title,
      issuer: data.issuer,
      issued: data.issued ?? null,
      inForceFrom: data.inForceFrom ?? null,
      inForceUntil: data.inForceUntil ?? null,
      lasting: data.status !== 'het-hieu-luc',
    }));
}
