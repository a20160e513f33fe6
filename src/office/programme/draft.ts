import { type Programme, programmeSchema } from '../../schemas/programme.ts';
import {
  INDICATORS,
  type Indicator,
  indicatorSchema,
  ROLES,
  type Role,
  roleSchema,
} from '../../schemas/vocabulary.ts';

/** A programme while it is edited: what the fields hold, right or not. */
export interface Draft {
  from: string;
  to: string;
  reached: string;
  trained: string;
  /** Targets of the school indicators; empty: none. */
  indicators: Record<Indicator, string>;
  required: Record<Role, string[]>;
}

/** The roles in the order of the form. */
export const ROLE_IDS: Role[] = roleSchema.options;

/** The school indicators in the order of the form. */
export const INDICATOR_IDS: Indicator[] = indicatorSchema.options;

/** The fields of a programme. */
export function toDraft(programme: Programme): Draft {
  const required = { ...programme.required };
  const target = (indicator: Indicator) => String(programme.indicators?.[indicator] ?? '');
  return {
    from: programme.period.from,
    to: programme.period.to,
    reached: String(programme.targets.reached),
    trained: String(programme.targets.trained),
    indicators: {
      'ke-hoach': target('ke-hoach'),
      'cong-khai': target('cong-khai'),
      'dau-moi': target('dau-moi'),
      'truong-an-toan': target('truong-an-toan'),
      'chinh-quyen': target('chinh-quyen'),
    },
    required: {
      cbql: required.cbql ?? [],
      'giao-vien': required['giao-vien'] ?? [],
      'nhan-vien': required['nhan-vien'] ?? [],
      'doan-doi': required['doan-doi'] ?? [],
      'cong-doan': required['cong-doan'] ?? [],
      'dau-moi': required['dau-moi'] ?? [],
    },
  };
}

/** Ticks or unticks a module for a role; modules keep the order of the catalogue. */
export function withModule(
  draft: Draft,
  role: Role,
  module: string,
  ticked: boolean,
  order: string[],
): Draft {
  const chosen = new Set(draft.required[role]);
  if (ticked) chosen.add(module);
  else chosen.delete(module);
  const known = order.filter((slug) => chosen.has(slug));
  const others = [...chosen].filter((slug) => !order.includes(slug));
  return { ...draft, required: { ...draft.required, [role]: [...known, ...others] } };
}

function percentProblem(label: string, text: string): string | null {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 1 && value <= 100) return null;
  return `Mục tiêu ${label}: ghi số nguyên từ 1 đến 100.`;
}

/** What the officer must mend before the draft is a programme, as Vietnamese sentences. */
export function draftProblems(draft: Draft): string[] {
  return [
    percentProblem('bồi dưỡng', draft.trained),
    percentProblem('tuyên truyền', draft.reached),
    ...INDICATOR_IDS.filter((id) => draft.indicators[id].trim() !== '').map((id) =>
      percentProblem(`"${INDICATORS[id]}"`, draft.indicators[id]),
    ),
    draft.from === '' || draft.to === '' ? 'Giai đoạn: ghi đủ ngày đầu và ngày cuối.' : null,
    draft.from !== '' && draft.to !== '' && draft.from > draft.to
      ? 'Giai đoạn: ngày cuối phải sau ngày đầu.'
      : null,
    ROLE_IDS.every((role) => draft.required[role].length === 0)
      ? 'Mô-đun bắt buộc: đánh dấu ít nhất một mô-đun cho một vai trò.'
      : null,
  ].filter((problem) => problem !== null);
}

/** The programme a draft describes, or null while something in it is wrong. */
export function toProgramme(draft: Draft, base: Programme): Programme | null {
  if (draftProblems(draft).length > 0) return null;
  const withTarget = INDICATOR_IDS.filter((id) => draft.indicators[id].trim() !== '');
  const parsed = programmeSchema.safeParse({
    ...base,
    period: { from: draft.from, to: draft.to },
    targets: { reached: Number(draft.reached), trained: Number(draft.trained) },
    indicators:
      withTarget.length === 0
        ? undefined
        : Object.fromEntries(withTarget.map((id) => [id, Number(draft.indicators[id])])),
    required: Object.fromEntries(
      ROLE_IDS.filter((role) => draft.required[role].length > 0).map((role) => [
        role,
        draft.required[role],
      ]),
    ),
  });
  return parsed.success ? parsed.data : null;
}

/** Names of the roles outside a programme's denominator. */
export function rolesOutside(programme: Programme): string[] {
  return ROLE_IDS.filter((role) => programme.required[role] === undefined).map(
    (role) => ROLES[role],
  );
}
