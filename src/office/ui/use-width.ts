import { useEffect, useRef, useState } from 'preact/hooks';

/** Width of an element in px, followed as it changes; a fair guess before it is on the page. */
export function useWidth(guess = 480) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(guess);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    // On paper nothing is measured: the picture is stretched.
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
