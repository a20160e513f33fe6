import { defineCollection } from 'astro:content';
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
const fromList = (path: string) => file(path, { parser: (text) => parse(text) });
const folderId = ({ entry }: { entry: string }) => entry.split('/')[0] ?? entry;
const fileId = ({ entry }: { entry: string }) => entry.replace(/\.[^.]+$/, '');

export const collections = {
  modules: defineCollection({
    loader: glob({ base: './content/modules', pattern: '*/index.mdx', generateId: folderId }),
    schema: moduleSchema,
  }),
  quizzes: defineCollection({
    loader: glob({ base: './content/modules', pattern: '*/quiz.yaml', generateId: folderId }),
    schema: quizSchema,
  }),
  skills: defineCollection({
    loader: glob({ base: './content/skills', pattern: '*/*.mdx', generateId: fileId }),
    schema: skillSchema,
  }),
  guides: defineCollection({
    loader: glob({ base: './content/guides', pattern: '*.mdx', generateId: fileId }),
    schema: guideSchema,
  }),
  leaflets: defineCollection({
    loader: glob({ base: './content/leaflets', pattern: '*.mdx', generateId: fileId }),
    schema: leafletSchema,
  }),
  legal: defineCollection({
    loader: glob({ base: './content/legal', pattern: '*.yaml', generateId: fileId }),
    schema: legalDocumentSchema,
  }),
  programmes: defineCollection({
    loader: glob({ base: './content/programmes', pattern: '*.yaml', generateId: fileId }),
    schema: programmeSchema,
  }),
  plans: defineCollection({
    loader: glob({ base: './content/plans', pattern: '*.yaml', generateId: fileId }),
    schema: planSchema,
  }),
  calendar: defineCollection({
    loader: fromList('content/calendar.yaml'),
    schema: calendarMonthSchema,
  }),
  duties: defineCollection({ loader: fromList('content/duties.yaml'), schema: dutySchema }),
  checklist: defineCollection({
    loader: fromList('content/checklist.yaml'),
    schema: checklistPartSchema,
  }),
  documents: defineCollection({
    loader: glob({ base: './content/documents', pattern: '*.yaml', generateId: fileId }),
    schema: documentSchema,
  }),
  forms: defineCollection({
    loader: glob({ base: './content/forms', pattern: '*.yaml', generateId: fileId }),
    schema: formSchema,
  }),
  messages: defineCollection({
    loader: glob({ base: './content/messages', pattern: '*.yaml', generateId: fileId }),
    schema: messageSchema,
  }),
  topics: defineCollection({ loader: fromList('content/topics.yaml'), schema: topicSchema }),
  contacts: defineCollection({ loader: fromList('content/contacts.yaml'), schema: contactSchema }),
  sources: defineCollection({ loader: fromList('content/sources.yaml'), schema: sourceSchema }),
};
