import { useState } from 'preact/hooks';
import type { ReportLetter } from '../../records/contract/report.ts';
import { ExportButton } from './ExportButton.tsx';
import { linesOf } from './letter.ts';
import type { MadeFile } from './read-download.ts';

interface Props {
  /** To begin with; the form starts anew when its key changes. */
  letter: ReportLetter;
  make(letter: ReportLetter, onBytes: (bytes: number) => void): Promise<MadeFile>;
}

/** Asks for what only the office knows of its report, filled in as far as possible. */
export function ReportForm({ letter: first, make }: Props) {
  const [letter, setLetter] = useState(first);
  const [lists, setLists] = useState({
    bases: first.bases.join('\n'),
    recipients: first.recipients.join('\n'),
    signer: first.signer.join('\n'),
  });
  const line = (field: 'parent' | 'issuer' | 'symbol' | 'place' | 'about', label: string) => (
    <label class={`of-field ${field === 'about' ? 'of-report__wide' : ''}`}>
      <span>{label}</span>
      <input
        type="text"
        value={letter[field]}
        onInput={(event) => setLetter({ ...letter, [field]: event.currentTarget.value })}
      />
    </label>
  );
  const list = (field: 'bases' | 'recipients' | 'signer', label: string, rows: number) => (
    <label class={`of-field ${field === 'bases' ? 'of-report__wide' : ''}`}>
      <span>{label}</span>
      <textarea
        rows={rows}
        value={lists[field]}
        onInput={(event) => setLists({ ...lists, [field]: event.currentTarget.value })}
      />
    </label>
  );
  const ready = letter.issuer.trim() !== '' && letter.about.trim() !== '';
  return (
    <>
      <div class="of-report">
        {line('parent', 'Cơ quan chủ quản (ví dụ: Ủy ban nhân dân xã …)')}
        {line('issuer', 'Cơ quan báo cáo')}
        {line('symbol', 'Ký hiệu, sau “Số: …/”')}
        {line('place', 'Địa danh')}
        <label class="of-field">
          <span>Ngày ký (để trống thì văn thư ghi)</span>
          <input
            type="date"
            value={letter.dated}
            onChange={(event) => setLetter({ ...letter, dated: event.currentTarget.value })}
          />
        </label>
        {line('about', 'Trích yếu')}
        {list('bases', 'Căn cứ, mỗi dòng một văn bản', 4)}
        {list('recipients', 'Nơi nhận, mỗi dòng một nơi', 3)}
        {list('signer', 'Chức vụ người ký, mỗi dòng một dòng chữ', 3)}
      </div>
      {!ready && <p class="of-hint">Cần có tên cơ quan báo cáo và trích yếu để tạo báo cáo.</p>}
      <ExportButton
        main
        disabled={!ready}
        make={(onBytes) =>
          make(
            {
              ...letter,
              bases: linesOf(lists.bases),
              recipients: linesOf(lists.recipients),
              signer: linesOf(lists.signer),
            },
            onBytes,
          )
        }
      >
        Tạo báo cáo Word (DOCX)
      </ExportButton>
    </>
  );
}
