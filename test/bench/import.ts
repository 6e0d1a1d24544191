/*
 * npm run bench:import   how long `ffarch import` takes from start to end, and the most memory that its process holds
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout } from '../host/checkout.js';
import { Graph, onnx } from '../server/import/onnx/writer.js';
import { median } from './statistics.js';
import { printTable } from './table.js';

/** How often each is run. */
const RUNS = 5;
/** What an import may take, in seconds and in sizes of the file, for files of about so many bytes. */
const LARGE = 100e6;
const MOST_SECONDS = 2;
const MOST_SIZES = 3;

const CLI = checkout('dist/cli/main.js');

/** Encoder layers of so many words, with their weights in the file; PyTorch writes some 30 nodes for each. */
function encoder(layers: number, words: number): Graph {
  const g = new Graph();
  let x = g.input('x', 1, 128, words);
  for (let layer = 0; layer < layers; layer++) {
    const linear = (name: string, input: string, from: number, to: number): string => {
      const weights = g.initialize(`${layer}.${name}`, { dims: [from, to], bytes: 4 * from * to });
      const product = g.node('MatMul', [input, weights], {}, { name: `/layer.${layer}/${name}/MatMul` });
      return g.node('Add', [product, g.weight(`${layer}.${name}.bias`, to)]);
    };
    const heads = (name: string, perm: number[]): string =>
      g.node(
        'Transpose',
        [g.node('Reshape', [linear(name, x, words, words), g.shape(`${layer}.${name}.heads`, 0, -1, 8, words / 8)])],
        {
          perm,
        },
      );
    const scores = g.node('MatMul', [heads('query', [0, 2, 1, 3]), heads('key', [0, 2, 3, 1])]);
    const context = g.node('MatMul', [g.node('Softmax', [scores]), heads('value', [0, 2, 1, 3])]);
    const joined = g.node('Reshape', [
      g.node('Transpose', [context], { perm: [0, 2, 1, 3] }),
      g.shape(`${layer}.joined`, 0, 0, words),
    ]);
    const norm = g.node('LayerNormalization', [g.node('Add', [linear('output', joined, words, words), x])]);
    x = g.node('Add', [linear('down', g.node('Gelu', [linear('up', norm, words, 4 * words)]), 4 * words, words), norm]);
  }
  return g.output(x);
}

/** Nodes without weights: the most memory for each byte of the file. */
function chain(nodes: number): Graph {
  const g = new Graph();
  let x = g.node('MatMul', [g.input('x', 1, 8), g.weight('w', 8, 8)]);
  for (let node = 0; node < nodes; node++) x = g.node('Relu', [x]);
  return g.output(x);
}

const FILES: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [
  { name: '32 encoder layers with weights', bytes: onnx(encoder(32, 256)) },
  { name: '8 encoder layers with weights', bytes: onnx(encoder(8, 512)) },
  { name: '200,000 nodes', bytes: onnx(chain(200_000)) },
];

/** Prints the most memory that the process held, in bytes, when it ends; what `resourceUsage` says counts the parent's, too. */
const MEASURE = `import { readFileSync } from 'node:fs';
process.on('exit', () => {
  const [, held] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  process.stderr.write('\\n' + held * 1024);
});`;

const folder = mkdtempSync(path.join(tmpdir(), 'ffarch-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const measure = path.join(folder, 'measure.mjs');
writeFileSync(measure, MEASURE);

/** Seconds by the clock, and bytes. */
function run(args: readonly string[]): { seconds: number; memory: number } {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', measure, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, memory: Number(stderr.slice(stderr.lastIndexOf('\n'))) };
}

const times = (args: readonly string[]) => {
  const runs = Array.from({ length: RUNS }, () => run(args));
  return { seconds: median(runs.map((each) => each.seconds)), memory: Math.max(...runs.map((each) => each.memory)) };
};

const idle = times([CLI, '--version']);
const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
printTable(
  `ffarch import from start to end, medians of ${RUNS} runs, Node ${process.version}; ffarch --version holds ${megabytes(idle.memory)} MB`,
  ['model', 'MB', 's', 'MB held above that', '× file', ''],
  FILES.map(({ name, bytes }) => {
    const file = path.join(folder, 'model.onnx');
    writeFileSync(file, bytes);
    const { seconds, memory } = times([CLI, 'import', file]);
    const held = memory - idle.memory;
    const large = bytes.length >= LARGE / 2;
    const met = seconds <= MOST_SECONDS && held <= MOST_SIZES * bytes.length;
    const verdict = large ? (met ? 'met' : 'MISSED') : '';
    return [
      name,
      megabytes(bytes.length),
      Math.round(seconds * 100) / 100,
      megabytes(held),
      Math.round((held / bytes.length) * 100) / 100,
      verdict,
    ];
  }),
);
