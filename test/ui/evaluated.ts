import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { EvaluationReport } from '../../server/protocol/index.js';
import { checkout } from '../host/checkout.js';

/** What `ffarch evaluate` prints of a mapping of a file. */
export function evaluated(file: string, mapping: string): EvaluationReport {
  const args = [checkout('dist/cli/main.js'), 'evaluate', file, mapping, '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(stderr, '');
  return JSON.parse(stdout)[0];
}
