import type { PupilCoverage, PupilGroup } from '../../records/contract/figures.ts';
import { FigureButton, type OpenFigure, RateButton } from '../figures/FigureButton.tsx';
import { pupilFigures, type Where } from '../figures/figures.ts';
import { countColumn, rateColumn } from '../ui/columns.ts';
import { DataTable } from '../ui/DataTable.tsx';
import type { Column } from '../ui/Table.tsx';
import { pupilLevelQuery, pupilUnitQuery } from './groups.ts';

type Row = PupilGroup & { figures: ReturnType<typeof pupilFigures> };

function columnsFor(header: string, onOpen: OpenFigure): Column<Row>[] {
  const count = (key: 'classes' | 'classesReached' | 'pupils' | 'reached', name: string) =>
    countColumn<Row>(
      {
        key,
        header: name,
        cell: ({ figures }) => <FigureButton figure={figures[key]} onOpen={onOpen} />,
      },
      ({ figures }) => figures[key].count,
    );
  return [
    { key: 'name', header, rowHeader: true, cell: ({ name }) => name },
    count('classes', 'Lớp'),
    count('classesReached', 'Lớp đã có buổi'),
    count('pupils', 'Học sinh'),
    count('reached', 'Được tiếp cận'),
    rateColumn(
      {
        key: 'rate',
        header: 'Tỷ lệ',
        cell: ({ figures }) => <RateButton figure={figures.reached} onOpen={onOpen} />,
      },
      ({ pupils }) => pupils,
    ),
  ];
}

interface Props {
  pupils: PupilCoverage;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen: OpenFigure;
}

/** Pupils reached by level and by school, furthest from the target first. */
export function Pupils({ pupils, unit, onOpen }: Props) {
  if (pupils.total.classes === 0) return null;
  const rows = (groups: PupilGroup[], where: (group: PupilGroup) => Where): Row[] =>
    groups.map((group) => ({ ...group, figures: pupilFigures(group, where(group)) }));
  return (
    <section class="of-block of-evidence" aria-label="Học sinh được tiếp cận">
      <div>
        <DataTable
          caption={`Học sinh theo trường, năm học ${pupils.schoolYear}`}
          columns={columnsFor('Trường', onOpen)}
          rows={rows(pupils.byUnit, pupilUnitQuery)}
          rowKey={({ id }) => id}
          noun="trường"
        />
      </div>
      <div>
        <DataTable
          caption={`Học sinh theo cấp học, năm học ${pupils.schoolYear}`}
          columns={columnsFor('Cấp học', onOpen)}
          rows={rows(pupils.byLevel, (group) => pupilLevelQuery(group, unit))}
          rowKey={({ id }) => id}
          noun="cấp học"
        />
      </div>
    </section>
  );
}
