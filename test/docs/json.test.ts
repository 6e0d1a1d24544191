import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ffarch } from '../server/cli/in-thread.js';
import { Graph, onnx } from '../server/import/onnx/writer.js';
import { partsOf, ROOT, read } from './pages.js';

const page = read('docs/cli.md');

/** The fields that a table of the page documents. */
const documented = (part: string): string[] =>
  partsOf(page)
    .find(({ name }) => name === `fields: ${part}`)!
    .text.split('\n')
    .flatMap((line) => [...(/^\|([^|]*)\|/.exec(line)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, field]) => field))
    .sort();

/** Objects whose keys are the user's names. */
const NAMED = new Set(['sizes', 'padded', 'operands']);

/** The paths to all values in JSON, as the page writes them: `[]` for entries of arrays of objects, `*` for names. */
function fieldsOf(value: unknown, path = '', key = ''): string[] {
  if (Array.isArray(value)) {
    const objects = value.filter((entry) => typeof entry === 'object' && !Array.isArray(entry));
    return objects.length === 0 ? [path] : objects.flatMap((entry) => fieldsOf(entry, `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = NAMED.has(key) ? '*' : name;
    return fieldsOf(inner, path === '' ? step : `${path}.${step}`, name);
  });
}

const sorted = (fields: Iterable<string>): string[] => [...new Set(fields)].sort();

describe('The JSON of the command line', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ffarch-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const json = async (...args: string[]) => JSON.parse((await ffarch([...args, '--json'])).out);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('has the fields of the page, and no others, for mappings', async () => {
    const illegal = 'workload small : gemm { M: 8, K: 16, N: 4 }\nmapping wrong of small on Gemmini { DRAM: M 3 }\n';
    const decided = `architecture Bits : gemm {
  clock: 200 MHz
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: shared 8 }
  memory Buffer { size: 1 KiB; bits: W 8, In 8, Out 32; energy: 1 pJ; bandwidth: 64 b; mayBypass: W }
  link Bus { energy: 0.5 pJ; bandwidth: shared 64 b }
  memory Register { size: 64; energy: 1 pJ; bandwidth: 8 }
  compute MAC { energy: 0.2 pJ }
}
workload small : gemm { M: 8, K: 8, N: 4 }
mapping decided of small on Bits { Buffer bypass W: M 8, K 8; Register: N 4 }
`;
    const sliding = `coupling row { dims P, R; Out[P] += W[R] * In[P + R] }
architecture Two : row {
  memory Outer { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Inner { size: 16; energy: 1 pJ; bandwidth: 8 }
  compute MAC { energy: 0.2 pJ }
}
workload taps : row { P: 16, R: 3 }
mapping sliding of taps on Two { Outer: P 16; Inner: R 3 }
`;
    const reports = [
      ...(await json('evaluate', join(ROOT, 'examples/eyeriss.ffarch'))),
      ...(await json('evaluate', file('illegal.ffarch', illegal))),
      ...(await json('evaluate', file('decided.ffarch', decided))),
      ...(await json('evaluate', file('sliding.ffarch', sliding))),
      await json('map', 'Gemmini', '17', '16', '16', '--pad'),
    ];
    const fields = sorted(reports.flatMap((report) => fieldsOf(report)));
    // Lists that are empty everywhere else.
    const lists = ['violations', 'reducedConstraints'];
    assert.deepEqual(
      fields.filter((field) => !lists.includes(field)),
      sorted(['mapping', 'levels', 'search'].flatMap(documented)),
    );
  });

  it('has the fields of the page, and no others, for estimates', async () => {
    const text =
      'architecture A : gemm { technology: 45nm; memory M { size: unbounded; valueBits: 8; bandwidth: 8; component: dram } fanout F[4] over M; compute MAC { component: intmac { width: 8 } } }';
    const estimated = await json('estimate', file('estimated.ffarch', text));
    assert.deepEqual(sorted(fieldsOf(estimated).map((field) => field.replace('[].', ''))), documented('estimates'));
    const asked = await json(
      'estimate',
      file('estimated.ffarch', text),
      '--accelergy',
      join(ROOT, 'test/server/accelergy/stand-in.mjs'),
    );
    assert.deepEqual(sorted(fieldsOf(asked)), documented('accelergy'));
  });

  it('has the fields of the page, and no others, for networks', async () => {
    const text =
      'network Net {\n  a : gemm { M: 16, K: 8, N: 4 } x 3\n  b : conv { M: 8, P: 1, Q: 1, C: 8, R: 1, S: 1 }\n}\n';
    const clocked =
      'architecture Clocked : gemm { clock: 1 GHz memory D { size: unbounded; energy: 1 pJ; bandwidth: 8 } compute C { energy: 1 pJ } }\n';
    const net = file('net.ffarch', `${clocked}${text}`);
    const { layers, ...rest } = await json('map', `${net}#Clocked`, `${net}#Net`);
    const alone = await json('map', `${net}#Clocked`, '16', '8', '4');
    const added = Object.keys(layers[0]).filter((name) => !(name in alone));
    assert.deepEqual(sorted([...fieldsOf(rest), ...added.map((name) => `layers[].${name}`)]), documented('network'));
  });

  it('has the fields of the page, and no others, for explorations', async () => {
    const text = `workload W : gemm { M: 8, K: 8, N: 8 }
architecture A : gemm {
  memory D { size: unbounded; energy: 1 pJ; bandwidth: 8 }
  memory B { size: 64; energy: 9 pJ; bandwidth: 8; mayBypass: W }
  compute C { energy: 1 pJ }
}
`;
    const at = file('explored.ffarch', text);
    const explored = await json('explore', at, at, '--random', '20', '--starts', '2');
    assert.deepEqual(sorted(fieldsOf(explored)), documented('exploration'));
  });

  it('has the fields of the page, and no others, for imports', async () => {
    const g = new Graph();
    const unknown = g.node('Unknown', [g.input('x', 4, 8)], {}, { domain: 'own' });
    g.node('MatMul', [g.node('NonZero', [unknown]), g.weight('v', 8, 8)]);
    g.output(g.node('MatMul', [unknown, g.weight('w', 8, 8)]));
    const model = join(folder, 'model.onnx');
    writeFileSync(model, onnx(g));
    assert.deepEqual(sorted(fieldsOf(await json('import', model))), documented('import'));
  });
});
