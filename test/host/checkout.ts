import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file or folder of this checkout, such as `checkout('examples')`. */
export function checkout(...parts: string[]): string {
  return path.join(fileURLToPath(new URL('../..', import.meta.url)), ...parts);
}

/** What test runs leave behind: results, screenshots, the log of a server that failed. Not in git. */
export const testResults = checkout('test-results');
