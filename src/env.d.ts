declare namespace App {
  interface Locals {
    /** Source ids of the entry being rendered, in the order of their numbers; see Lesson.astro. */
    citedSources?: readonly string[];
  }
}

/** For plain `tsc`, which cannot read components; `astro check` resolves the files themselves. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
