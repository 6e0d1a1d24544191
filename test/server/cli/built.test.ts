import assert from 'node:assert/strict';
import { execSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { liveAndCompare } from '../lsp/fuzz/compare.js';
import { Desk } from '../lsp/fuzz/fake-editor.js';
import { FILES, inFolder } from '../lsp/fuzz/files.js';
import { step } from '../lsp/fuzz/steps.js';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const { bin, scripts, type, version } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8'));

/** No search of this ends in a test's time: eight dimensions with many factors each, and nothing that constrains them. */
const ENDLESS = `
coupling deep {
  dims A, B, C, D, E, F, G, H
  Out[A][B][C + D][E] += W[A][D][F][G] * In[B][C][F][H]
}
architecture Tall : deep {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  ${['L3', 'L2', 'L1', 'L0'].map((name, i) => `memory ${name} { size: ${4 ** (8 - i)}; energy: ${4 - i} pJ; bandwidth: 8 }`).join('\n  ')}
  fanout PEs[96] over A, B, C, D, E, F, G, H
  memory Register { size: 16; energy: 0.1 pJ; bandwidth: 8 }
  compute MAC { energy: 0.1 pJ; cycles: 1 }
}
network One { layer : deep { A: 30240, B: 30240, C: 5040, D: 5040, E: 5040, F: 30240, G: 5040, H: 5040 } }
network Two { layer : deep { A: 1, B: 1, C: 1, D: 1, E: 1, F: 1, G: 1, H: 1 } }
`;

describe('ffarch as it is built', () => {
  let folder: string;
  let program: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ffarch-'));
    // The scripts of package.json, into a folder of its own so that a build at the same time is not disturbed.
    const tools = path.join(checkout, 'node_modules/.bin');
    const env = { ...process.env, PATH: `${tools}${path.delimiter}${process.env.PATH}` };
    for (const name of ['bundle:node', 'bundle:cli']) {
      const script: string = scripts[name].replaceAll(/\bdist\b/g, folder.replaceAll('\\', '/'));
      execSync(script, { cwd: checkout, env, stdio: 'pipe' });
    }
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type }));
    program = path.join(folder, path.relative('dist', bin.ffarch));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the bundle by its own name, without any of the checkout's sources at hand. */
  async function ffarch(
    args: readonly string[],
    onError: (text: string, kill: (signal: 'SIGINT') => void) => void = () => {},
  ) {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
      onError(err, (signal) => child.kill(signal));
    });
    const [status] = await once(child, 'close');
    return { status, out, err };
  }

  it('has what `npx` needs', async () => {
    assert.ok(readFileSync(program, 'utf8').startsWith('#!/usr/bin/env node\n'));
    assert.deepEqual(await ffarch(['--version']), { status: 0, out: `${version}\n`, err: '' });
  });

  it('does its work where nobody reads what it says beside the result', async () => {
    const child = spawn(process.execPath, [program, 'map', 'Eyeriss', 'MB6', '--threads', '99'], { cwd: folder });
    child.stderr.destroy();
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    const [status] = await once(child, 'close');
    assert.match(out, /^Totals/m);
    assert.equal(status, 0);
  });

  it('says in one line that its result cannot be written', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const child = spawn(process.execPath, [program, 'list'], {
      cwd: folder,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    let err = '';
    child.stderr!.on('data', (text) => {
      err += text;
    });
    const [status] = await once(child, 'close');
    assert.equal(status, 2);
    assert.match(err, /^ffarch: The result cannot be written: ENOSPC.*\.\n$/);
  });

  it('loads nothing of the language for the library’s names', async () => {
    const { metafile } = await build({
      entryPoints: ['main', 'commands/list', 'commands/map', 'commands/completion'].map(
        (name) => `server/cli/${name}.ts`,
      ),
      absWorkingDir: checkout,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      outdir: folder,
      logLevel: 'silent',
    });
    const loaded = new Set<string>();
    const visit = (file: string): void => {
      if (loaded.has(file) || !metafile.inputs[file]) return;
      loaded.add(file);
      for (const { path: target, kind } of metafile.inputs[file].imports) if (kind !== 'dynamic-import') visit(target);
    };
    for (const { entryPoint } of Object.values(metafile.outputs)) if (entryPoint) visit(entryPoint);
    const heavy = [...loaded].filter((file) =>
      /node_modules\/(langium|chevrotain|vscode-)|language\/(services|generated\/(ast|grammar))/.test(file),
    );
    assert.ok(loaded.size > 40, `${loaded.size} files`);
    assert.deepEqual(heavy, []);
  });

  it('carries the library and finds its worker', async () => {
    const { status, out, err } = await ffarch(['map', 'Eyeriss', 'MB6', '--json']);
    assert.deepEqual([status, err], [0, '']);
    assert.equal(JSON.parse(out).latency_cycles, 524288);
  });

  it('maps a network of many layers without a word on stderr', async () => {
    const { status, out, err } = await ffarch(['map', 'GemminiConv', 'ResNet18', '--time-limit', '0.05', '--json']);
    assert.deepEqual([status, err], [0, '']);
    assert.equal(JSON.parse(out).layers.length, 14);
  });

  it('serves an editor over stdio, whatever it types', async () => {
    const servers: { ended: Promise<unknown[]>; complaints: string }[] = [];
    const begin = (work: string): Promise<Desk> => {
      const child = spawn(process.execPath, [program, 'lsp', '--stdio'], { cwd: folder });
      const server = { ended: once(child, 'exit'), complaints: '' };
      child.stderr.on('data', (text) => {
        server.complaints += text;
      });
      servers.push(server);
      return Desk.at({ said: child.stdout, heard: child.stdin }, work);
    };
    const steps = fc.sample(step, { seed: 4, numRuns: 60 });
    await inFolder(async (work) => liveAndCompare(await begin(work), steps, FILES, () => begin(work)));
    for (const { ended, complaints } of servers) assert.deepEqual([await ended, complaints], [[0, null], '']);
  });

  it('stops on Ctrl-C with status 130', async function () {
    if (process.platform === 'win32') this.skip();
    const file = path.join(folder, 'endless.ffarch');
    writeFileSync(file, ENDLESS);
    // The note on the ambiguous name comes right before the search.
    const { status, out, err } = await ffarch(['map', `${file}#Tall`, 'layer', '--json'], (text, kill) => {
      if (text.includes('layer is One.layer')) kill('SIGINT');
    });
    assert.equal(status, 130, err);
    if (out === '') assert.match(err, /interrupted before layer was mapped on Tall/);
    else assert.equal(JSON.parse(out).search.proven, false);
  });
});
