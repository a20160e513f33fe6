import { useState } from 'preact/hooks';
import { CSV_STYLES, type CsvStyle } from '../api.ts';

const KEY = 'quan-ly/csv';

function isStyle(text: string | null): text is CsvStyle {
  return text !== null && Object.hasOwn(CSV_STYLES, text);
}

/** The CSV layout chosen on this PC; it also tells the decimal mark of its Excel. */
export function keptStyle(): CsvStyle {
  try {
    const kept = localStorage.getItem(KEY);
    return isStyle(kept) ? kept : 'semicolon';
  } catch {
    // Storage may be forbidden; the choice is then made anew each time.
    return 'semicolon';
  }
}

/** The CSV layout this PC's Excel opens in columns, kept between visits. */
export function useCsvStyle(): [CsvStyle, (style: CsvStyle) => void] {
  const [style, setStyle] = useState(keptStyle);
  function choose(next: CsvStyle) {
    setStyle(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // As above.
    }
  }
  return [style, choose];
}

interface Props {
  style: CsvStyle;
  onChange(style: CsvStyle): void;
}

/** Chooses the CSV layout: no browser can tell which regional settings Excel has. */
export function CsvStyleChoice({ style, onChange }: Props) {
  return (
    <label class="of-field of-field--inline">
      <span>CSV cho Excel trên</span>
      <select
        value={style}
        onChange={(event) => {
          const next = event.currentTarget.value;
          if (isStyle(next)) onChange(next);
        }}
      >
        {Object.entries(CSV_STYLES).map(([id, label]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
