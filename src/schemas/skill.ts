import { z } from 'zod';
import { entryShape } from './entry.ts';
import { slugSchema } from './scalars.ts';
import { levelSchema } from './vocabulary.ts';

/**
 * Front matter of `content/skills/<level>/<topic>.mdx`: what pupils of one level should know and do
 * about one topic. The file's place must agree with `level` and `topic`.
 */
export const skillSchema = z
  .strictObject({
    ...entryShape,
    /** The level it is written for; the folder's name. */
    level: levelSchema,
    /** The main topic; the file's name. */
    topic: slugSchema,
  })
  .refine((skill) => skill.levels.includes(skill.level), {
    path: ['levels'],
    message: 'phải gồm cả cấp học ở khóa "level"',
  })
  .refine((skill) => skill.topics.includes(skill.topic), {
    path: ['topics'],
    message: 'phải gồm cả chủ đề ở khóa "topic"',
  });

/** A safety skill (kỹ năng an toàn). */
export type Skill = z.infer<typeof skillSchema>;
