import { useState } from 'preact/hooks';
import type { KeptProgramme } from '../../records/contract.ts';
import type { Programme } from '../../schemas/programme.ts';
import { INDICATORS, ROLES } from '../../schemas/vocabulary.ts';
import type { OfficeSettings } from '../settings.ts';
import { Notice } from '../ui/Notice.tsx';
import {
  type Draft,
  draftProblems,
  INDICATOR_IDS,
  ROLE_IDS,
  toDraft,
  toProgramme,
  withModule,
} from './draft.ts';

interface Props {
  kept: KeptProgramme;
  modules: OfficeSettings['catalogue']['modules'];
  onSave(programme: Programme): void;
  onReset(): void;
}

/** Targets, period and required modules of a programme: the office's own version of it. */
export function ProgrammeForm({ kept, modules, onSave, onReset }: Props) {
  const [draft, setDraft] = useState<Draft>(() => toDraft(kept.programme));
  const [tried, setTried] = useState(false);
  const problems = draftProblems(draft);
  const order = modules.map(({ slug }) => slug);
  const dirty = JSON.stringify(draft) !== JSON.stringify(toDraft(kept.programme));

  return (
    <form
      class="of-programme"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const programme = toProgramme(draft, kept.programme);
        if (programme !== null) onSave(programme);
      }}
    >
      {tried && problems.length > 0 && (
        <Notice kind="bad" title="Chưa lưu được" alert>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="of-fields">
        <label class="of-field">
          <span>Mục tiêu bồi dưỡng (%)</span>
          <input
            type="number"
            inputMode="numeric"
            min="1"
            max="100"
            step="1"
            value={draft.trained}
            onInput={(event) => setDraft({ ...draft, trained: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Mục tiêu tuyên truyền (%)</span>
          <input
            type="number"
            inputMode="numeric"
            min="1"
            max="100"
            step="1"
            value={draft.reached}
            onInput={(event) => setDraft({ ...draft, reached: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Giai đoạn, từ ngày</span>
          <input
            type="date"
            value={draft.from}
            onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>đến hết ngày</span>
          <input
            type="date"
            value={draft.to}
            onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value })}
          />
        </label>
      </div>
      <fieldset>
        <legend>
          Mục tiêu của chỉ tiêu trường (% đơn vị phải đạt); để trống là không đặt mục tiêu
        </legend>
        <div class="of-fields">
          {INDICATOR_IDS.map((indicator) => (
            <label key={indicator} class="of-field">
              <span>{INDICATORS[indicator]}</span>
              <input
                type="number"
                inputMode="numeric"
                min="1"
                max="100"
                step="1"
                value={draft.indicators[indicator]}
                onInput={(event) =>
                  setDraft({
                    ...draft,
                    indicators: { ...draft.indicators, [indicator]: event.currentTarget.value },
                  })
                }
              />
            </label>
          ))}
        </div>
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard. */}
      <section class="of-table of-matrix" tabIndex={0} aria-label="Mô-đun bắt buộc, cuộn được">
        <table>
          <caption>
            Mô-đun bắt buộc của từng vai trò. Vai trò không có mô-đun nào thì không tính vào mẫu số.
          </caption>
          <thead>
            <tr>
              <th scope="col">Mô-đun</th>
              {ROLE_IDS.map((role) => (
                <th key={role} scope="col">
                  {ROLES[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {modules.map(({ slug, title }) => (
              <tr key={slug}>
                <th scope="row">{title}</th>
                {ROLE_IDS.map((role) => (
                  <td key={role}>
                    <label class="of-box">
                      <input
                        type="checkbox"
                        aria-label={`${title}: ${ROLES[role]}`}
                        checked={draft.required[role].includes(slug)}
                        onChange={(event) =>
                          setDraft(
                            withModule(draft, role, slug, event.currentTarget.checked, order),
                          )
                        }
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="of-actions">
        <button type="submit" class="of-button of-button--main" disabled={!dirty}>
          Lưu bản của đơn vị
        </button>
        {dirty && (
          <button type="button" class="of-button" onClick={() => setDraft(toDraft(kept.programme))}>
            Bỏ thay đổi
          </button>
        )}
        {kept.edited && (
          <button type="button" class="of-button" onClick={onReset}>
            Trở về bản của trang
          </button>
        )}
      </div>
    </form>
  );
}
