import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { calendarFileSchema } from '../schemas/calendar.ts';
import { channelsFileSchema } from '../schemas/channel.ts';
import { checklistFileSchema } from '../schemas/checklist.ts';
import { contactsFileSchema } from '../schemas/contact.ts';
import { documentSchema } from '../schemas/document.ts';
import { dutiesFileSchema } from '../schemas/duty.ts';
import { formSchema } from '../schemas/form.ts';
import { guideSchema } from '../schemas/guide.ts';
import { leafletSchema } from '../schemas/leaflet.ts';
import { legalDocumentSchema } from '../schemas/legal-document.ts';
import { messageSchema } from '../schemas/message.ts';
import { moduleSchema } from '../schemas/module.ts';
import { planSchema } from '../schemas/plan.ts';
import { programmeSchema } from '../schemas/programme.ts';
import { quizSchema } from '../schemas/quiz.ts';
import { slugSchema } from '../schemas/scalars.ts';
import { siteSchema } from '../schemas/site.ts';
import { skillSchema } from '../schemas/skill.ts';
import { sourcesFileSchema } from '../schemas/source.ts';
import { topicsFileSchema } from '../schemas/topic.ts';
import { type MdxBody, readMdxBody } from './mdx-body.ts';
import type { ContentProblem } from './problem.ts';
import { validate } from './validate.ts';
import { readYaml, splitFrontMatter, type YamlSource } from './yaml-source.ts';

/** A YAML file, or the front matter of an MDX file, as it was read. */
export interface ContentFile<T> {
  /** Path from the project's root. */
  file: string;
  /** Id by which others refer to it. */
  id: string;
  source: YamlSource;
  /** Null when the file has mistakes of its own; rules across files then pass it by. */
  data: T | null;
}

/** An MDX file. */
export interface EntryFile<T> extends ContentFile<T> {
  body: MdxBody;
}

/** Everything under `content/`, as far as it could be read. */
export interface Content {
  /** The project's root, for what lies beside `content/`. */
  root: string;
  site: ContentFile<z.output<typeof siteSchema>>;
  topics: ContentFile<z.output<typeof topicsFileSchema>>;
  contacts: ContentFile<z.output<typeof contactsFileSchema>>;
  sources: ContentFile<z.output<typeof sourcesFileSchema>>;
  calendar: ContentFile<z.output<typeof calendarFileSchema>>;
  duties: ContentFile<z.output<typeof dutiesFileSchema>>;
  checklist: ContentFile<z.output<typeof checklistFileSchema>>;
  channels: ContentFile<z.output<typeof channelsFileSchema>>;
  modules: EntryFile<z.output<typeof moduleSchema>>[];
  quizzes: ContentFile<z.output<typeof quizSchema>>[];
  skills: EntryFile<z.output<typeof skillSchema>>[];
  guides: EntryFile<z.output<typeof guideSchema>>[];
  leaflets: EntryFile<z.output<typeof leafletSchema>>[];
  legal: ContentFile<z.output<typeof legalDocumentSchema>>[];
  programmes: ContentFile<z.output<typeof programmeSchema>>[];
  plans: ContentFile<z.output<typeof planSchema>>[];
  documents: ContentFile<z.output<typeof documentSchema>>[];
  forms: ContentFile<z.output<typeof formSchema>>[];
  messages: ContentFile<z.output<typeof messageSchema>>[];
}

/** Files that may lie beside the text of a module, a skill … */
const PICTURE = /\.(svg|png|jpe?g|webp|avif)$/i;

/** Reads and validates `content/` under `root`, one file at a time. */
export function readContent(root: string): { content: Content; problems: ContentProblem[] } {
  const reader = new ContentReader(root);
  const content: Content = {
    root,
    site: reader.yaml('content/site.yaml', 'site', siteSchema),
    topics: reader.yaml('content/topics.yaml', 'topics', topicsFileSchema),
    contacts: reader.yaml('content/contacts.yaml', 'contacts', contactsFileSchema),
    sources: reader.yaml('content/sources.yaml', 'sources', sourcesFileSchema),
    calendar: reader.yaml('content/calendar.yaml', 'calendar', calendarFileSchema),
    duties: reader.yaml('content/duties.yaml', 'duties', dutiesFileSchema),
    checklist: reader.yaml('content/checklist.yaml', 'checklist', checklistFileSchema),
    channels: reader.yaml('content/channels.yaml', 'channels', channelsFileSchema),
    modules: [],
    quizzes: [],
    skills: [],
    guides: [],
    leaflets: [],
    legal: [],
    programmes: [],
    plans: [],
    documents: [],
    forms: [],
    messages: [],
  };
  for (const slug of reader.folders('content/modules')) {
    const folder = `content/modules/${slug}`;
    reader.expectSlug(folder, slug);
    content.modules.push(reader.mdx(`${folder}/index.mdx`, slug, moduleSchema));
    content.quizzes.push(reader.yaml(`${folder}/quiz.yaml`, slug, quizSchema));
  }
  for (const level of reader.folders('content/skills')) {
    content.skills.push(...reader.mdxFolder(`content/skills/${level}`, `${level}/`, skillSchema));
  }
  content.guides.push(...reader.mdxFolder('content/guides', '', guideSchema));
  content.leaflets.push(...reader.mdxFolder('content/leaflets', '', leafletSchema));
  content.legal.push(...reader.yamlFolder('content/legal', legalDocumentSchema));
  content.programmes.push(...reader.yamlFolder('content/programmes', programmeSchema));
  content.plans.push(...reader.yamlFolder('content/plans', planSchema));
  content.documents.push(...reader.yamlFolder('content/documents', documentSchema));
  content.forms.push(...reader.yamlFolder('content/forms', formSchema));
  content.messages.push(...reader.yamlFolder('content/messages', messageSchema));
  reader.reportStrangers();
  return { content, problems: reader.problems };
}

class ContentReader {
  readonly problems: ContentProblem[] = [];
  private readonly root: string;
  private readonly known = new Set<string>();

  constructor(root: string) {
    this.root = root;
  }

  folders(path: string): string[] {
    return this.list(path)
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  }

  yamlFolder<S extends z.ZodType>(path: string, schema: S): ContentFile<z.output<S>>[] {
    return this.files(path, '.yaml').map((name) => {
      const id = name.slice(0, -'.yaml'.length);
      this.expectSlug(`${path}/${name}`, id);
      return this.yaml(`${path}/${name}`, id, schema);
    });
  }

  mdxFolder<S extends z.ZodType>(
    path: string,
    prefix: string,
    schema: S,
  ): EntryFile<z.output<S>>[] {
    return this.files(path, '.mdx').map((name) => {
      const id = name.slice(0, -'.mdx'.length);
      this.expectSlug(`${path}/${name}`, id);
      return this.mdx(`${path}/${name}`, `${prefix}${id}`, schema);
    });
  }

  yaml<S extends z.ZodType>(file: string, id: string, schema: S): ContentFile<z.output<S>> {
    const text = this.text(file);
    const source = readYaml(text ?? '');
    if (text === null) return { file, id, source, data: null };
    const { data, problems } = validate(schema, source, file);
    this.problems.push(...problems);
    return { file, id, source, data };
  }

  mdx<S extends z.ZodType>(file: string, id: string, schema: S): EntryFile<z.output<S>> {
    const text = this.text(file);
    const parts = splitFrontMatter(text ?? '');
    const source = readYaml(parts.frontMatter ?? '', parts.frontMatterLine);
    const body = readMdxBody(parts.body, parts.bodyLine);
    if (text === null) return { file, id, source, body, data: null };
    if (parts.frontMatter === null) {
      this.report(
        file,
        1,
        'tệp không bắt đầu bằng phần khai báo',
        'dòng --- ở dòng 1, các khóa, rồi một dòng --- nữa',
      );
      return { file, id, source, body, data: null };
    }
    const { data, problems } = validate(schema, source, file);
    this.problems.push(...problems);
    return { file, id, source, body, data };
  }

  expectSlug(path: string, name: string): void {
    if (slugSchema.safeParse(name).success) return;
    this.report(
      path,
      null,
      `tên “${name}”`,
      'tên tệp, tên thư mục chỉ dùng chữ thường không dấu, số và dấu gạch nối',
    );
  }

  /** Files that nothing reads: a misspelt ending or a misplaced file would vanish silently. */
  reportStrangers(): void {
    if (!existsSync(join(this.root, 'content'))) return;
    const entries = readdirSync(join(this.root, 'content'), {
      recursive: true,
      withFileTypes: true,
    });
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name)
        .slice(this.root.length)
        .replaceAll('\\', '/')
        .replace(/^\//, '');
      if (this.known.has(file) || PICTURE.test(file) || /\/(README\.md|\.[^/]*)$/.test(file))
        continue;
      this.report(
        file,
        null,
        'tệp không thuộc loại nội dung nào nên sẽ không hiện trên trang',
        'đặt đúng chỗ và đúng đuôi: modules/<mã>/index.mdx và quiz.yaml, skills/<cấp>/<chủ đề>.mdx, guides/*.mdx, leaflets/*.mdx, legal/*.yaml, programmes/*.yaml, plans/*.yaml, documents/*.yaml, forms/*.yaml, messages/*.yaml',
      );
    }
  }

  /** The file's text in NFC, or null when it is missing (which is reported). */
  private text(file: string): string | null {
    this.known.add(file);
    const path = join(this.root, file);
    if (!existsSync(path)) {
      this.report(file, null, 'không có tệp này', `tạo tệp ${file}`);
      return null;
    }
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const composed = text.normalize('NFC');
    if (composed !== text) {
      const lines = text.split('\n');
      const line = lines.findIndex((each) => each !== each.normalize('NFC')) + 1;
      this.report(
        file,
        line,
        'dấu tiếng Việt dạng tổ hợp (NFD), tìm kiếm sẽ không thấy',
        'gõ hoặc dán lại bằng Unicode dựng sẵn (NFC)',
      );
    }
    return composed;
  }

  private files(path: string, ending: string): string[] {
    return this.list(path)
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => entry.name)
      .sort();
  }

  private list(path: string) {
    const full = join(this.root, path);
    return existsSync(full) ? readdirSync(full, { withFileTypes: true }) : [];
  }

  private report(file: string, line: number | null, found: string, wanted: string): void {
    this.problems.push({ severity: 'problem', file, line, key: null, found, wanted });
  }
}

/** Every page entry: modules, skills, guides, leaflets. */
export function entriesOf(content: Content) {
  return [...content.modules, ...content.skills, ...content.guides, ...content.leaflets];
}
