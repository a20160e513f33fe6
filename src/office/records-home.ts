/** Where the page's records are: with the server that served it, or in this browser. */
export type RecordsHomeName = 'server' | 'browser';

/**
 * Tells by the mark that our server puts on the pages it serves (`<html data-records="server">`). A
 * static host puts none, so that nobody has to ask it for an address it does not have.
 */
export function recordsHome(root: { dataset: DOMStringMap }): RecordsHomeName {
  return root.dataset.records === 'server' ? 'server' : 'browser';
}
