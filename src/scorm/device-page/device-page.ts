import { type DeviceStore, openDeviceStore } from '../lms/device-store.ts';
import type { OutboxEntry } from '../lms/device-tables.ts';
import { isWaiting } from '../outbox/flag.ts';
import { followChanges } from '../outbox/follow-changes.ts';
import { send } from '../outbox/page-sender.ts';
import { waitingResults } from '../outbox/waiting-results.ts';
import { makeRecordFile, recordFileName } from '../record-file/make-record-file.ts';
import { showAttempts } from './attempt-rows.ts';
import { armBinding } from './binding-section.ts';
import { armKeptData } from './kept-data.ts';
import { armLearnerForm } from './learner-form.ts';
import { part } from './part.ts';

/** Shows what this device keeps and lets the learner correct, hand out and erase it. */
export async function showDevice(root: HTMLElement): Promise<void> {
  const section = (name: string) => part(root, name, HTMLElement);
  const button = (name: string) => part(root, name, HTMLButtonElement);
  const told = section('file-status');

  let store: DeviceStore;
  try {
    store = await openDeviceStore();
  } catch {
    section('loading').hidden = true;
    section('no-storage').hidden = false;
    return;
  }
  const form = armLearnerForm(root, store, () => void changed());
  const binding = armBinding(root, store, () => void changed());
  const kept = armKeptData(root, store, saveFile);
  const elsewhere = followChanges(() => void render());

  /** Something was changed here: shown, and told to other pages of this device. */
  async function changed(): Promise<void> {
    elsewhere.tell();
    await render();
  }

  async function render(): Promise<void> {
    const [learner, learners, all] = await Promise.all([
      store.learner(),
      store.learners(),
      store.attempts(),
    ]);
    const attempts = all.filter(({ commits }) => commits > 0);
    const isEmpty = attempts.length === 0;
    const isUnknown = isEmpty && learner.name === '' && learners.length === 1;
    form.show(learner);
    section('who').textContent =
      learner.name || learner.binding?.name || 'Người học trên thiết bị này (chưa ghi tên)';
    showAttempts(
      section('attempts'),
      part(root, 'row', HTMLTemplateElement),
      attempts,
      (module) =>
        void store.beginAfresh(module).then(() => location.assign(`/tap-huan/${module}/`)),
    );
    const others = learners.filter(({ id }) => id !== learner.id);
    section('others').replaceChildren(
      ...others.map(({ id, name, binding: tie }) => {
        const item = document.createElement('li');
        const choose = document.createElement('button');
        choose.type = 'button';
        choose.className = 'button quiet';
        choose.textContent = name || tie?.name || 'Người học chưa ghi tên';
        choose.addEventListener('click', () => void store.changeLearner(id).then(changed));
        item.append(choose);
        return item;
      }),
    );
    await Promise.all([binding.show(), kept.show()]);
    section('erase-learners').textContent = String(learners.length);
    section('loading').hidden = true;
    section('empty').hidden = !isEmpty;
    section('results').hidden = isEmpty;
    section('file').hidden = isEmpty;
    section('learner').hidden = isUnknown;
    section('erase').hidden = isUnknown;
  }

  /** The file, or null after asking for the name that it needs. */
  async function recordFile(): Promise<File | null> {
    const learner = await store.learner();
    if (learner.name === '') {
      told.textContent = 'Tệp cần họ và tên. Thầy cô ghi vào ô ở phần “Người học” rồi bấm lại.';
      form.askForName();
      return null;
    }
    const now = new Date();
    const data = await makeRecordFile(await store.deviceId(), learner, await store.attempts(), now);
    return new File([JSON.stringify(data, null, 2)], recordFileName(learner.name, now), {
      type: 'application/json',
    });
  }

  async function save(): Promise<boolean> {
    const file = await recordFile();
    if (file === null) return false;
    saveFile(file);
    told.textContent = `Đã tạo tệp ${file.name}. Tệp nằm ở thư mục tải xuống của máy.`;
    return true;
  }

  async function share(): Promise<void> {
    const file = await recordFile();
    if (file === null) return;
    try {
      await navigator.share({ files: [file], title: 'Tệp kết quả tập huấn' });
      told.textContent = 'Đã mở mục chia sẻ của máy.';
    } catch (error) {
      // Closing the sheet without choosing is no failure.
      if (error instanceof Error && error.name === 'AbortError') return;
      told.textContent =
        'Máy này không chia sẻ được tệp. Thầy cô hãy bấm “Lưu tệp kết quả” rồi gửi tệp đó.';
    }
  }

  button('save').addEventListener('click', () => void save());
  const probe = new File(['{}'], 'ket-qua.json', { type: 'application/json' });
  if (navigator.canShare?.({ files: [probe] }) === true) {
    button('share').hidden = false;
    button('share').addEventListener('click', () => void share());
  }
  button('new-learner').addEventListener(
    'click',
    () =>
      void store
        .changeLearner()
        .then(changed)
        .then(() => section('who').focus()),
  );

  const dialog = part(root, 'erase-dialog', HTMLDialogElement);
  button('erase-open').addEventListener('click', async () => {
    const unsent = await store.unsent();
    const count = learnersIn(unsent).reduce((sum, id) => sum + waitingResults(unsent, id), 0);
    section('erase-unsent').textContent =
      count > 0 ? `, kể cả ${count} kết quả chưa gửi về Phòng` : '';
    dialog.showModal();
  });
  button('erase-cancel').addEventListener('click', () => dialog.close());
  button('erase-save').addEventListener('click', () => {
    dialog.close();
    void save();
  });
  button('erase-confirm').addEventListener('click', async () => {
    await store.erase();
    dialog.close();
    await changed();
    section('erased').hidden = false;
    section('erased').focus();
  });

  await render();
  if (isWaiting()) send();
}

function learnersIn(unsent: readonly OutboxEntry[]): string[] {
  return [...new Set(unsent.map(({ learner }) => learner))];
}

function saveFile(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The browser needs the address until it has begun to save.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
