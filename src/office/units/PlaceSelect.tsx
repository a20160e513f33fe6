import type { UnitLine } from './tree-rows.ts';

interface Props {
  label: string;
  places: readonly UnitLine[];
  value: string;
  onChange(unitId: string): void;
}

/** Chooses the unit that another belongs to. */
export function PlaceSelect({ label, places, value, onChange }: Props) {
  return (
    <label class="of-field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">Chọn…</option>
        {places.map(({ unit, depth }) => (
          <option key={unit.id} value={unit.id}>
            {'– '.repeat(depth)}
            {unit.name}
          </option>
        ))}
      </select>
    </label>
  );
}
