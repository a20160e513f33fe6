import { type BaseSchema, defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { parse } from 'yaml';
import { calendarMonthSchema } from './schemas/calendar.ts';
import { checklistPartSchema } from './schemas/checklist.ts';
import { contactSchema } from './schemas/contact.ts';
import { documentSchema } from './schemas/document.ts';
import { dutySchema } from './schemas/duty.ts';
import { formSchema } from './schemas/form.ts';
import { guideSchema } from './schemas/guide.ts';
import { leafletSchema } from './schemas/leaflet.ts';
import { legalDocumentSchema } from './schemas/legal-document.ts';
import { messageSchema } from './schemas/message.ts';
import { moduleSchema } from './schemas/module.ts';
import { planSchema } from './schemas/plan.ts';
import { programmeSchema } from './schemas/programme.ts';
import { quizSchema } from './schemas/quiz.ts';
import { skillSchema } from './schemas/skill.ts';
import { sourceSchema } from './schemas/source.ts';
import { topicSchema } from './schemas/topic.ts';

/**
 * Astro's view of `content/`. Mistakes are reported before this, by `src/content-check`, in
 * Vietnamese with file and line; these schemas are the same ones and give the pages their types.
 */
const folderId = ({ entry }: { entry: string }) => entry.split('/')[0] ?? entry;
const fileId = ({ entry }: { entry: string }) => entry.replace(/\.[^.]+$/, '');

/** Entries that are a file each: their id is the path below `content/<folder>`, without its ending. */
const files = <Schema extends BaseSchema>(folder: string, pattern: string, schema: Schema) =>
  defineCollection({
    loader: glob({ base: `./content/${folder}`, pattern, generateId: fileId }),
    schema,
  });

/** A file that every folder of `content/modules` has; the entry's id is the folder's name. */
const inModule = <Schema extends BaseSchema>(pattern: string, schema: Schema) =>
  defineCollection({
    loader: glob({ base: './content/modules', pattern, generateId: folderId }),
    schema,
  });

/** The items of `content/<name>.yaml`. */
const list = <Schema extends BaseSchema>(name: string, schema: Schema) =>
  defineCollection({
    loader: file(`content/${name}.yaml`, { parser: (text) => parse(text) }),
    schema,
  });

export const collections = {
  modules: inModule('*/index.mdx', moduleSchema),
  quizzes: inModule('*/quiz.yaml', quizSchema),
  skills: files('skills', '*/*.mdx', skillSchema),
  guides: files('guides', '*.mdx', guideSchema),
  leaflets: files('leaflets', '*.mdx', leafletSchema),
  legal: files('legal', '*.yaml', legalDocumentSchema),
  programmes: files('programmes', '*.yaml', programmeSchema),
  plans: files('plans', '*.yaml', planSchema),
  documents: files('documents', '*.yaml', documentSchema),
  forms: files('forms', '*.yaml', formSchema),
  messages: files('messages', '*.yaml', messageSchema),
  calendar: list('calendar', calendarMonthSchema),
  duties: list('duties', dutySchema),
  checklist: list('checklist', checklistPartSchema),
  topics: list('topics', topicSchema),
  contacts: list('contacts', contactSchema),
  sources: list('sources', sourceSchema),
};
