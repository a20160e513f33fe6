import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Files and folders that are still there after the power went: what a file holds is durable once the
 * file is synced, its name once the folder around it is.
 */

/** Makes a folder and those above it, for this user alone, each with its name made durable. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  makeFolder(parent);
  // Another process may make it at the same moment.
  mkdirSync(path, { recursive: true, mode: 0o700 });
  syncFolder(parent);
}

/**
 * Writes a file for this user alone, whole or not at all: a full disk or lost power never leaves half
 * a file under its name. What stood there before is replaced.
 */
export function writeWhole(path: string, bytes: Uint8Array): void {
  beside(path, bytes, (made) => renameSync(made, path));
}

/** As `writeWhole`, for a file that must not be there yet. @throws `EEXIST` when it is. */
export function writeFirst(path: string, bytes: Uint8Array): void {
  beside(path, bytes, (made) => linkSync(made, path));
}

/** Gives a file that is written whole its name, durably; both are in one folder. */
export function takeName(made: string, path: string): void {
  const file = openSync(made, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(made, path);
  syncFolder(dirname(path));
}

/** Writes a file beside `path` and gives it that name; nothing is left beside it in any case. */
function beside(path: string, bytes: Uint8Array, name: (made: string) => void): void {
  const made = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(made, 'w', 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    name(made);
  } finally {
    rmSync(made, { force: true });
  }
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  // Windows cannot open a folder, and makes names durable by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
