/** The browser of the tests is the one that makes the PDF files. */
export { CHROMIUM_ARGS, chromiumPath } from '../src/chromium.ts';
