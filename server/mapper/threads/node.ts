import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { stackOf } from '../failure.js';
import type { Thread, ThreadListener, Threads } from './threads.js';

/** The memory that a search may take, in MiB. One that needs more ends, and fails with the best so far. */
const MEMORY_MIB = 1024;

/** Which script threads run, and what memory each may take. */
export interface NodeThreadOptions {
  /** The worker's entry, `server/mapper/worker.ts` or its bundle. */
  readonly worker?: string | URL;
  /** Heap of each thread in MiB; null is Node's own limit. */
  readonly memory?: number | null;
}

/** Threads of `node:worker_threads`. */
export class NodeThreads implements Threads {
  readonly parallel = availableParallelism();
  readonly sharedMemory: boolean = true;
  readonly #worker: string | URL;
  readonly #memory: number | undefined;

  constructor({ worker = workerFile(), memory = MEMORY_MIB }: NodeThreadOptions = {}) {
    this.#worker = worker;
    this.#memory = memory ?? undefined;
  }

  start(): Thread {
    return new NodeThread(new Worker(this.#worker, { resourceLimits: { maxOldGenerationSizeMb: this.#memory } }));
  }
}

class NodeThread implements Thread {
  #listener: ThreadListener | null = null;
  #death: string | null = null;

  constructor(readonly worker: Worker) {
    worker.unref();
    worker.on('message', (message) => this.#listener?.message(message));
    worker.on('error', (error) => this.#die(stackOf(error)));
    worker.on('exit', (code) => this.#die(`exit code ${code}`));
  }

  post(message: unknown): void {
    this.worker.postMessage(message);
  }

  listen(listener: ThreadListener | null): void {
    this.#listener = listener;
    if (listener === null) this.worker.unref();
    else this.worker.ref();
    const death = this.#death;
    if (death !== null) queueMicrotask(() => this.#listener?.died(death));
  }

  end(): Promise<unknown> {
    return this.worker.terminate();
  }

  #die(reason: string): void {
    // An error is followed by an exit, which says less.
    if (this.#death !== null) return;
    this.#death = reason;
    this.#listener?.died(reason);
  }
}

/** `worker.cjs` beside the bundle that this is part of or above its folder, or `worker.ts` in a checkout run by tsx. */
function workerFile(): string {
  const folder = typeof __dirname === 'string' ? __dirname : dirname(fileURLToPath(import.meta.url));
  const bundles = ['worker.cjs', '../worker.cjs'].map((name) => join(folder, name));
  return bundles.find((bundle) => existsSync(bundle)) ?? join(folder, '../worker.ts');
}
