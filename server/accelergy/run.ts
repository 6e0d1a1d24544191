import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnread } from '../../language/energy-tables/tables.js';
import { quoted } from '../../language/wording.js';
import { failureOf, notStarted } from './failure.js';
import { type AskedLevel, accelergyInput } from './input.js';
import type { AccelergyOutcome, RunAccelergy } from './outcome.js';

/** CACTI takes seconds for an SRAM. */
export const TIME_LIMIT = 600;

/** The most that is kept of what the program prints, in characters: the end of it. */
const MOST_OUTPUT = 100_000;

/** The program of a name on the path, or of a file. Its files are in a folder of their own, which is gone afterwards. */
export const runAccelergy: RunAccelergy = async (program, levels, signal, timeLimit = TIME_LIMIT) => {
  const folder = await mkdtemp(join(tmpdir(), 'ffarch-accelergy-'));
  try {
    const input = join(folder, 'input.yaml');
    await writeFile(input, accelergyInput(levels));
    // Files first: a list of options would swallow them.
    const args = [input, '--outdir', folder, '--precision', '6', '--output_files', 'ERT', 'ART'];
    const ended = await run(program, args, folder, signal, timeLimit);
    if ('kind' in ended) return ended;
    const { output, how } = ended;
    const ert = await readFile(join(folder, 'ERT.yaml'), 'utf8').catch(() => undefined);
    const art = await readFile(join(folder, 'ART.yaml'), 'utf8').catch(() => undefined);
    if (how !== undefined) return failed(failureOf(output, how), output);
    if (ert === undefined) return failed(failureOf(output, 'ended without an energy reference table'), output);
    return await tablesOf(`${ert.trimEnd()}\n${art ?? ''}`, levels, output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const CANCELLED: AccelergyOutcome = { kind: 'cancelled' };

const failed = (message: string, output: string, started = true): AccelergyOutcome => ({
  kind: 'failed',
  message,
  output,
  started,
});

async function tablesOf(text: string, levels: readonly AskedLevel[], output: string): Promise<AccelergyOutcome> {
  const { readEnergyTables } = await import('../../language/energy-tables/read.js');
  const tables = readEnergyTables(text);
  if (isUnread(tables)) return failed(`The tables of Accelergy cannot be read: ${tables.unread}.`, output);
  const missing = levels.filter(({ name }) => (tables.get(name)?.actions.size ?? 0) === 0);
  if (missing.length > 0) {
    return failed(`The tables of Accelergy lack ${quoted(missing.map(({ name }) => name))}.`, output);
  }
  return { kind: 'estimated', text, tables };
}

/** How a program ended, and what it printed; `how` is undefined where it did well. */
interface Ended {
  readonly output: string;
  readonly how: string | undefined;
}

/** @returns how the program ended, or what came of the run where it did not */
function run(
  program: string,
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
  timeLimit: number,
): Promise<Ended | AccelergyOutcome> {
  if (signal.aborted) return Promise.resolve(CANCELLED);
  return new Promise((resolve) => {
    // A group of its own: Accelergy starts CACTI, which must end with it.
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: string) => {
      output = (output + chunk).slice(-MOST_OUTPUT);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const settle = (outcome: Ended | AccelergyOutcome) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      end(child);
      const late = `Accelergy has not ended after ${timeLimit} s, and was stopped. Ask for fewer or smaller memories.`;
      settle(failed(late, output));
    }, timeLimit * 1000);
    const cancel = () => {
      end(child);
      settle(CANCELLED);
    };
    signal.addEventListener('abort', cancel);
    child.on('error', (error) => settle(failed(notStarted(program, error), '', false)));
    child.on('close', (code, by) => {
      const how = code === 0 ? undefined : by ? `was ended by ${by}` : `ended with status ${code}`;
      settle({ output, how });
    });
  });
}

/** Ends a program with all that it has started. */
function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
