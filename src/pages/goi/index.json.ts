import { getCollection, getEntry } from 'astro:content';
import type { APIRoute } from 'astro';

/** The modules to be packaged; read by `src/packaging` after the build, then removed. */
export const GET: APIRoute = async () => {
  const modules = await getCollection('modules');
  const listed = await Promise.all(
    modules.map(async ({ id, data }) => {
      const quiz = await getEntry('quizzes', id);
      if (quiz === undefined) throw new Error(`Mô-đun ${id} chưa có tệp quiz.yaml`);
      return { slug: id, title: data.title, version: data.version, passMark: quiz.data.passMark };
    }),
  );
  listed.sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return Response.json(listed);
};
