import { options } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Runs a change of state and renders it before returning: the browser prints what is there then. */
function renderNow(change: () => void): void {
  const debounce = options.debounceRendering;
  options.debounceRendering = (render) => render();
  change();
  if (debounce === undefined) delete options.debounceRendering;
  else options.debounceRendering = debounce;
}

/** For what is first shown while the page is being printed: it has missed the event. */
let underWay = false;

/**
 * Whether the page is being printed, by our button or by Ctrl+P: a view then shows more than on
 * screen (every row instead of one page).
 */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(underWay);
  useEffect(() => {
    const before = () => {
      underWay = true;
      renderNow(() => setPrinting(true));
    };
    const after = () => {
      underWay = false;
      setPrinting(false);
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
