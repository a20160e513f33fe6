import type { BrowserContext, Page } from 'playwright/test';

/**
 * Collects what a page's policy refuses and what its console calls an error, over all pages of a
 * context. Call it before the first page is opened.
 */
export async function collectRefusals(context: BrowserContext): Promise<string[]> {
  const found: string[] = [];
  await context.exposeBinding('tellRefusal', ({ page }, text: string) => {
    found.push(`${page.url()} ${text}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const told = `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`;
      Object.getOwnPropertyDescriptor(window, 'tellRefusal')?.value(told);
    });
  });
  const watch = (page: Page) => {
    page.on('pageerror', (error) => found.push(`${page.url()} ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') found.push(`${page.url()} ${message.text()}`);
    });
  };
  for (const page of context.pages()) watch(page);
  context.on('page', watch);
  return found;
}
