import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const tasks: (() => void)[] = [];

/** Does something when this process ends in any way short of SIGKILL; what was asked for last is done first. */
export function atEnd(task: () => void): void {
  if (tasks.length === 0) {
    process.once('exit', () => {
      for (const task of tasks.reverse()) task();
    });
    // Without a handler a signal ends the process at once, and nothing of the above would happen.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  }
  tasks.push(task);
}

/** A new folder in the system's place for such, gone when this process ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `factorflow-${name}-`));
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Ends this process soon after the one that started it: the shell that npm puts between passes no signals on. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}

/** Signals a child that was spawned `detached`, and so leads a process group, with all that it started. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows has neither groups nor signals; it can end a process with all that it started.
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
