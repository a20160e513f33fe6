import { canonicalRecordText, RECORD_FILE_FORMAT } from '../../records/canonical-record-text.ts';
import type { RecordFile } from '../../records/record-file.ts';
import type { AttemptRecord } from '../lms/attempt-record.ts';
import type { Learner } from '../lms/device-tables.ts';
import { plainAscii } from '../plain-ascii.ts';
import { isoDay } from '../vietnam-time.ts';

/** SHA-256 of a text, as 64 hexadecimal digits. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The record file of a learner: every attempt that was begun, with the checksum over it.
 * The learner must have a name. Needs a secure context (https or localhost) for SHA-256.
 */
export async function makeRecordFile(
  deviceId: string,
  learner: Learner,
  attempts: readonly AttemptRecord[],
  createdAt: Date,
): Promise<RecordFile> {
  const file: Omit<RecordFile, 'checksum'> = {
    format: RECORD_FILE_FORMAT,
    version: 1,
    createdAt: createdAt.toISOString(),
    deviceId,
    learner: { name: learner.name, unit: learner.unit, code: learner.code },
    completions: attempts
      .filter((attempt) => attempt.commits > 0)
      .map(({ module, moduleTitle, moduleVersion, attempt, status, score, ...rest }) => ({
        module,
        moduleTitle,
        moduleVersion,
        attempt,
        status,
        score,
        startedAt: rest.startedAt,
        at: rest.at,
        seconds: rest.seconds,
        certificate: rest.certificate,
      })),
  };
  return { ...file, checksum: await sha256(canonicalRecordText(file)) };
}

/** `ket-qua_<name>_<day>.json`, in ASCII so that every system and mail keeps it. */
export function recordFileName(name: string, createdAt: Date): string {
  const plain = plainAscii(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `ket-qua_${plain === '' ? 'nguoi-hoc' : plain}_${isoDay(createdAt)}.json`;
}
