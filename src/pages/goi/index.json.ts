import { getCollection, getEntry } from 'astro:content';
import type { APIRoute } from 'astro';
import type { PackageList } from '../../packaging/package-index.ts';
import { requiredModules } from '../../packaging/required-modules.ts';

/** What is to be packaged; read by `src/packaging` after the build, then removed. */
export const GET: APIRoute = async () => {
  const modules = await Promise.all(
    (await getCollection('modules')).map(async ({ id, data }) => {
      const quiz = await getEntry('quizzes', id);
      if (quiz === undefined) throw new Error(`Mô-đun ${id} chưa có tệp quiz.yaml`);
      const { title, summary, version, order, reviewed } = data;
      return { slug: id, title, summary, version, order, reviewed, passMark: quiz.data.passMark };
    }),
  );
  modules.sort((a, b) => (a.slug < b.slug ? -1 : 1));

  const running = (await getCollection('programmes')).filter(({ data }) => !data.past);
  const programmes = running.map(({ id, data }) => {
    const required = requiredModules(data.required, modules);
    // A programme has no version of its own: it is as new as the newest review of its modules.
    const version =
      required
        .map(({ reviewed }) => reviewed)
        .sort()
        .at(-1) ?? '';
    return { slug: id, title: data.title, version, modules: required.map(({ slug }) => slug) };
  });
  programmes.sort((a, b) => (a.slug < b.slug ? -1 : 1));

  const list: PackageList = {
    modules: modules.map(({ slug, title, summary, version, passMark }) => ({
      slug,
      title,
      summary,
      version,
      passMark,
    })),
    programmes,
  };
  return Response.json(list);
};
