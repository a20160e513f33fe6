import { formatDay } from '../../day.ts';
import type {
  FigureQuery,
  IndicatorCoverage,
  PupilGroup,
  TrendPoint,
} from '../../records/contract/figures.ts';
import type { Coverage, CoverageGroup, Rate } from '../../records/contract.ts';
import { COMPLETION_SOURCES, INDICATORS } from '../../schemas/vocabulary.ts';

/** What a figure counts: its rows, or pupils summed over its rows, which are classes. */
export type Counted = 'rows' | 'reached' | 'size';

/**
 * A figure on the page and the way into the rows that it counts. Every figure is made here, from the
 * API's answers alone, so that one test opens them all and compares.
 */
export interface ShownFigure {
  /** Heading of the rows. */
  title: string;
  /** How many rows there must be, or pupils in them. */
  count: number;
  counted: Counted;
  query: Partial<FigureQuery>;
  /** Another day than the one the page shows. */
  on?: string;
  /** The rate the figure stands in, for its share; its rows are the numerator's. */
  rate?: Rate;
  /** Figures that the same rate is made of, to go between; this one is among them. */
  kin?: readonly ShownFigure[];
}

/** The unit and, maybe, level or role in which a figure stands. */
export type Where = Partial<FigureQuery>;

type Plain = Omit<ShownFigure, 'kin'>;

/** Lets each of some figures lead to the others. */
function related<Key extends string>(figures: Record<Key, Plain>): Record<Key, ShownFigure> {
  const kin: ShownFigure[] = Object.values<Plain>(figures);
  for (const figure of kin) figure.kin = kin;
  return figures;
}

const rest = ({ numerator, denominator }: Rate) => denominator - numerator;

/** The figures of people of one group: who is counted, and whom each of the two rates counts or not. */
export function groupFigures({ name, people, trained, reached }: CoverageGroup, where: Where) {
  const rows = (title: string, figure: FigureQuery['figure'], count: number): Plain => ({
    title: `${title}: ${name}`,
    count,
    counted: 'rows',
    query: { figure, ...where },
  });
  return {
    people: rows('Trong diện', 'people', people),
    ...related({
      trained: { ...rows('Đã đạt đủ mô-đun', 'trained', trained.numerator), rate: trained },
      notTrained: rows('Chưa đạt đủ mô-đun', 'not-trained', rest(trained)),
      trainedOf: rows('Trong diện bồi dưỡng', 'people', trained.denominator),
    }),
    ...related({
      reached: {
        ...rows('Đã mở ít nhất một mô-đun', 'reached', reached.numerator),
        rate: reached,
      },
      notReached: rows('Chưa mở mô-đun nào', 'not-reached', rest(reached)),
      reachedOf: rows('Trong diện tuyên truyền', 'people', reached.denominator),
    }),
  };
}

/** The figures of one required module. */
export function moduleFigures(
  { module, title, passed }: Coverage['byModule'][number],
  where: Where,
) {
  const rows = (word: string, figure: FigureQuery['figure'], count: number): Plain => ({
    title: `${word}: ${title}`,
    count,
    counted: 'rows',
    query: { figure, module, ...where },
  });
  return related({
    passed: { ...rows('Đã đạt', 'passed', passed.numerator), rate: passed },
    notPassed: rows('Chưa đạt', 'not-passed', rest(passed)),
    required: rows('Phải học', 'required', passed.denominator),
  });
}

/** The people trained whose strongest evidence is of one source. */
export function sourceFigure(
  { source, people }: Coverage['bySource'][number],
  where: Where,
): ShownFigure {
  return {
    title: `Đã bồi dưỡng, minh chứng mạnh nhất: ${COMPLETION_SOURCES[source]}`,
    count: people,
    counted: 'rows',
    query: { figure: 'trained', source, ...where },
  };
}

/** The people on the roster whom the programme asks for nothing. */
export function outsideFigure({ outside }: Coverage, where: Where): ShownFigure {
  return {
    title: 'Có trong danh sách, ngoài diện của chương trình',
    count: outside,
    counted: 'rows',
    query: { figure: 'outside', ...where },
  };
}

/** The figures of classes and pupils of one group. */
export function pupilFigures({ name, classes, classesReached, pupils }: PupilGroup, where: Where) {
  const of = (
    title: string,
    figure: FigureQuery['figure'],
    count: number,
    counted: Counted,
  ): Plain => ({ title: `${title}: ${name}`, count, counted, query: { figure, ...where } });
  return {
    ...related({
      classesReached: of('Lớp đã có buổi', 'classes-reached', classesReached, 'rows'),
      classesNotReached: of(
        'Lớp chưa có buổi',
        'classes-not-reached',
        classes - classesReached,
        'rows',
      ),
      classes: of('Các lớp', 'classes', classes, 'rows'),
    }),
    ...related({
      reached: {
        ...of('Học sinh được tiếp cận', 'classes-reached', pupils.numerator, 'reached'),
        rate: pupils,
      },
      pupils: of('Học sinh', 'classes', pupils.denominator, 'size'),
    }),
  };
}

/** The figures of one school indicator. */
export function indicatorFigures({ indicator, units, silent }: IndicatorCoverage, where: Where) {
  const rows = (word: string, figure: FigureQuery['figure'], count: number): Plain => ({
    title: `${word}: ${INDICATORS[indicator]}`,
    count,
    counted: 'rows',
    query: { figure, indicator, ...where },
  });
  return related({
    met: { ...rows('Đạt', 'indicator-met', units.numerator), rate: units },
    notMet: rows('Chưa đạt hoặc chưa xác nhận', 'indicator-not-met', rest(units)),
    silent: rows('Chưa xác nhận', 'indicator-silent', silent),
    asked: rows('Phải đạt', 'indicator', units.denominator),
  });
}

/** The figures of one day of the trend; their rows are those of that day. */
export function trendFigures({ on, trained, reached, pupils }: TrendPoint, where: Where) {
  const name = `đến hết ngày ${formatDay(on)}`;
  const people = { id: '', name, people: trained.denominator, trained, reached };
  const of = (title: string, figure: FigureQuery['figure'], count: number, counted: Counted) => ({
    title: `${title}: ${name}`,
    count,
    counted,
    query: { figure, ...where },
  });
  const figures = {
    ...groupFigures(people, where),
    ...related({
      pupils: {
        ...of('Học sinh được tiếp cận', 'classes-reached', pupils.numerator, 'reached'),
        rate: pupils,
      },
      pupilsOf: of('Học sinh', 'classes', pupils.denominator, 'size'),
    }),
  };
  for (const figure of Object.values(figures)) figure.on = on;
  return figures;
}
