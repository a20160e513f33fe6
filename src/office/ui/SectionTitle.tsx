import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let opened = false;

/**
 * The heading of a section. It takes the focus when the section is opened from the navigation, so
 * that keyboard and screen reader start there; not on the first load of the page.
 */
export function SectionTitle({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened) heading.current?.focus();
    opened = true;
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} class="of-section__title">
      {children}
    </h2>
  );
}
