import { join } from 'node:path';

/** The worker's entry: `worker.cjs` beside the bundle that this is part of, or `worker.ts` in a checkout run by tsx. */
export const workerFile = (): string | URL =>
  typeof __dirname === 'string' ? join(__dirname, 'worker.cjs') : new URL('./worker.ts', import.meta.url);
