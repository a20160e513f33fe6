import { formatDay } from '../../day.ts';
import { formatInstant } from '../format.ts';
import type { ChosenScope } from '../scope/scope.ts';
import type { OfficeSettings } from '../settings.ts';

interface Props {
  settings: OfficeSettings;
  title: string;
  /** The unit that the figures are of, when they are not of all. */
  unit?: string | null;
  scope: ChosenScope;
}

/** Who, what and which day: the head of every printed sheet, in the form Vietnamese offices use. */
export function PrintHead({ settings, title, unit = null, scope }: Props) {
  return (
    <div class="of-printhead">
      <p class="of-printhead__office">
        {settings.officeParent}
        <strong>{settings.officeName}</strong>
      </p>
      <p class="of-printhead__title">{title}</p>
      {unit !== null && <p>{unit}</p>}
      <p>{scope.kept.programme.title}</p>
      <p>
        <em>
          Số liệu tính đến hết ngày {formatDay(scope.on)}, in lúc{' '}
          {formatInstant(new Date().toISOString())}
        </em>
      </p>
    </div>
  );
}

/** Place for date and signatures at the end of a printed sheet. */
export function PrintFoot({ settings }: { settings: OfficeSettings }) {
  return (
    <div class="of-printfoot">
      <p>
        Người lập biểu
        <span>(Ký, ghi rõ họ tên)</span>
      </p>
      <p>
        <em>{settings.place}, ngày … tháng … năm …</em>
        Thủ trưởng đơn vị
        <span>(Ký, đóng dấu)</span>
      </p>
    </div>
  );
}
