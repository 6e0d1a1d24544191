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
