import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ApiProblem } from '../../records/api-problem.ts';
import { createRecordsApp, type RecordsApp } from '../../records/app.ts';
import type { RecordsDatabase } from '../../records/database/tables.ts';
import { UnreadableFile } from '../../records/reading/unreadable.ts';
import { explainFailure, openRecords, placeFrom } from '../open-records.ts';
import { type AdminCall, type AdminCommand, AdminRefusal, type AdminWorld } from './command.ts';
import { exportFile, importRoster } from './files.ts';
import { backup, erasePersonCommand, migrate, move, restore } from './keeping.ts';
import { createOfficer } from './officers.ts';
import { verify } from './verify.ts';
import { copy } from './whole-copy.ts';

/** Every command by its name. */
export const COMMANDS: Readonly<Record<string, AdminCommand>> = {
  migrate,
  'create-officer': createOfficer,
  'import-roster': importRoster,
  backup,
  restore,
  copy,
  export: exportFile,
  'erase-person': erasePersonCommand,
  move,
  verify,
};

/** What a command ends with: done · refused or failed · called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Runs `npm run admin -- <args>`; says in Vietnamese what was done or why not. */
export async function runAdmin(
  args: readonly string[],
  terminal: Pick<AdminWorld, 'env' | 'say' | 'ask'>,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help') {
    for (const line of help()) terminal.say(line);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    terminal.say(`Không có lệnh "${name}".`);
    for (const line of help()) terminal.say(line);
    return 2;
  }
  const call = parsed(command, rest);
  if (call === null) {
    terminal.say(`Cách dùng: npm run admin -- ${name} ${command.usage}`);
    terminal.say(command.summary);
    return rest.includes('--help') ? 0 : 2;
  }
  const opened: RecordsApp[] = [];
  const records = async (): Promise<{ database: RecordsDatabase; app: RecordsApp }> => {
    const database = await openRecords(placeFrom(terminal.env));
    // Whoever can run this holds the data: no narrower than the browser's own home.
    const app = createRecordsApp(database, { explain: explainFailure });
    opened.push(app);
    return { database, app };
  };
  try {
    await command.run(call, { ...terminal, records });
    return 0;
  } catch (error) {
    terminal.say(reason(error));
    return 1;
  } finally {
    for (const app of opened) await app.home.close();
  }
}

function parsed(
  { options = {}, arguments: [least, most] }: AdminCommand,
  args: readonly string[],
): AdminCall | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, kind]) => [
          name,
          { type: kind === 'value' ? ('string' as const) : ('boolean' as const) },
        ]),
      ),
    });
    if (positionals.length < least || positionals.length > most) return null;
    return {
      arguments: positionals,
      value: (name) =>
        z
          .string()
          .nullable()
          .parse(values[name] ?? null),
      has: (name) => values[name] === true,
    };
  } catch {
    return null;
  }
}

/** The system's words for a disk without room. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function reason(error: unknown): string {
  if (
    error instanceof AdminRefusal ||
    error instanceof ApiProblem ||
    error instanceof UnreadableFile
  )
    return error.message;
  const explained = explainFailure(error);
  const coded = z.object({ code: z.string(), path: z.string().optional() }).safeParse(error).data;
  if (coded !== undefined && NO_ROOM.has(coded.code))
    return `Đĩa đã đầy hoặc hết hạn mức nên chưa ghi được${coded.path === undefined ? '' : ` ${coded.path}`}. Hãy xóa bớt tệp không cần rồi chạy lại.`;
  const { data } = z.object({ code: z.string(), path: z.string() }).safeParse(error);
  if (data?.code === 'ENOENT') return `Không có tệp ${data.path}. Hãy xem lại đường dẫn.`;
  if (data !== undefined)
    return `Không mở được ${data.path} (${data.code}). Hãy xem quyền của tệp ấy.`;
  if (explained !== null) return explained.message;
  return error instanceof Error ? error.message : String(error);
}

function help(): string[] {
  const lines = Object.entries(COMMANDS).flatMap(([name, { usage, summary }]) => [
    `  ${name} ${usage}`.trimEnd(),
    `      ${summary}`,
  ]);
  return [
    'Lệnh quản trị dữ liệu. Cách dùng: npm run admin -- <lệnh>',
    '',
    ...lines,
    '',
    'Dữ liệu ở DATA_DIR (mặc định data/), hoặc ở PostgreSQL khi có DATABASE_URL.',
    'Mã kết thúc: 0 xong · 1 không làm được · 2 gọi sai.',
  ];
}
