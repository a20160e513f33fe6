declare namespace App {
  interface Locals {
    /** Source ids of the entry being rendered, in the order of their numbers; see Lesson.astro. */
    citedSources?: readonly string[];
  }
}
