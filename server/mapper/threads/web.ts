import type { Thread, ThreadListener, Threads } from './threads.js';

/** Web workers, started by a worker. */
export class WebThreads implements Threads {
  readonly parallel = navigator.hardwareConcurrency;
  readonly sharedMemory = crossOriginIsolated;

  /** @param script The address of the mapper's worker, of this origin. */
  constructor(public script?: string) {}

  start(): Thread {
    if (this.script === undefined) throw new Error('the editor has not told where the worker is');
    return new WebThread(new Worker(this.script, { name: 'FactorFlow mapper' }));
  }
}

class WebThread implements Thread {
  #listener: ThreadListener | null = null;
  #death: string | null = null;

  constructor(readonly worker: Worker) {
    worker.onmessage = ({ data }) => this.#listener?.message(data);
    worker.onerror = (event) => {
      // Else it is an error of this worker, too, and of the one that started it.
      event.preventDefault();
      this.#die(event.message || 'its script cannot be loaded');
    };
    worker.onmessageerror = () => this.#die('it sent what cannot be received');
  }

  post(message: unknown): void {
    this.worker.postMessage(message);
  }

  listen(listener: ThreadListener | null): void {
    this.#listener = listener;
    const death = this.#death;
    if (death !== null) queueMicrotask(() => this.#listener?.died(death));
  }

  async end(): Promise<void> {
    this.worker.terminate();
  }

  #die(reason: string): void {
    if (this.#death !== null) return;
    this.#death = reason;
    this.#listener?.died(reason);
  }
}
