import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import { messageOf } from '../api.ts';
import { chooseScope } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { ProgrammeForm } from './ProgrammeForm.tsx';

/** Chương trình: what is required of whom until when, and the office's own version of it. */
export function ProgrammeSection({ office, data, route, today, go }: SectionProps) {
  const [message, setMessage] = useState<{ kind: 'good' | 'bad'; text: string } | null>(null);
  const scope = chooseScope(route, data.programmes, office.settings.currentProgramme, today);
  if (scope === null) return <SectionTitle>Chương trình</SectionTitle>;
  const { kept } = scope;

  async function change(deed: Promise<void>, text: string) {
    try {
      await deed;
      await office.refresh();
      setMessage({ kind: 'good', text });
    } catch (cause) {
      setMessage({ kind: 'bad', text: messageOf(cause) });
    }
  }

  return (
    <>
      <SectionTitle>Chương trình</SectionTitle>
      <label class="of-field of-unit">
        <span>Chương trình</span>
        <select
          value={kept.id}
          onChange={(event) => {
            setMessage(null);
            go({ programme: event.currentTarget.value, on: null });
          }}
        >
          {data.programmes.map(({ id, programme, edited }) => (
            <option key={id} value={id}>
              {programme.title}
              {edited ? ' (đã sửa)' : ''}
            </option>
          ))}
        </select>
      </label>
      {message !== null && (
        <Notice kind={message.kind} alert>
          <p>{message.text}</p>
        </Notice>
      )}
      <dl class="of-facts">
        <div>
          <dt>Căn cứ</dt>
          <dd>{kept.programme.basis}</dd>
        </div>
        {kept.programme.reportingDates.length > 0 && (
          <div>
            <dt>Mốc báo cáo</dt>
            <dd>
              {kept.programme.reportingDates
                .map(({ due, name }) => `${formatDay(due)} (${name})`)
                .join('; ')}
            </dd>
          </div>
        )}
        <div>
          <dt>Bản đang dùng</dt>
          <dd>{kept.edited ? 'Bản đơn vị đã sửa, giữ trên máy này' : 'Bản đi kèm trang'}</dd>
        </div>
      </dl>
      {kept.programme.past && (
        <Notice kind="info">
          <p>Chương trình này đã hết giai đoạn; giữ lại để xem và đối chiếu báo cáo cũ.</p>
        </Notice>
      )}
      <ProgrammeForm
        key={`${kept.id} ${JSON.stringify(kept.programme)}`}
        kept={kept}
        modules={office.settings.catalogue.modules}
        onSave={(programme) =>
          void change(
            office.api.putProgramme(kept.id, programme),
            'Đã lưu bản của đơn vị. Độ bao phủ tính theo bản này.',
          )
        }
        onReset={() =>
          void change(office.api.resetProgramme(kept.id), 'Đã trở về bản đi kèm trang.')
        }
      />
    </>
  );
}
