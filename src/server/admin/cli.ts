import { createInterface } from 'node:readline/promises';
import { runAdmin } from './run.ts';

/** `npm run admin -- <command>`: see `run.ts`. */
process.exitCode = await runAdmin(process.argv.slice(2), {
  env: process.env,
  say: (line) => console.log(line),
  async ask(question) {
    if (!process.stdin.isTTY) {
      console.log(`${question}\n(không có ai ở bàn phím: thêm --yes để làm luôn)`);
      return '';
    }
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  },
});
