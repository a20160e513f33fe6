import { useId } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { KeptProgramme } from '../../records/contract.ts';
import type { OfficeSettings } from '../settings.ts';
import { type ChosenScope, quickDates } from './scope.ts';

interface Props {
  scope: ChosenScope;
  programmes: KeptProgramme[];
  settings: OfficeSettings;
  today: string;
  onChange(programme: string, on: string | null): void;
}

/** Chooses programme and reporting date. Another programme starts from its own default day. */
export function ScopeBar({ scope, programmes, settings, today, onChange }: Props) {
  const id = useId();
  const picks = quickDates(scope.kept, settings.reportDates, today);
  const { period } = scope.kept.programme;
  return (
    <div class="of-scope of-noprint">
      <div class="of-field of-scope__programme">
        <label for={`${id}-programme`}>Chương trình</label>
        <select
          id={`${id}-programme`}
          value={scope.kept.id}
          onChange={(event) => onChange(event.currentTarget.value, null)}
        >
          {programmes.map(({ id: value, programme, edited }) => (
            <option key={value} value={value}>
              {programme.title}
              {edited ? ' (đã sửa)' : ''}
            </option>
          ))}
        </select>
      </div>
      <div class="of-field">
        <label for={`${id}-on`}>Tính đến hết ngày</label>
        <input
          id={`${id}-on`}
          type="date"
          value={scope.on}
          min={period.from}
          onChange={(event) => {
            const day = event.currentTarget.value;
            if (day !== '') onChange(scope.kept.id, day);
          }}
        />
      </div>
      <div class="of-field of-scope__dates">
        <label for={`${id}-pick`}>Mốc báo cáo</label>
        <select
          id={`${id}-pick`}
          value={picks.some(({ day }) => day === scope.on) ? scope.on : ''}
          onChange={(event) => {
            const day = event.currentTarget.value;
            if (day !== '') onChange(scope.kept.id, day);
          }}
        >
          <option value="">Ngày khác</option>
          {picks.map(({ day, name }) => (
            <option key={day} value={day}>
              {formatDay(day)} – {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
