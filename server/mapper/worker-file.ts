import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The worker's entry: `worker.cjs` beside the bundle that this is part of, or `worker.ts` in a checkout run by tsx. */
export function workerFile(): string {
  const folder = typeof __dirname === 'string' ? __dirname : dirname(fileURLToPath(import.meta.url));
  const bundle = join(folder, 'worker.cjs');
  return existsSync(bundle) ? bundle : join(folder, 'worker.ts');
}
