/** What is known of a module here. */
interface Orderable {
  slug: string;
  /** Place in the order of learning. */
  order: number;
}

/**
 * The modules of a programme's package: all that any role must pass, each once, in the order of
 * learning.
 * @param required slugs by role
 * @throws Error naming a slug that is no module
 */
export function requiredModules<T extends Orderable>(
  required: Partial<Record<string, readonly string[]>>,
  modules: readonly T[],
): T[] {
  const wanted = new Set(Object.values(required).flatMap((slugs) => slugs ?? []));
  for (const slug of wanted) {
    if (!modules.some((module) => module.slug === slug)) {
      throw new Error(`Chương trình yêu cầu mô-đun không có: ${slug}`);
    }
  }
  return modules
    .filter(({ slug }) => wanted.has(slug))
    .sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1));
}
