import { getCollection } from 'astro:content';
import type { Catalogue } from '../records/contract.ts';
import { site } from '../site.ts';

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
    office: { name: site.office.name, kind: site.office.kind },
  };
}
