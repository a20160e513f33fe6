import { useState } from 'preact/hooks';
import {
  IMPORT_KINDS,
  type ImportMapping,
  type ImportPreview,
  importKindSchema,
  type SheetMapping,
} from '../../records/contract.ts';
import type { OfficeSettings } from '../settings.ts';
import { SheetColumns } from './SheetColumns.tsx';

interface Props {
  preview: ImportPreview;
  modules: OfficeSettings['catalogue']['modules'];
  onApply(mapping: ImportMapping): void;
}

/** How the columns of the file and the activities in it are understood, for the officer to correct. */
export function MappingForm({ preview, modules, onApply }: Props) {
  const [mapping, setMapping] = useState(preview.mapping);
  const unassigned = mapping.modules.filter(({ module }) => module === null).length;

  const activities = new Set(mapping.modules.map(({ title }) => title));
  const isReport = mapping.kind.startsWith('moodle');
  // Activities have their own part of the form; their nameless date columns mean nothing by themselves.
  const isShown = ({ header, field }: SheetMapping['columns'][number]) =>
    field !== null || (!activities.has(header) && !(isReport && header === ''));
  const named = mapping.sheets.length > 1;

  return (
    <details
      class="of-mapping"
      open={!preview.ready || (mapping.modules.length > 0 && unassigned === mapping.modules.length)}
    >
      <summary>
        Trang hiểu tệp này thế nào? Sửa cột và mô-đun nếu chưa đúng
        {preview.remembered && ' (đang theo cách bạn đã sửa lần trước)'}
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onApply(mapping);
        }}
      >
        <label class="of-field">
          <span>Loại tệp</span>
          <select
            value={mapping.kind}
            onChange={(event) => {
              const kind = importKindSchema.safeParse(event.currentTarget.value);
              if (kind.success) setMapping({ ...mapping, kind: kind.data });
            }}
          >
            {Object.entries(IMPORT_KINDS).map(([kind, label]) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {mapping.sheets.map((sheet, place) => (
          <SheetColumns
            key={place}
            mapping={sheet}
            fields={preview.fields}
            isShown={isShown}
            named={named}
            onChange={(changed) =>
              setMapping({
                ...mapping,
                sheets: mapping.sheets.map((other, at) => (at === place ? changed : other)),
              })
            }
          />
        ))}
        {mapping.modules.length > 0 && (
          <fieldset>
            <legend>Hoạt động trong báo cáo là mô-đun nào</legend>
            <div class="of-mapping__grid of-mapping__grid--wide">
              {mapping.modules.map((activity) => (
                <label key={activity.title} class="of-field">
                  <span>{activity.title}</span>
                  <select
                    value={activity.module ?? ''}
                    onChange={(event) => {
                      const module =
                        event.currentTarget.value === '' ? null : event.currentTarget.value;
                      setMapping({
                        ...mapping,
                        modules: mapping.modules.map((other) =>
                          other.title === activity.title ? { ...other, module } : other,
                        ),
                      });
                    }}
                  >
                    <option value="">Không phải mô-đun nào, bỏ qua</option>
                    {modules.map(({ slug, title }) => (
                      <option key={slug} value={slug}>
                        {title}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <button type="submit" class="of-button">
          Đọc lại theo cách này
        </button>
      </form>
    </details>
  );
}
