import { formatDay } from '../../day.ts';
import type { Unit } from '../../records/contract.ts';
import type { CsvStyle, ExportName } from '../api.ts';
import { ScopeBar } from '../scope/ScopeBar.tsx';
import { chooseScope, quickDates } from '../scope/scope.ts';
import type { SectionProps } from '../section.ts';
import type { OfficeSettings } from '../settings.ts';
import { CsvStyleChoice, useCsvStyle } from '../ui/CsvStyleChoice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { ExportButton } from './ExportButton.tsx';
import { letterFor, type Reporter } from './letter.ts';
import { keepHabit, keptHabit } from './letter-habit.ts';
import { ReportForm } from './ReportForm.tsx';

/** Whether a unit is one that sends a school's file. */
const isSchool = ({ kind }: Unit) => kind === 'truong' || kind === 'nhom-tre';

/** Who reports: the unit chosen, else the only one at the top of what is seen, else the site's office. */
function reporterOf(unit: Unit | null, units: readonly Unit[], settings: OfficeSettings): Reporter {
  const tops = units.filter(({ parentId }) => !units.some(({ id }) => id === parentId));
  const top = unit ?? (tops.length === 1 ? (tops[0] ?? null) : null);
  if (top === null || top.id === 'office') {
    const kind = settings.catalogue.office?.kind ?? 'phong';
    return { name: settings.officeName, kind, above: settings.officeParent };
  }
  const above = units.find(({ id }) => id === top.parentId)?.name;
  return { name: top.name, kind: top.kind, above: above ?? settings.officeName };
}

/** Xuất, báo cáo: every file that goes out, what it is for, and of which day. */
export function ExportsSection({ office, data, route, today, go }: SectionProps) {
  const { api, settings } = office;
  const [csvStyle, setCsvStyle] = useCsvStyle();
  const scope = chooseScope(route, data.programmes, settings.currentProgramme, today);
  if (scope === null) return <SectionTitle>Xuất, báo cáo</SectionTitle>;
  const { kept, on } = scope;
  const unit = data.units.find(({ id }) => id === route.unit) ?? null;
  const schools = data.units.filter(isSchool);
  const school = unit !== null && isSchool(unit) ? unit : schools.length === 1 ? schools[0] : null;
  const asked = { programme: kept.id, on, unit: unit?.id ?? null };
  const reporter = reporterOf(unit, data.units, settings);
  const occasion =
    quickDates(kept, settings.reportDates, today).find(
      ({ day, name }) => day === on && name !== 'Hôm nay' && name !== 'Hết giai đoạn',
    )?.name ?? null;
  const facts = { programme: kept.programme, on, occasion, reporter, place: settings.place };
  const letter = letterFor({ ...facts, acts: settings.legalActs }, keptHabit(reporter.name));
  const where = unit?.name ?? 'tất cả đơn vị';

  return (
    <>
      <SectionTitle>Xuất, báo cáo</SectionTitle>
      <ScopeBar
        scope={scope}
        programmes={data.programmes}
        settings={settings}
        today={today}
        onChange={(programme, day) => go({ programme, on: day })}
      />
      <label class="of-field of-unit">
        <span>Đơn vị</span>
        <select
          value={unit?.id ?? ''}
          onChange={(event) => go({ unit: event.currentTarget.value || null })}
        >
          <option value="">Tất cả đơn vị</option>
          {[...data.units]
            .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <p class="of-lead">
        Mọi tệp dưới đây: <strong>{where}</strong>, số liệu tính đến hết ngày{' '}
        <strong>{formatDay(on)}</strong>, giống số trên màn hình.
      </p>
      {on > today && (
        <Notice kind="info">
          <p>Ngày {formatDay(on)} còn ở phía trước: tệp chứa những gì đã có đến hôm nay.</p>
        </Notice>
      )}
      {data.state?.people === 0 && (
        <Notice kind="info">
          <p>
            Chưa có danh sách người học, nên các tệp còn trống. Hãy nhập danh sách ở mục Nhập dữ
            liệu.
          </p>
        </Notice>
      )}
      <section class="of-out" aria-labelledby="of-out-xlsx">
        <h3 id="of-out-xlsx">Bảng tính Excel (XLSX)</h3>
        <p>
          Để xem, lọc, in hoặc gửi kèm. Độ bao phủ gồm tám trang tính: tổng quan, đơn vị, cấp học,
          vai trò, mô-đun, người chưa hoàn thành, học sinh theo lớp, chỉ tiêu của trường.
        </p>
        <div class="of-outs">
          <ExportButton make={(told) => api.exportFile('coverage.xlsx', asked, told)}>
            Tải độ bao phủ (XLSX)
          </ExportButton>
          <ExportButton make={(told) => api.exportFile('completions.xlsx', asked, told)}>
            Tải kết quả từng người (XLSX)
          </ExportButton>
        </div>
      </section>
      <section class="of-out" aria-labelledby="of-out-docx">
        <h3 id="of-out-docx">Báo cáo định kỳ (Word)</h3>
        <p>
          Theo thể thức Nghị định 30/2020/NĐ-CP, điền sẵn số liệu; phần khó khăn, phương hướng để
          dòng trống.{' '}
          {occasion === null
            ? 'Chọn mốc báo cáo ở trên để ghi tên kỳ báo cáo.'
            : `Kỳ: ${occasion}.`}
        </p>
        <ReportForm
          key={`${kept.id} ${on} ${reporter.name}`}
          letter={letter}
          make={(filled, told) => {
            keepHabit(reporter.name, filled);
            return api.exportFile('report.docx', asked, told, filled);
          }}
        />
      </section>
      <section class="of-out" aria-labelledby="of-out-school">
        <h3 id="of-out-school">Tệp của trường gửi Phòng</h3>
        <p>
          Một tệp gồm danh sách, kết quả, lớp, buổi tuyên truyền và chỉ tiêu của một trường. Phòng
          nhập ở mục Nhập dữ liệu; nhập lại lần nữa không làm đổi số liệu. Tệp có họ tên người học:
          chỉ gửi qua kênh của cơ quan.
        </p>
        <ExportButton
          disabled={school == null}
          make={(told) =>
            api.exportFile('school-file', { ...asked, unit: school?.id ?? null }, told)
          }
        >
          {school == null ? 'Tải tệp gửi Phòng' : `Tải tệp gửi Phòng của ${school.name}`}
        </ExportButton>
        {school == null && <p class="of-hint">Hãy chọn một trường ở ô Đơn vị.</p>}
      </section>
      <section class="of-out" aria-labelledby="of-out-csv">
        <h3 id="of-out-csv">CSV</h3>
        <p>Để đưa vào phần mềm khác.</p>
        <div class="of-actions">
          <CsvStyleChoice style={csvStyle} onChange={setCsvStyle} />
        </div>
        <div class="of-outs">
          {CSV_FILES.map(([name, label]) => (
            <ExportButton
              key={name}
              make={(told) => api.exportFile(csvName(name, csvStyle), asked, told)}
            >
              {label}
            </ExportButton>
          ))}
        </div>
      </section>
    </>
  );
}

const CSV_FILES: readonly [ExportName, string][] = [
  ['coverage', 'Tải độ bao phủ (CSV)'],
  ['completions', 'Tải kết quả từng người (CSV)'],
  ['unfinished', 'Tải người chưa hoàn thành (CSV)'],
];

const csvName = (name: ExportName, separator: CsvStyle) => ({ csv: name, separator });
