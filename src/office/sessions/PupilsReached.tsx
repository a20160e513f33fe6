import { useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import { FigureButton, RateButton } from '../figures/FigureButton.tsx';
import { pupilFigures, type ShownFigure } from '../figures/figures.ts';
import { RowsDialog } from '../figures/RowsDialog.tsx';
import type { Office } from '../office.ts';
import type { ChosenScope } from '../scope/scope.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { useResource } from '../ui/use-resource.ts';

interface Props {
  office: Office;
  scope: ChosenScope;
  unit: string;
  /** The figures are asked for again when it changes. */
  revision: number;
}

/** What the sessions of a school come to: classes and pupils reached, each opening into its classes. */
export function PupilsReached({ office, scope, unit, revision }: Props) {
  const [opened, setOpened] = useState<ShownFigure | null>(null);
  const onOpen = usePrinting() ? null : setOpened;
  const asked = { programme: scope.kept.id, on: scope.on, unit };
  const { data } = useResource(`${JSON.stringify(asked)} ${revision}`, () =>
    office.api.pupils(asked),
  );
  if (data === null || data.total.classes === 0) return null;
  const figures = pupilFigures(data.total, { unit });
  return (
    <>
      <p class="of-lead">
        Năm học {data.schoolYear}, đến hết ngày {formatDay(data.on)}:{' '}
        <FigureButton figure={figures.classesReached} onOpen={onOpen} /> trong{' '}
        <FigureButton figure={figures.classes} onOpen={onOpen} /> lớp đã có buổi;{' '}
        <FigureButton figure={figures.reached} onOpen={onOpen} /> trong{' '}
        <FigureButton figure={figures.pupils} onOpen={onOpen} /> học sinh được tiếp cận (
        <RateButton figure={figures.reached} onOpen={onOpen} />, mục tiêu{' '}
        {scope.kept.programme.targets.reached}%).
      </p>
      {opened !== null && (
        <RowsDialog office={office} scope={scope} figure={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
