import { useState } from 'preact/hooks';
import { formatCount } from '../format.ts';
import type { SectionProps } from '../section.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';

const PAGE_SIZE = 50;

/** Chưa khớp: results that belong to nobody on the roster, why, and what to do about it. */
export function UnmatchedSection({ office, data }: SectionProps) {
  const [page, setPage] = useState(0);
  const list = useResource(`${data.revision} ${page}`, () =>
    office.api.unmatched({ offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  );
  const total = list.data?.total ?? 0;
  return (
    <>
      <SectionTitle>Chưa khớp</SectionTitle>
      {list.problem !== null && (
        <Notice kind="bad" alert>
          <p>{list.problem}</p>
        </Notice>
      )}
      {list.data !== null && total === 0 && (
        <Notice kind="good">
          <p>Không có kết quả nào nằm ngoài danh sách.</p>
        </Notice>
      )}
      {list.data !== null && total > 0 && (
        <>
          <p class="of-lead">
            <strong>{formatCount(total)} kết quả</strong> chưa biết là của ai trong danh sách, nên
            chưa tính vào độ bao phủ. Không kết quả nào bị bỏ.
          </p>
          <Notice kind="info" title="Làm gì với chúng">
            <ul>
              <li>
                Người mới, chưa có trong danh sách: thêm vào tệp danh sách rồi nhập lại danh sách;
                kết quả tự khớp theo mã hoặc thư điện tử.
              </li>
              <li>
                Sai mã, thư điện tử hoặc tên trường: sửa trong tệp kết quả (cột “Tệp, dòng” cho biết
                ở đâu) rồi nhập lại tệp đó.
              </li>
              <li>Trùng tên nhiều người: hỏi người học mã cá nhân, ghi vào tệp rồi nhập lại.</li>
              <li>Không thuộc đơn vị mình quản lý: để nguyên, không ảnh hưởng số liệu.</li>
            </ul>
          </Notice>
          <Table
            caption="Kết quả chưa khớp với ai"
            columns={[
              {
                key: 'where',
                header: 'Tệp, dòng',
                rowHeader: true,
                cell: (record) => `${record.fileName}, dòng ${record.row}`,
              },
              {
                key: 'cells',
                header: 'Đọc được',
                wide: true,
                cell: (record) => (
                  <dl class="of-cells">
                    {record.cells
                      .filter(({ value }) => value !== '')
                      .map(({ label, value }) => (
                        <div key={label}>
                          <dt>{label}</dt>
                          <dd>{value}</dd>
                        </div>
                      ))}
                  </dl>
                ),
              },
              { key: 'reason', header: 'Vì sao', wide: true, cell: (record) => record.reason },
            ]}
            rows={list.data.records}
            rowKey={(record) => record.id}
            busy={list.loading}
          />
          <Pager
            noun="kết quả"
            label="Trang của các kết quả chưa khớp"
            total={total}
            pageSize={PAGE_SIZE}
            page={page}
            onPage={setPage}
          />
        </>
      )}
    </>
  );
}
