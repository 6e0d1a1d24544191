import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { diagnostics, open } from './documents.js';

/** The language servers that this extension host has started: children of its process. */
function servers(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s.*dist\/server\.cjs/.exec(line))
    .filter((found) => found !== null && Number(found[2]) === process.pid)
    .map((found) => Number(found![1]));
}

/** Diagnoses a document that was not there before, which only a server that runs can do. */
async function diagnosed(name: string): Promise<void> {
  const editor = await open(`workload ${name} : gem { M: 1 }`);
  const [{ message }] = await diagnostics(editor);
  assert.match(message, /gemm/);
}

describe('The editor', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('has its diagnostics again after the language server was killed twice, and then restarted', async () => {
    await diagnosed('before');
    // The client restarts a server by itself four times in three minutes; half of that leaves room for other tests.
    for (let times = 0; times < 2; times++) {
      const [server] = servers();
      assert.ok(server, `There is no language server after ${times} kills.`);
      process.kill(server, 'SIGKILL');
      await diagnosed(`again${times}`);
    }
    await vscode.commands.executeCommand('factorflow.restartServer');
    await diagnosed('restarted');
    assert.equal(servers().length, 1);
  });
});
