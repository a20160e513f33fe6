import { useEffect, useId, useState } from 'preact/hooks';
import { FileButton } from '../ui/FileButton.tsx';

interface Props {
  onFiles(files: File[]): void;
}

const ACCEPT = '.csv,.txt,.tsv,.xlsx,.json';

/** Takes files by dropping them or by the file button; any number at once. */
export function DropZone({ onFiles }: Props) {
  const [over, setOver] = useState(false);
  const id = useId();
  useEffect(() => {
    // A file dropped beside the zone would open in place of this page.
    const stay = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  return (
    // Dropping is an extra for the mouse; the file button inside does the same by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above.
    <div
      class={`of-drop ${over ? 'of-drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <p class="of-drop__label">Chọn tệp từ máy, hoặc kéo thả vào đây</p>
      <p id={`${id}-help`}>
        Danh sách người học, tệp kết quả thầy cô gửi (.json), báo cáo Moodle, bảng kết quả. Excel
        (.xlsx) hoặc CSV, nhiều tệp một lúc cũng được. Chưa có gì được ghi lại cho đến khi bạn xem
        và đồng ý.
      </p>
      <FileButton main multiple accept={ACCEPT} describedBy={`${id}-help`} onFiles={onFiles}>
        Chọn tệp
      </FileButton>
    </div>
  );
}
