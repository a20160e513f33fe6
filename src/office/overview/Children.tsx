import type { Coverage } from '../../records/contract.ts';
import { FigureButton, type OpenFigure, RateButton } from '../figures/FigureButton.tsx';
import { groupFigures } from '../figures/figures.ts';
import { countColumn, rateColumn } from '../ui/columns.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { childQuery } from './groups.ts';

interface Props {
  coverage: Coverage;
  /** Address of the overview of a unit; of null the whole. */
  href(unit: string | null): string;
}

/** Where in the tree one is, and the way up as far as one may see. */
export function Breadcrumb({
  path,
  top,
  href,
}: {
  path: Coverage['path'];
  /** Whether all units together can be seen. */
  top: boolean;
  href: Props['href'];
}) {
  if (path.length === 0 || (path.length === 1 && !top)) return null;
  return (
    <nav class="of-crumbs of-noprint" aria-label="Đơn vị đang xem">
      <ol>
        {top && (
          <li>
            <a href={href(null)}>Toàn bộ</a>
          </li>
        )}
        {path.map(({ id, name }, index) => (
          <li key={id}>
            {index === path.length - 1 ? (
              <span aria-current="page">{name}</span>
            ) : (
              <a href={href(id)}>{name}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The units right below the one shown, each with all below it: the way down. */
export function Children({ coverage, href, onOpen }: Props & { onOpen: OpenFigure }) {
  const { children } = coverage;
  if (children.length < 2 || !children.some(({ divided }) => divided)) return null;
  const rows = children.map((group) => ({
    ...group,
    name: group.own ? `${group.name} (người của chính đơn vị)` : group.name,
    figures: groupFigures(group, childQuery(group)),
  }));
  return (
    <section class="of-block" aria-label="Theo đơn vị cấp dưới">
      <DataTable<(typeof rows)[number]>
        caption="Theo đơn vị cấp dưới, thấp nhất ở trên; bấm tên để xem bên trong"
        columns={[
          {
            key: 'name',
            header: 'Đơn vị',
            rowHeader: true,
            value: ({ name }) => name,
            cell: ({ id, name, own }) => (own ? name : <a href={href(id)}>{name}</a>),
          },
          countColumn<(typeof rows)[number]>(
            {
              key: 'people',
              header: 'Trong diện',
              cell: ({ figures }) => <FigureButton figure={figures.people} onOpen={onOpen} />,
            },
            ({ people }) => people,
          ),
          rateColumn<(typeof rows)[number]>(
            {
              key: 'trained',
              header: 'Bồi dưỡng',
              cell: ({ figures }) => <RateButton figure={figures.trained} onOpen={onOpen} />,
            },
            ({ trained }) => trained,
          ),
          rateColumn<(typeof rows)[number]>(
            {
              key: 'reached',
              header: 'Tuyên truyền',
              cell: ({ figures }) => <RateButton figure={figures.reached} onOpen={onOpen} />,
            },
            ({ reached }) => reached,
          ),
        ]}
        rows={rows}
        rowKey={(row) => row.id}
        noun="đơn vị"
      />
    </section>
  );
}
