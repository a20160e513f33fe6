import type { Figure } from '../../records/contract/figures.ts';
import type { Coverage, CoverageGroup } from '../../records/contract.ts';
import { formatCount } from '../format.ts';
import { Table } from '../ui/Table.tsx';
import { FigureButton } from './FigureButton.tsx';
import { FIGURE_TITLES } from './groups.ts';
import type { OpenedFigure } from './RowsDialog.tsx';

interface Props {
  coverage: Coverage;
  /** Address of the overview of a unit; of null the whole. */
  href(unit: string | null): string;
}

interface ChildrenProps extends Props {
  printing: boolean;
  onOpen(figure: OpenedFigure): void;
}

/** Where in the tree one is, and the way up. */
export function Breadcrumb({ coverage: { path }, href }: Props) {
  if (path.length === 0) return null;
  return (
    <nav class="of-crumbs of-noprint" aria-label="Đơn vị đang xem">
      <ol>
        <li>
          <a href={href(null)}>Toàn bộ</a>
        </li>
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
export function Children({ coverage, href, printing, onOpen }: ChildrenProps) {
  const { children, path } = coverage;
  const here = path.at(-1)?.id;
  if (children.length < 2 || !children.some(({ divided }) => divided)) return null;
  const opened = (row: CoverageGroup, figure: Figure, text: string) => {
    if (printing || row.people === 0) return text;
    const title = `${FIGURE_TITLES[figure]}: ${row.name}`;
    const within = row.id === here ? 'self' : 'below';
    return (
      <FigureButton label={title} onOpen={() => onOpen({ title, figure, unit: row.id, within })}>
        {text}
      </FigureButton>
    );
  };
  return (
    <section class="of-block" aria-label="Theo đơn vị cấp dưới">
      <Table
        caption="Theo đơn vị cấp dưới, thấp nhất ở trên; bấm tên để xem bên trong"
        columns={[
          {
            key: 'name',
            header: 'Đơn vị',
            rowHeader: true,
            cell: ({ id, name }) =>
              id === here ? `${name} (người của chính đơn vị)` : <a href={href(id)}>{name}</a>,
          },
          {
            key: 'people',
            header: 'Trong diện',
            numeric: true,
            cell: (row) => opened(row, 'people', formatCount(row.people)),
          },
          {
            key: 'trained',
            header: 'Bồi dưỡng',
            numeric: true,
            cell: (row) => opened(row, 'trained', row.trained.shown),
          },
          {
            key: 'reached',
            header: 'Tuyên truyền',
            numeric: true,
            cell: (row) => opened(row, 'reached', row.reached.shown),
          },
        ]}
        rows={children}
        rowKey={(row) => row.id}
      />
    </section>
  );
}
