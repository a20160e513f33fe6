import Activity from './Activity.astro';
import Case from './Case.astro';
import DoDont from './DoDont.astro';
import Drawing from './Drawing.astro';
import Law from './Law.astro';
import Note from './Note.astro';
import Phone from './Phone.astro';
import Ref from './Ref.astro';
import Say from './Say.astro';
import SelfCheck from './SelfCheck.astro';
import Steps from './Steps.astro';

/** The components that content may use in MDX; passed to `<Content components={…} />`. */
export const mdxComponents = {
  Activity,
  Case,
  DoDont,
  Drawing,
  Law,
  Note,
  Phone,
  Ref,
  Say,
  SelfCheck,
  Steps,
};
