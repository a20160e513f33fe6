import type { PupilCoverage } from '../../records/contract/figures.ts';
import type { Coverage } from '../../records/contract.ts';
import type { OpenFigure } from '../figures/FigureButton.tsx';
import { groupFigures, pupilFigures } from '../figures/figures.ts';
import { Headline } from './Headline.tsx';

interface Props {
  coverage: Coverage;
  pupils: PupilCoverage | null;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen: OpenFigure;
}

/** The figures an officer signs: people trained, people reached, pupils reached. */
export function Headlines({ coverage, pupils, unit, onOpen }: Props) {
  const { total, programme } = coverage;
  const { targets } = programme.programme;
  const people = groupFigures(total, { unit });
  const classes = pupils === null ? null : pupilFigures(pupils.total, { unit });
  return (
    <div class="of-headlines">
      <Headline
        title="Bồi dưỡng"
        meaning="đạt đủ các mô-đun bắt buộc của vai trò mình, trong giai đoạn"
        rate={total.trained}
        target={targets.trained}
        part={people.trained}
        whole={people.trainedOf}
        onOpen={onOpen}
      />
      <Headline
        title="Tuyên truyền"
        meaning="đã mở ít nhất một mô-đun trong giai đoạn, kể cả chưa học xong"
        rate={total.reached}
        target={targets.reached}
        part={people.reached}
        whole={people.reachedOf}
        onOpen={onOpen}
      />
      {pupils !== null && classes !== null && pupils.total.classes > 0 && (
        <Headline
          title="Học sinh"
          meaning={`dự ít nhất một buổi tuyên truyền, năm học ${pupils.schoolYear}; mỗi lớp tính buổi đông nhất`}
          rate={pupils.total.pupils}
          target={targets.reached}
          noun="học sinh"
          part={classes.reached}
          whole={classes.pupils}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}
