import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArguments } from '../../../server/cli/arguments.js';
import { format } from '../../../server/cli/commands/format.js';
import type { Console } from '../../../server/cli/console.js';
import { Refusal } from '../../../server/cli/refusal.js';

const UGLY = 'workload  w:gemm{M:1,K:2 ,N:3}   // one\n';
const NEAT = 'workload w : gemm { M: 1, K: 2, N: 3 } // one\n';
const BROKEN = 'const a=1\nworkload w : gemm { M: 1,, }\n';

describe('ffarch format', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-format-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, content: string | Uint8Array): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };

  async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const streams = {
      out: { write: (text: string) => (out += text) },
      err: { write: (text: string) => (err += text) },
    };
    const given = readArguments(args, format.options);
    const outcome = given instanceof Refusal ? given : await format.run(given, streams as unknown as Console);
    return outcome instanceof Refusal
      ? { status: outcome.status, out, err: outcome.message }
      : { status: outcome, out, err };
  }

  it('formats files, and names those that changed', async () => {
    const [ugly, neat] = [file('ugly.ffarch', UGLY), file('neat.ffarch', NEAT)];
    assert.deepEqual(await run(ugly, neat), { status: 0, out: `${ugly}\n`, err: '' });
    assert.equal(readFileSync(ugly, 'utf8'), NEAT);
    assert.deepEqual(await run(ugly, neat), { status: 0, out: '', err: '' });
  });

  it('checks without changing anything', async () => {
    const [ugly, neat] = [file('ugly.ffarch', UGLY), file('neat.ffarch', NEAT)];
    const { status, out, err } = await run('--check', ugly, neat);
    assert.deepEqual([status, out], [1, `${ugly}\n`]);
    assert.match(err, /^1 file of 2 to format/);
    assert.equal(readFileSync(ugly, 'utf8'), UGLY);
    assert.deepEqual(await run('--check', neat), { status: 0, out: '', err: '' });
  });

  it('leaves what does not parse, says where, and goes on', async () => {
    const [broken, ugly] = [file('broken.ffarch', BROKEN), file('ugly.ffarch', UGLY)];
    const { status, out, err } = await run(broken, ugly);
    assert.deepEqual([status, out], [1, `${ugly}\n`]);
    assert.ok(err.startsWith(`${broken}:2:26 does not parse, so the file stays as it is: `), err);
    assert.equal(readFileSync(broken, 'utf8'), BROKEN);
  });

  it('loses no bytes that it cannot read', async () => {
    const latin = file('latin.ffarch', Buffer.from('// caf\xe9\nconst  a=1\n', 'latin1'));
    assert.deepEqual(await run(latin), { status: 2, out: '', err: `${latin} is not UTF-8 text.` });
    assert.equal(readFileSync(latin, 'latin1'), '// caf\xe9\nconst  a=1\n');
    const marked = file('marked.ffarch', '\uFEFFconst  a=1\r\n');
    assert.equal((await run(marked)).status, 0);
    assert.equal(readFileSync(marked, 'utf8'), '\uFEFFconst a = 1\r\n');
  });

  it('refuses what is not a file, and to guess', async () => {
    assert.deepEqual(await run(), { status: 2, out: '', err: 'Which files? ffarch format FILE…' });
    const missing = path.join(folder, 'missing.ffarch');
    assert.deepEqual(await run(missing), { status: 2, out: '', err: `There is no file ${missing}.` });
  });
});
