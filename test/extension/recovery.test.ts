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

function kill(): void {
  const [server] = servers();
  assert.ok(server, 'There is no language server.');
  process.kill(server, 'SIGKILL');
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

  it('has its diagnostics again each time that the language server was killed, and when a restart is asked for', async () => {
    await diagnosed('before');
    for (let times = 0; times < 4; times++) {
      kill();
      await diagnosed(`again${times}`);
    }
    // One more is one too many for another to follow by itself. The restart may come before its end is noticed or after.
    kill();
    await vscode.commands.executeCommand('factorflow.restartServer');
    await diagnosed('restarted');
    assert.equal(servers().length, 1);
  });

  it('has its diagnostics again after a language server that hangs was restarted', async () => {
    await diagnosed('alive');
    const [server] = servers();
    process.kill(server, 'SIGSTOP');
    try {
      await vscode.commands.executeCommand('factorflow.restartServer');
      await diagnosed('unhung');
    } finally {
      // The restart ends it, unless the test fails.
      if (servers().includes(server)) process.kill(server, 'SIGKILL');
    }
  });

  it('goes on after several restarts were asked for at once', async () => {
    await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand('factorflow.restartServer')));
    await diagnosed('afterwards');
    assert.equal(servers().length, 1);
  });
});
