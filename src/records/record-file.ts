import { z } from 'zod';
import { slugSchema } from '../schemas/scalars.ts';
import { completionStatusSchema } from '../schemas/vocabulary.ts';
import { RECORD_FILE_FORMAT } from './canonical-record-text.ts';

export { canonicalRecordText, RECORD_FILE_FORMAT } from './canonical-record-text.ts';

const instantSchema = z.iso.datetime({ offset: true });

/**
 * The record file (tệp kết quả): what a learner saves from a device and hands to the office.
 * Self-reported by nature; the checksum finds damage and careless editing, it proves nothing.
 */
export const recordFileSchema = z.strictObject({
  format: z.literal(RECORD_FILE_FORMAT),
  version: z.literal(1),
  createdAt: instantSchema,
  /** Random id of the device's store; tells two devices of one person apart. */
  deviceId: z.string().min(8).max(64),
  learner: z.strictObject({
    /** Name as typed by the learner. */
    name: z.string().trim().min(1).max(120),
    /** School or other unit as typed by the learner. */
    unit: z.string().trim().max(160),
    /** The person's code on the office's roster, when the learner knows it. */
    code: z.string().trim().max(40).nullable(),
  }),
  completions: z.array(
    z.strictObject({
      module: slugSchema,
      moduleTitle: z.string(),
      moduleVersion: z.string(),
      /** Attempt number on that device, from 1. */
      attempt: z.int().min(1),
      status: completionStatusSchema,
      /** Score 0–100, or null when nothing was graded. */
      score: z.number().min(0).max(100).nullable(),
      startedAt: instantSchema,
      /** When the status was reached. */
      at: instantSchema,
      /** Learning time in seconds. */
      seconds: z.number().min(0),
      /** Certificate code, when passed. */
      certificate: z.string().nullable(),
    }),
  ),
  /** SHA-256 (hex) of `canonicalRecordText` of the file without this key. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A learner's results as handed to the office. */
export type RecordFile = z.infer<typeof recordFileSchema>;
