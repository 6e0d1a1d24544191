import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'langium';
import { CancellationToken } from 'vscode-languageserver';
import { served } from './puppet.js';

/** A program that behaves as Accelergy. */
const PROGRAM = fileURLToPath(new URL('../accelergy/stand-in.mjs', import.meta.url));

const URI = 'file:///work/small.ffarch';
const SMALL = `architecture Small : gemm {
  technology: 45nm
  memory DRAM { size: unbounded; valueBits: 8; bandwidth: 8; component: dram }
  memory Buffer {
    size: 128 KiB
    wordBits: 64
    valueBits: 8
    bandwidth: 8
    component: sram
  }
  memory Register { size: 16; valueBits: 8; bandwidth: 4; energy: 1 pJ; component: regfile }
  memory Latch { size: 1; valueBits: 8; bandwidth: 4; energy: from "old.yaml"; component: register }
  compute MAC { component: intmac { width: 8 } }
}
`;

describe('Accelergy for an editor', () => {
  const session = served();
  const ask = (architecture?: string, program = PROGRAM, token?: CancellationToken) =>
    session.editor.request('factorflow/accelergy', { uri: URI, architecture, program }, token);

  it('gives tables with what they come to beside our models', async () => {
    await session.editor.open(URI, SMALL);
    const outcome = await ask();
    assert.ok(outcome.kind === 'estimated', JSON.stringify(outcome));
    assert.equal(outcome.summary, '5 levels: DRAM, Buffer, Register, Latch, MAC');
    assert.equal(outcome.file, 'Small.ERT.yaml');
    assert.match(outcome.text, /^# Small, estimated by Accelergy\n# level +of +Accelergy +our model +difference\n/);
    assert.match(outcome.text, /^ERT:$/m);
    assert.match(outcome.text, /^ART:$/m);
  });

  it('takes the energies of levels from tables, but where one is written', async () => {
    await session.editor.open(URI, SMALL);
    const edits = await session.editor.request('factorflow/useTables', {
      uri: URI,
      architecture: 'Small',
      file: 'Small.ERT.yaml',
    });
    const after = TextDocument.applyEdits(TextDocument.create(URI, 'ffarch', 1, SMALL), edits);
    const from = 'energy: from "Small.ERT.yaml"';
    assert.equal(
      after,
      SMALL.replace('component: dram', `${from}; component: dram`)
        .replace('    component: sram', `    ${from}\n    component: sram`)
        .replace('energy: from "old.yaml"', from)
        .replace('component: intmac', `${from}; component: intmac`),
    );
  });

  it('asks which of several architectures is meant', async () => {
    await session.editor.open(URI, `${SMALL}${SMALL.replace('Small', 'Other')}`);
    assert.deepEqual(await ask(), { kind: 'several', architectures: ['Small', 'Other'] });
    const outcome = await ask('Other');
    assert.ok(outcome.kind === 'estimated' && outcome.architecture === 'Other');
  });

  it('says in a line what is wrong, and the rest in the log', async () => {
    await session.editor.open(URI, SMALL);
    const outcome = await ask(undefined, '/nowhere/accelergy');
    assert.ok(outcome.kind === 'failed');
    assert.match(outcome.message, /^There is no program `\/nowhere\/accelergy`\./);
    process.env.ACCELERGY_STAND_IN = 'crash';
    try {
      const crashed = await ask();
      assert.ok(crashed.kind === 'failed');
      assert.doesNotMatch(crashed.message, /Traceback/);
    } finally {
      delete process.env.ACCELERGY_STAND_IN;
    }
    const told = session.editor.log.findIndex((line) => line.includes('Traceback (most recent call last)'));
    // It is no error of the server's.
    assert.equal(session.editor.log.splice(told, 1).length, 1);
    await session.editor.open(URI, 'const n = 1\n');
    assert.deepEqual(await ask(), {
      kind: 'failed',
      message: 'This file declares no architecture that Accelergy could estimate.',
    });
  });

  it('ends when the request is cancelled', async () => {
    await session.editor.open(URI, SMALL);
    process.env.ACCELERGY_STAND_IN = 'hang';
    try {
      assert.deepEqual(await ask(undefined, PROGRAM, CancellationToken.Cancelled), { kind: 'cancelled' });
    } finally {
      delete process.env.ACCELERGY_STAND_IN;
    }
  });
});
