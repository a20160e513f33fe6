import type { Coverage } from '../../records/contract.ts';
import { COMPLETION_SOURCES, type CompletionSource } from '../../schemas/vocabulary.ts';
import { FigureButton, type OpenFigure, RateButton } from '../figures/FigureButton.tsx';
import { moduleFigures, outsideFigure, sourceFigure } from '../figures/figures.ts';
import { formatCount } from '../format.ts';
import { rolesOutside } from '../programme/draft.ts';
import { Notice } from '../ui/Notice.tsx';
import { Table } from '../ui/Table.tsx';

interface Props {
  coverage: Coverage;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  /** Whether the programme may be changed by whoever looks. */
  editable: boolean;
  onOpen: OpenFigure;
}

/** What the figures rest on: required modules, sources of evidence, and who is not counted. */
export function Evidence({ coverage, unit, editable, onOpen }: Props) {
  const where = { unit };
  const trained = coverage.total.trained.numerator;
  const by = (wanted: CompletionSource) =>
    coverage.bySource.find(({ source, people }) => source === wanted && people > 0);
  const self = by('device');
  const online = by('site');
  const outsideRoles = rolesOutside(coverage.programme.programme).join('; ');
  const modules = coverage.byModule.map((row) => ({ ...row, figures: moduleFigures(row, where) }));
  return (
    <section class="of-block of-evidence" aria-label="Số liệu dựa trên gì">
      <div>
        <Table
          caption="Theo mô-đun bắt buộc"
          columns={[
            { key: 'title', header: 'Mô-đun', rowHeader: true, cell: ({ title }) => title },
            {
              key: 'n',
              header: 'Đã đạt',
              numeric: true,
              cell: ({ figures }) => <FigureButton figure={figures.passed} onOpen={onOpen} />,
            },
            {
              key: 'left',
              header: 'Chưa đạt',
              numeric: true,
              cell: ({ figures }) => <FigureButton figure={figures.notPassed} onOpen={onOpen} />,
            },
            {
              key: 'd',
              header: 'Phải học',
              numeric: true,
              cell: ({ figures }) => <FigureButton figure={figures.required} onOpen={onOpen} />,
            },
            {
              key: 'rate',
              header: 'Tỷ lệ',
              numeric: true,
              cell: ({ figures }) => <RateButton figure={figures.passed} onOpen={onOpen} />,
            },
          ]}
          rows={modules}
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
                cell: (row) => <FigureButton figure={sourceFigure(row, where)} onOpen={onOpen} />,
              },
            ]}
            rows={coverage.bySource.filter(({ people }) => people > 0)}
            rowKey={(row) => row.source}
          />
        )}
        {(self !== undefined || online !== undefined) && (
          <Notice kind="warning" title="Người ký báo cáo cần biết">
            {self !== undefined && (
              <p>
                <FigureButton figure={sourceFigure(self, where)} onOpen={onOpen} /> trong{' '}
                {formatCount(trained)} người đã bồi dưỡng là do người học tự báo bằng tệp từ thiết
                bị của mình. Trang này kiểm được tệp có nguyên vẹn hay không, không kiểm được ai đã
                ngồi học.
              </p>
            )}
            {online !== undefined && (
              <p>
                <FigureButton figure={sourceFigure(online, where)} onOpen={onOpen} /> trong{' '}
                {formatCount(trained)} người đã bồi dưỡng có kết quả gửi kèm mã học viên. Máy chủ
                kiểm được mã là của ai và ghi lại lúc nhận; câu trả lời, điểm và ngày học do thiết
                bị của người học báo.
              </p>
            )}
          </Notice>
        )}
        {coverage.outside > 0 && (
          <Notice kind="info" title="Không tính vào mẫu số">
            <p>
              <FigureButton figure={outsideFigure(coverage, where)} onOpen={onOpen} /> người có tên
              trong danh sách nhưng chương trình không giao mô-đun nào cho vai trò của họ (
              {outsideRoles}).
              {editable && (
                <>
                  {' '}
                  Muốn tính cả họ, thêm vai trò ở mục{' '}
                  <a href={`#/chuong-trinh?ct=${encodeURIComponent(coverage.programme.id)}`}>
                    Chương trình
                  </a>
                  .
                </>
              )}
            </p>
          </Notice>
        )}
      </div>
    </section>
  );
}
