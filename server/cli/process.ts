import { setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { exploreIn } from '../mapper/explore/job.js';
import { stackOf } from '../mapper/failure.js';
import { Mapper } from '../mapper/job.js';
import { NodeThreads } from '../mapper/threads/node.js';
import type { Drawing, Paged } from '../protocol/index.js';
import { run } from './run.js';
import { STATUS } from './status.js';

/*
 * The process around the command line: streams, Ctrl-C and the exit status. The process ends by itself when nothing is left
 * to do, so all output reaches a slow pipe.
 */
/** What draws figures and pages: a bundle of the panel's code beside this one, since no source of the server imports the client. */
const FIGURES = new URL('./figures.js', import.meta.url);
const STYLE_SHEET = new URL('../panel.css', import.meta.url);

interface Bundle {
  draw(drawing: Drawing): string;
  page(of: Paged, css: string): string;
}

const bundle = (): Promise<Bundle> => import(FIGURES.href);

const interruption = new AbortController();
// Every layer of a network that waits or runs listens to it.
setMaxListeners(0, interruption.signal);
process.on('SIGINT', () => {
  // Once to stop the search and print the best so far, twice to leave at once.
  if (interruption.signal.aborted) process.exit(STATUS.interrupted);
  interruption.abort();
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`ffarch list | head`) is not an error.
  if (error.code === 'EPIPE') process.exit(STATUS.done);
  process.stderr.write(`ffarch: The result cannot be written: ${error.message}.\n`);
  process.exit(STATUS.usage);
});

// Nobody reads what is said beside the result (`2>&-`, `2>&1 | head -0`): the work is done all the same.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EBADF') throw error;
});

const threads = new NodeThreads();
const mapper = new Mapper(threads);
const args = process.argv.slice(2);
// The thread starts while this one loads the command and reads what it is given.
if (args[0] === 'map') mapper.warmUp();
run(args, {
  out: process.stdout,
  err: process.stderr,
  interrupted: interruption.signal,
  mapper,
  explore: exploreIn(threads),
  draw: async (drawing) => (await bundle()).draw(drawing),
  page: async (of) => (await bundle()).page(of, await readFile(STYLE_SHEET, 'utf8')),
})
  .then((status) => {
    process.exitCode = status;
  })
  .catch((error: unknown) => {
    process.stderr.write(`ffarch: this is a bug. ${stackOf(error)}\n`);
    process.exitCode = STATUS.bug;
  })
  .finally(() => mapper.dispose());
