import { fileURLToPath } from 'node:url';
import { checkContent } from './check-content.ts';
import { formatReport } from './problem.ts';

/** `npm run content:check`: prints what is wrong in `content/`; exit code 1 when something must be mended. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const problems = checkContent(root);
console.log(formatReport(problems));
if (problems.some((problem) => problem.severity === 'problem')) process.exitCode = 1;
