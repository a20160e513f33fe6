import type { ImportPreview, SheetMapping } from '../../records/contract.ts';
import { columnLetter } from '../../records/imports/lines.ts';

interface Props {
  mapping: SheetMapping;
  fields: ImportPreview['fields'];
  /** The columns to show: not those that have their own part of the form. */
  isShown(column: SheetMapping['columns'][number]): boolean;
  /** One of several sheets: it has a name and can be left out. */
  named: boolean;
  onChange(mapping: SheetMapping): void;
}

/** The fields that a sheet still needs a column for; its titles may name the school. */
export function lackingFields(
  { columns, school, included }: SheetMapping,
  fields: ImportPreview['fields'],
): ImportPreview['fields'] {
  const used = new Set(columns.map(({ field }) => field));
  if (school !== null) used.add('unit');
  if (used.has('surname') && used.has('given')) used.add('name');
  return included ? fields.filter(({ field, required }) => required && !used.has(field)) : [];
}

/** What each column of one sheet means, for the officer to correct; of several sheets, whether it is read. */
export function SheetColumns({ mapping, fields, isShown, named, onChange }: Props) {
  const { sheet, included, school } = mapping;
  const lacking = lackingFields(mapping, fields);
  const columns = mapping.columns.filter(isShown);
  const choose = (index: number, field: string | null) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((other) =>
        other.index === index ? { ...other, field } : other,
      ),
    });
  if (columns.length === 0 && !named) return null;
  return (
    <fieldset class="of-mapping__sheet">
      <legend>{named ? `Trang tính "${sheet ?? ''}"` : 'Cột trong tệp'}</legend>
      {named && (
        <label class="of-tick">
          <input
            type="checkbox"
            checked={included}
            onChange={(event) => onChange({ ...mapping, included: event.currentTarget.checked })}
          />
          <span>Đọc trang này</span>
        </label>
      )}
      {included && school !== null && (
        <p class="of-hint">Dòng không ghi đơn vị được tính là của {school}.</p>
      )}
      {included && (
        <div class="of-mapping__grid">
          {columns.map(({ index, header, field }) => (
            <label key={index} class="of-field">
              <span>{header === '' ? `Cột ${columnLetter(index)} (không có tên)` : header}</span>
              <select
                value={field ?? ''}
                onChange={(event) => choose(index, event.currentTarget.value || null)}
              >
                <option value="">Bỏ qua cột này</option>
                {fields.map((one) => (
                  <option key={one.field} value={one.field}>
                    {one.label}
                    {one.required && !(one.field === 'unit' && school !== null) ? ' (cần có)' : ''}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
      )}
      {lacking.length > 0 && (
        <p class="of-problem">
          Còn thiếu cột: {lacking.map(({ label }) => label).join(', ')}. Chọn cột tương ứng ở trên
          {named ? ', bỏ trang này ra,' : ''} hoặc thêm cột ấy vào tệp rồi nhập lại.
        </p>
      )}
    </fieldset>
  );
}
