import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Compares with a file that a person can open in a browser; `UPDATE_SNAPSHOTS=1` writes it. */
export function matches(file: URL, text: string): void {
  if (process.env.UPDATE_SNAPSHOTS) {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file.pathname} is missing; UPDATE_SNAPSHOTS=1 writes it`);
  assert.equal(text, readFileSync(file, 'utf8'));
}
