import { Scorm12API } from 'scorm-again/scorm12/min';
import { connect } from '../connection.ts';
import type { ScormApi } from '../find-api.ts';
import type { ModuleIdentity } from '../learning-session.ts';
import type { Failure } from '../lifecycle-model.ts';
import type { UnsavedMessages } from '../messages.ts';
import { scormRecord } from '../record-io.ts';
import { SCORM_12 } from '../scorm-12.ts';
import type { Recorder } from '../session.ts';
import { statusOf } from '../status-rank.ts';
import type { AttemptRecord, DeviceCommit } from './attempt-record.ts';
import type { Store } from './store.ts';

const UNSAVED: UnsavedMessages = {
  refused:
    'Thiết bị chưa lưu được kết quả, có thể vì bộ nhớ đã đầy. Thầy cô cứ để trang này mở, xóa bớt dữ liệu không cần trên máy rồi bấm “Thử lại”.',
  'not-kept': 'Thiết bị chưa giữ được kết quả. Thầy cô cứ để trang này mở rồi bấm “Thử lại”.',
  gone: 'Người học trên máy đã đổi hoặc dữ liệu đã xóa, nên trang này không ghi được nữa. Thầy cô hãy tải lại trang để học tiếp.',
  closed: 'Trang đã đóng phiên học. Thầy cô hãy tải lại trang để học tiếp.',
};

/** A commit as scorm-again hands it over with `dataCommitFormat: 'flattened'`. */
type FlatCommit = Record<string, unknown>;

function text(commit: FlatCommit, element: string): string {
  const value = commit[element];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Seconds of a SCORM 1.2 time, 0 when it is none. */
function secondsOf(timespan: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = timespan.split(':').map(Number);
  const all = hours * 3600 + minutes * 60 + seconds;
  return Number.isFinite(all) ? all : 0;
}

function interactionsOf(commit: FlatCommit): DeviceCommit['interactions'] {
  const rows = new Map<string, Record<string, string>>();
  for (const element of Object.keys(commit)) {
    const match = /^cmi\.interactions\.(?:childArray\.)?(\d+)\.(.+)$/.exec(element);
    const [, index, name] = match ?? [];
    if (index === undefined || name === undefined) continue;
    const value = text(commit, element);
    if (value !== '') rows.set(index, { ...rows.get(index), [name]: value });
  }
  return Object.fromEntries(
    [...rows.values()].flatMap((row) => (row.id === undefined ? [] : [[row.id, row]])),
  );
}

/**
 * scorm-again as the LMS of the bare site. It answers the SCORM calls; what it is told to commit goes
 * into this device's store, and `stored` says whether it got there. Its own offline support stays off
 * (it loses data); its mastery override too (the quiz alone decides).
 */
export function deviceLms(
  store: Store,
  record: AttemptRecord,
  module: Pick<ModuleIdentity, 'version' | 'quizVersion'>,
  learnerName: string,
): Recorder {
  let last: Promise<Failure | null> = Promise.resolve(null);
  let storedSeconds = 0;
  let storedSuspendData = record.suspendData ?? '';
  let storedLocation = record.location ?? '';

  async function keep(flat: FlatCommit): Promise<Failure | null> {
    const seconds = secondsOf(text(flat, 'cmi.core.session_time'));
    const suspendData = text(flat, 'cmi.suspend_data');
    const location = text(flat, 'cmi.core.lesson_location');
    const score = Number.parseFloat(text(flat, 'cmi.core.score.raw'));
    try {
      const kept = await store.commit(
        [record.learner, record.module, record.attempt],
        {
          status: statusOf(text(flat, 'cmi.core.lesson_status')),
          score: Number.isFinite(score) ? score : null,
          suspendData: suspendData === storedSuspendData ? undefined : suspendData,
          location: location === storedLocation ? undefined : location,
          addedSeconds: seconds - storedSeconds,
          interactions: interactionsOf(flat),
        },
        module.version,
        module.quizVersion,
      );
      if (kept === null) return 'gone';
    } catch {
      return 'refused';
    }
    storedSeconds = Math.max(seconds, storedSeconds);
    storedSuspendData = suspendData;
    storedLocation = location;
    return null;
  }

  const api = new Scorm12API({
    // scorm-again hands commits over only when there is an address; nothing is sent to it.
    lmsCommitUrl: 'device:',
    dataCommitFormat: 'flattened',
    mastery_override: false,
    enableOfflineSupport: false,
    logLevel: 'NONE',
    httpService: {
      processHttpRequest(_url, flat) {
        // One after the other, so that a later commit is never overtaken by an earlier one.
        last = last.then(() => keep({ ...flat }));
        return { result: true, errorCode: 0 };
      },
      updateSettings() {},
    },
  });
  api.loadFromJSON({
    cmi: {
      core: {
        student_id: record.learner,
        student_name: learnerName,
        // A fresh attempt has none; scorm-again then says `not attempted`.
        lesson_status: record.commits === 0 ? '' : record.status,
        lesson_location: storedLocation,
        score: record.score === null ? {} : { raw: String(record.score) },
        lesson_mode: 'normal',
        credit: 'credit',
        entry: record.suspendData === null ? 'ab-initio' : 'resume',
      },
      suspend_data: storedSuspendData,
    },
  });

  const scormApi: ScormApi = {
    LMSInitialize: () => api.lmsInitialize(''),
    LMSFinish: () => api.lmsFinish(''),
    LMSGetValue: (element = '') => api.lmsGetValue(element),
    LMSSetValue: (element = '', value = '') => api.lmsSetValue(element, value),
    LMSCommit: () => api.lmsCommit(''),
    LMSGetLastError: () => api.lmsGetLastError(),
  };
  return {
    kind: 'device',
    unsaved: UNSAVED,
    record: scormRecord(connect(scormApi, SCORM_12)),
    stored: () => last,
  };
}
