import type { Coverage } from '../../records/contract.ts';
import { COMPLETION_SOURCES } from '../../schemas/vocabulary.ts';
import { formatCount } from '../format.ts';
import { rolesOutside } from '../programme/draft.ts';
import { Notice } from '../ui/Notice.tsx';
import { Table } from '../ui/Table.tsx';
import { FigureButton } from './FigureButton.tsx';
import type { OpenedFigure } from './RowsDialog.tsx';

interface Props {
  coverage: Coverage;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  printing: boolean;
  onOpen(figure: OpenedFigure): void;
}

/** What the figures rest on: required modules, sources of evidence, and who is not counted. */
export function Evidence({ coverage, unit, printing, onOpen }: Props) {
  const trained = coverage.total.trained.numerator;
  const selfReported = coverage.bySource.find(({ source }) => source === 'device')?.people ?? 0;
  const outsideRoles = rolesOutside(coverage.programme.programme).join('; ');
  const opened = (
    { module, title }: Coverage['byModule'][number],
    figure: 'passed' | 'not-passed',
    people: number,
  ) => {
    if (printing || people === 0) return formatCount(people);
    const name = `${figure === 'passed' ? 'Đã đạt' : 'Chưa đạt'}: ${title}`;
    return (
      <FigureButton label={name} onOpen={() => onOpen({ title: name, figure, module, unit })}>
        {formatCount(people)}
      </FigureButton>
    );
  };
  return (
    <section class="of-block of-evidence" aria-label="Số liệu dựa trên gì">
      <div>
        <Table
          caption="Theo mô-đun bắt buộc"
          columns={[
            { key: 'title', header: 'Mô-đun', rowHeader: true, cell: (row) => row.title },
            {
              key: 'n',
              header: 'Đã đạt',
              numeric: true,
              cell: (row) => opened(row, 'passed', row.passed.numerator),
            },
            {
              key: 'left',
              header: 'Chưa đạt',
              numeric: true,
              cell: (row) =>
                opened(row, 'not-passed', row.passed.denominator - row.passed.numerator),
            },
            {
              key: 'd',
              header: 'Phải học',
              numeric: true,
              cell: (row) => formatCount(row.passed.denominator),
            },
            { key: 'rate', header: 'Tỷ lệ', numeric: true, cell: (row) => row.passed.shown },
          ]}
          rows={coverage.byModule}
          rowKey={(row) => row.module}
        />
      </div>
      <div>
        {trained > 0 && (
          <Table
            caption="Người đã bồi dưỡng, theo nguồn minh chứng mạnh nhất của mỗi người"
            columns={[
              {
                key: 'source',
                header: 'Nguồn',
                rowHeader: true,
                cell: (row) => COMPLETION_SOURCES[row.source],
              },
              {
                key: 'people',
                header: 'Người',
                numeric: true,
                cell: (row) => formatCount(row.people),
              },
            ]}
            rows={coverage.bySource.filter(({ people }) => people > 0)}
            rowKey={(row) => row.source}
          />
        )}
        {selfReported > 0 && (
          <Notice kind="warning" title="Người ký báo cáo cần biết">
            <p>
              {formatCount(selfReported)} trong {formatCount(trained)} người đã bồi dưỡng là do
              người học tự báo bằng tệp từ thiết bị của mình. Trang này kiểm được tệp có nguyên vẹn
              hay không, không kiểm được ai đã ngồi học.
            </p>
          </Notice>
        )}
        {coverage.outside > 0 && (
          <Notice kind="info" title="Không tính vào mẫu số">
            <p>
              {formatCount(coverage.outside)} người có tên trong danh sách nhưng chương trình không
              giao mô-đun nào cho vai trò của họ ({outsideRoles}). Muốn tính cả họ, thêm vai trò ở
              mục{' '}
              <a href={`#/chuong-trinh?ct=${encodeURIComponent(coverage.programme.id)}`}>
                Chương trình
              </a>
              .
            </p>
          </Notice>
        )}
      </div>
    </section>
  );
}
