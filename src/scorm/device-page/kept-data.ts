import { countKeptCertificates } from '../certificate/kept-certificates.ts';
import type { DeviceStore, Everything } from '../lms/device-store.ts';
import { waitingResults } from '../outbox/waiting-results.ts';
import { part } from './part.ts';

/** What the device keeps, a sentence each: for whoever wonders what a shared device knows of them. */
export function keptWords(
  { device, learners, attempts, outbox }: Everything,
  certificates: number,
): string[] {
  const ofLearners = learners.map(({ id, name, unit, code, binding }) => {
    const begun = attempts.filter(({ learner, commits }) => learner === id && commits > 0);
    const passed = begun.filter(({ status }) => status === 'passed').length;
    const waiting = waitingResults(outbox, id);
    const about = [name || binding?.name || 'Người học chưa ghi tên', unit, code && `mã ${code}`];
    return [
      `${about.filter(Boolean).join(', ')}${id === device.learner ? ' (đang học)' : ''}: ${begun.length} kết quả, ${passed} đạt`,
      ...(binding ? [`gắn mã học viên của ${binding.name}`] : []),
      ...(waiting > 0 ? [`${waiting} kết quả chờ gửi về Phòng`] : []),
    ].join('; ');
  });
  return [
    ...ofLearners.map((text) => (text.endsWith('.') ? text : `${text}.`)),
    'Của mỗi kết quả: mô-đun, điểm, ngày giờ, thời gian học, câu đang dở và các câu đã trả lời.',
    ...(certificates > 0 ? [`${certificates} giấy chứng nhận Phòng đã ký.`] : []),
    'Một số ngẫu nhiên để Phòng không đếm trùng máy này. Không có vị trí, danh bạ hay lịch sử duyệt trang.',
  ];
}

/** Everything as a file to keep or to read. Learner codes, which are like a key, are left out. */
export function keptFile({ device, learners, attempts, outbox }: Everything): File {
  const people = learners.map(({ binding, ...learner }) => ({
    ...learner,
    binding: binding ? { ...binding, code: undefined } : null,
  }));
  const text = JSON.stringify({ device, learners: people, attempts, outbox }, null, 2);
  return new File([text], 'du-lieu-tren-may.json', { type: 'application/json' });
}

/** The list and the button of the part "what this device keeps"; `save` hands a file out. */
export function armKeptData(
  root: ParentNode,
  store: DeviceStore,
  save: (file: File) => void,
): { show(): Promise<void> } {
  part(root, 'kept-save', HTMLButtonElement).addEventListener('click', async () => {
    save(keptFile(await store.everything()));
  });
  return {
    async show() {
      const words = keptWords(await store.everything(), countKeptCertificates());
      part(root, 'kept-list', HTMLUListElement).replaceChildren(
        ...words.map((text) => {
          const item = document.createElement('li');
          item.textContent = text;
          return item;
        }),
      );
    },
  };
}
