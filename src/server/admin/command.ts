import type { Actor } from '../../records/access/actor.ts';
import type { Deed } from '../../records/access/deed.ts';
import type { RecordsApp } from '../../records/app.ts';
import type { RecordsDatabase } from '../../records/database/tables.ts';

/** What a command can do with the world. */
export interface AdminWorld {
  env: NodeJS.ProcessEnv;
  /** Opens the records of this server; closed when the command ends. */
  records(): Promise<{ database: RecordsDatabase; app: RecordsApp }>;
  /** Prints a line. */
  say(line: string): void;
  /** Asks the person at the terminal; empty when nobody answers. */
  ask(question: string): Promise<string>;
}

/** A command of `npm run admin`. */
export interface AdminCommand {
  /** Arguments as shown in the help, e.g. `<tệp>`. */
  usage: string;
  /** Vietnamese, a line. */
  summary: string;
  /** How many arguments it takes, at least and at most. */
  arguments: readonly [number, number];
  /** Options it knows: with a value, or a switch. */
  options?: Readonly<Record<string, 'value' | 'switch'>>;
  /** Does the work; throws `AdminRefusal` or `ApiProblem` to refuse. */
  run(call: AdminCall, world: AdminWorld): Promise<void>;
}

/** How a command was called. */
export interface AdminCall {
  arguments: readonly string[];
  /** Value of an option, or null. */
  value(name: string): string | null;
  /** Whether a switch was given. */
  has(name: string): boolean;
}

/** Why a command did nothing; Vietnamese, with the next step. */
export class AdminRefusal extends Error {}

/** Who runs commands: whoever holds the server. */
export const LOCAL: Actor = { kind: 'local' };

/** What the audit log says of a command that changes something. */
export function deedOf(command: string, text: string): Deed {
  return { actor: LOCAL, call: `admin ${command}`, unitId: null, text };
}

/** Asks for a typed word before something that cannot be undone, unless `--yes` was given. */
export async function confirmTyped(
  call: AdminCall,
  world: AdminWorld,
  warning: string,
  word: string,
): Promise<void> {
  world.say(warning);
  if (call.has('yes')) return;
  const typed = await world.ask(`Gõ "${word}" rồi Enter để làm tiếp: `);
  if (typed.normalize('NFC').trim() !== word)
    throw new AdminRefusal('Chưa làm gì: chữ xác nhận không khớp.');
}
