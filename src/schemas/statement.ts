import { z } from 'zod';
import { lineSchema, slugSchema } from './scalars.ts';

/** What a statement for schools rests on, and how it is marked on the page. */
export const BASES = {
  luat: 'Luật quy định',
  'ke-hoach': 'Kế hoạch cũ từng nêu',
  'goi-y': 'Gợi ý của trang',
} as const;

/** A page of the site and the words of the link to it. */
export const siteLinkSchema = z.strictObject({
  /** Address within the site, with slashes at both ends; the content check looks it up. */
  page: z
    .string()
    .regex(/^\/([a-z0-9-]+\/)+$/, 'viết dạng /tap-huan/phong-chong-bao-luc-hoc-duong/'),
  /** Words of the link. */
  how: lineSchema.max(90),
});

/** Keys of a statement; used where it also has an id. */
export const statementShape = {
  /** The statement itself, one sentence or two. */
  text: lineSchema.max(320),
  /** `luat`: an act in force says so; `ke-hoach`: a plan of the past asked it; `goi-y`: our advice. */
  basis: z.enum(['luat', 'ke-hoach', 'goi-y']),
  /** Ids of acts in force. */
  legal: z.array(slugSchema).default([]),
  /** Ids of `content/sources.yaml`. */
  sources: z.array(slugSchema).default([]),
  /** Pages that help to do it. */
  links: z.array(siteLinkSchema).max(4).default([]),
};

/** What is said to be law names the act and a source; what a plan asked names a source. */
export function checkBasis(
  { basis, legal, sources }: { basis: string; legal: string[]; sources: string[] },
  context: z.RefinementCtx,
): void {
  if (basis === 'luat' && legal.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['legal'],
      message: 'điều nói là luật phải nêu văn bản; nếu là lời khuyên thì basis: goi-y',
    });
  }
  if (basis !== 'goi-y' && sources.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['sources'],
      message: 'phải có nguồn; không có nguồn thì basis: goi-y',
    });
  }
}

/** Something a school is asked or advised to do, and on what ground. */
export const statementSchema = z.strictObject(statementShape).superRefine(checkBasis);

/** Something a school is asked or advised to do, and on what ground. */
export type Statement = z.infer<typeof statementSchema>;
