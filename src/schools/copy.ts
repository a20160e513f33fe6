/**
 * Copies what an element shows: plain text for a short message, with its layout for a document.
 * @returns Whether it was copied; where the browser refuses, the text is left selected to be copied
 *   by hand.
 */
export async function copyElement(element: HTMLElement): Promise<boolean> {
  const text = element.innerText.trim();
  try {
    if (element.dataset.layout !== undefined && 'ClipboardItem' in window) {
      const html = new Blob([element.innerHTML], { type: 'text/html' });
      const plain = new Blob([text], { type: 'text/plain' });
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/html': html, 'text/plain': plain }),
      ]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    // Without HTTPS there is no clipboard; the older way needs a selection.
    getSelection()?.selectAllChildren(element);
    return document.execCommand('copy');
  }
}
