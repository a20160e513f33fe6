import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { checkContent } from '../content-check/check-content.ts';
import { type ContentProblem, formatReport } from '../content-check/problem.ts';

/**
 * Checks `content/` before Astro reads it: a build stops with the whole report; `astro dev` goes on
 * and reports again whenever a content file changes.
 */
export function contentCheck(): AstroIntegration {
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup': ({ command, config, logger }) => {
        if (command !== 'build') return;
        const problems = checkContent(fileURLToPath(config.root));
        if (hasProblem(problems)) throw new ContentError(formatReport(problems));
        if (problems.length > 0) logger.warn(`\n${formatReport(problems)}`);
      },
      'astro:server:setup': ({ server, logger }) => {
        const root = server.config.root;
        let last = '';
        const report = () => {
          const problems = checkContent(root);
          const text = formatReport(problems);
          if (text === last) return;
          last = text;
          if (hasProblem(problems)) logger.error(`\n${text}`);
          else logger.info(`\n${text}`);
        };
        let waiting: NodeJS.Timeout | undefined;
        server.watcher.on('all', (_event, path) => {
          if (!path.replaceAll('\\', '/').includes('/content/')) return;
          clearTimeout(waiting);
          waiting = setTimeout(report, 300);
        });
        report();
      },
    },
  };
}

function hasProblem(problems: readonly ContentProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'problem');
}

/** Stops the build; its message is the report, and no stack is of use to an author. */
class ContentError extends Error {
  override readonly name = 'Lỗi nội dung';

  constructor(report: string) {
    super(`\n\n${report}\n`);
    this.stack = this.message;
  }
}
