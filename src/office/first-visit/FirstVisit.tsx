import { useState } from 'preact/hooks';
import { messageOf } from '../api.ts';
import type { SectionProps } from '../section.ts';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { loadSample } from './sample.ts';
import { csvBlob, resultsTemplate, rosterTemplate } from './templates.ts';

/** What to do first: three steps, the files they take, and a sample to try with. */
export function FirstVisit({ office, today, go }: SectionProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const firstModule = office.settings.catalogue.modules[0]?.title ?? 'Tên mô-đun';

  // Nothing invented is put among the records that others work with.
  const here = office.home === 'browser';

  async function trySample() {
    setBusy(true);
    setProblem(null);
    try {
      await loadSample(office, today);
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  }

  return (
    <>
      <SectionTitle>Bắt đầu</SectionTitle>
      <p class="of-lead">
        {here
          ? 'Chưa có dữ liệu nào trên máy này.'
          : 'Máy chủ chưa có danh sách người học nào ở đây.'}{' '}
        Ba bước để có độ bao phủ:
      </p>
      <ol class="of-steps">
        <li>
          <h3>Nhập danh sách người học</h3>
          <p>
            Bảng Excel (.xlsx) hoặc CSV, mỗi người một dòng: họ tên, đơn vị, vai trò. Có mã cá nhân
            hoặc thư điện tử thì kết quả khớp chắc hơn. Tên cột, thứ tự cột thế nào cũng được.
          </p>
          <DownloadButton
            fileName="mau-danh-sach-nguoi-hoc.csv"
            make={() => csvBlob(rosterTemplate())}
          >
            Tải tệp mẫu danh sách
          </DownloadButton>
        </li>
        <li>
          <h3>Nhập kết quả</h3>
          <p>
            Tệp kết quả thầy cô gửi (.json), báo cáo tải từ Moodle (CSV, XLSX), hoặc bảng kết quả tự
            lập. Nhiều tệp một lúc cũng được.
          </p>
          <DownloadButton
            fileName="mau-bang-ket-qua.csv"
            make={() => csvBlob(resultsTemplate(firstModule))}
          >
            Tải tệp mẫu kết quả
          </DownloadButton>
        </li>
        <li>
          <h3>Xem độ bao phủ</h3>
          <p>
            Ngay tại đây: đạt bao nhiêu so với mục tiêu, đơn vị nào còn xa, ai chưa hoàn thành, và
            tệp CSV để đưa vào báo cáo.
          </p>
        </li>
      </ol>
      <div class="of-actions">
        <button
          type="button"
          class="of-button of-button--main"
          onClick={() => go({ section: 'nhap-du-lieu' })}
        >
          Nhập danh sách
        </button>
        {here && (
          <button type="button" class="of-button" disabled={busy} onClick={() => void trySample()}>
            {busy ? 'Đang nạp dữ liệu mẫu…' : 'Dùng thử với dữ liệu mẫu'}
          </button>
        )}
        {office.whole && (
          <button type="button" class="of-button" onClick={() => go({ section: 'sao-luu' })}>
            Khôi phục từ bản sao lưu
          </button>
        )}
      </div>
      {here && (
        <p class="of-soft">
          Dữ liệu mẫu là ba trường và 42 người bịa ra, có ghi chữ “mẫu” ở từng tên; một nút bấm là
          xóa sạch.
        </p>
      )}
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
    </>
  );
}
