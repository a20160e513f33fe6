/**
 * The element marked `data-part="<name>"` within `root`, of the expected kind.
 * @throws When the page's markup and its script disagree: a mistake of ours, found by any test.
 */
export function part<E extends Element>(
  root: ParentNode,
  name: string,
  kind: abstract new () => E,
): E {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${name}"`);
  return found;
}
