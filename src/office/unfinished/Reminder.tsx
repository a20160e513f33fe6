import { useId, useState } from 'preact/hooks';
import { formatCount } from '../format.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import {
  isThisPcAlone,
  type ReminderFacts,
  reminderText,
  smsParts,
  smsText,
  ZALO_MAX,
} from './reminder.ts';

const KINDS = {
  zalo: 'Zalo, thư điện tử',
  names: 'Zalo riêng cho đầu mối, có tên từng người',
  sms: 'Tin nhắn SMS',
} as const;
type Kind = keyof typeof KINDS;
const KIND_IDS: Kind[] = ['zalo', 'names', 'sms'];

const textOf = (facts: ReminderFacts, kind: Kind) =>
  kind === 'sms' ? smsText(facts) : reminderText(facts, kind === 'names');

/** How long it is against what takes it. */
function lengthOf(text: string, kind: Kind): string {
  const letters = `${formatCount(text.length)} chữ`;
  if (kind === 'sms') return `${letters}, gửi thành ${smsParts(text)} tin SMS`;
  return text.length > ZALO_MAX
    ? `${letters}: dài hơn một tin Zalo (khoảng ${formatCount(ZALO_MAX)} chữ). Hãy chọn từng trường, hoặc gửi bằng thư điện tử.`
    : letters;
}

/** The reminder as text to change and copy. */
export function Reminder({ facts }: { facts: ReminderFacts }) {
  const [kind, setKind] = useState<Kind>('zalo');
  // What was changed by hand, until another reminder is asked for.
  const [edited, setEdited] = useState<{ from: string; text: string } | null>(null);
  const id = useId();
  const written = textOf(facts, kind);
  const text = edited?.from === written ? edited.text : written;
  return (
    <details class="of-block of-reminder of-noprint">
      <summary>Soạn lời nhắc để gửi qua Zalo, thư điện tử, SMS</summary>
      <fieldset class="of-segments">
        <legend class="of-hidden">Gửi qua</legend>
        {KIND_IDS.map((each) => (
          <button
            key={each}
            type="button"
            class="of-chip"
            aria-pressed={each === kind}
            onClick={() => setKind(each)}
          >
            {KINDS[each]}
          </button>
        ))}
      </fieldset>
      {kind === 'names' && (
        <p class="of-hint">Chỉ gửi cho đầu mối của trường, không gửi vào nhóm chung.</p>
      )}
      {isThisPcAlone(facts.site) && (
        <p class="of-hint">
          Địa chỉ trong lời nhắc là của riêng máy này. Hãy thay bằng địa chỉ thầy cô mở được.
        </p>
      )}
      <label class="of-field" for={id}>
        <span>Lời nhắc, sửa được trước khi chép</span>
      </label>
      <textarea
        id={id}
        rows={kind === 'sms' ? 5 : 15}
        value={text}
        onInput={(event) => setEdited({ from: written, text: event.currentTarget.value })}
      />
      <p class="of-hint">{lengthOf(text, kind)}</p>
      <div class="of-actions">
        <CopyButton main text={() => text} done="Đã chép. Dán vào nơi cần gửi.">
          Chép lời nhắc
        </CopyButton>
      </div>
    </details>
  );
}
