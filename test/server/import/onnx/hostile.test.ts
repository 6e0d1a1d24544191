import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { Fault, type FaultCode } from '../../../../server/import/fault.js';
import { importOnnx, looksLikeOnnx } from '../../../../server/import/onnx/index.js';
import { MOST_DEPTH } from '../../../../server/import/onnx/read/graph.js';
import { SAMPLES } from './models.js';
import { Graph, onnx, type Size } from './writer.js';

function faultOf(bytes: Uint8Array, sizes: Readonly<Record<string, number>> = {}): Fault {
  const outcome = importOnnx(bytes, new Map(Object.entries(sizes)));
  assert.ok(outcome instanceof Fault, 'it was imported');
  assert.doesNotMatch(outcome.line, /\n/);
  return outcome;
}

/** A graph that ends in a product, of which one thing is wrong. */
function product(build: (g: Graph) => string, ...columns: readonly [number]): Graph {
  const g = new Graph();
  return g.output(g.node('MatMul', [build(g), g.weight('w', 4, ...columns)], {}, { name: 'last' }));
}

const nested = (depth: number): Graph => {
  const g = new Graph(`d${depth}`);
  if (depth > 0) g.node('If', [], { then_branch: { graph: nested(depth - 1) } });
  return g;
};

const input =
  (...shape: Size[]) =>
  (g: Graph): string =>
    g.input('x', ...shape);

const circle = new Graph();
circle.node('Relu', ['b'], {}, { name: 'first', outputs: ['a'] });
circle.node('Relu', ['a'], {}, { name: 'second', outputs: ['b'] });

const twice = new Graph();
for (const name of ['one', 'other'])
  twice.node('Relu', [twice.input(`${name}.in`, 1)], {}, { name, outputs: ['same'] });

/** Each function calls the next four times; the last does something, or nothing. */
const doubling = (last: readonly string[]) =>
  Array.from({ length: MOST_DEPTH - 1 }, (_, level) => {
    const body = new Graph();
    let value = 'x';
    const calls = level === 0 ? last : Array<string>(4).fill(`F${level - 1}`);
    for (const operator of calls) value = body.node(operator, [value], {}, { domain: level === 0 ? '' : 'f' });
    return { domain: 'f', name: `F${level}`, inputs: ['x'], outputs: [value], body };
  });

const callingItself = (() => {
  const body = new Graph();
  const value = body.node('F', ['x'], {}, { domain: 'f' });
  return { domain: 'f', name: 'F', inputs: ['x'], outputs: [value], body };
})();

const called = (name: string): Graph => {
  const g = new Graph();
  return g.output(g.node(name, [g.input('x', 1, 4)], {}, { name: 'call', domain: 'f' }));
};

/** A value of so many bytes in a field, of which the file has none. */
function announcing(field: number, bytes: number): Uint8Array {
  const to = new PbfWriter();
  to.writeVarintField(1, 8);
  to.writeTag(field, 2);
  to.writeVarint(bytes);
  return to.finish();
}

const FAULTS: readonly [what: string, bytes: Uint8Array, code: FaultCode, message: RegExp, remedy?: RegExp][] = [
  ['an empty file', new Uint8Array(), 'truncated', /The 0 bytes hold no graph/],
  [
    'a graph that is cut',
    onnx(product(input(1, 4), 8)).subarray(0, 60),
    'truncated',
    /a value of [\d,]+ bytes begins where [\d,]+ are left/,
  ],
  ['a length of 2^60', announcing(7, 2 ** 60), 'truncated', /1,152,921,504,606,846,976 bytes|1\.15292.*10¹⁸ bytes/],
  [
    'a number without an end',
    Uint8Array.from([8, 8, 58, 13, ...Array(13).fill(0xff)]),
    'malformed',
    /more than 10 bytes/,
  ],
  ['a type that does not exist', Uint8Array.from([8, 8, 62, 0]), 'malformed', /unknown type 6/],
  [
    'a graph that is a number',
    Uint8Array.from([8, 8, 56, 1]),
    'malformed',
    /a value of type 0 in place of one of type 2/,
  ],
  [
    'a name that is a number',
    Uint8Array.from([8, 8, 16, 1]),
    'malformed',
    /a value of type 0 in place of one of type 2/,
  ],
  [
    'sizes of 2^60',
    onnx(product(input(2 ** 60, 4), 2 ** 40)),
    'too-large',
    /`last` has .*counts are exact up to/,
    /given for its names/,
  ],
  ['nodes in a circle', onnx(circle), 'cycle', /2 nodes cannot run.*Relu `first`/],
  ['two nodes that give the same', onnx(twice), 'malformed', /`one` and `other` both give `same`/],
  ['deep graphs', onnx(nested(MOST_DEPTH + 4)), 'too-deep', /more than 16 deep/],
  [
    'functions that call themselves',
    onnx(called('F'), { functions: [callingItself] }),
    'too-deep',
    /more than 16 deep at f\.F/,
  ],
  [
    'functions that double',
    onnx(called(`F${MOST_DEPTH - 2}`), { functions: doubling(['Relu']) }),
    'too-large',
    /more than 262,144 nodes/,
  ],
  [
    'functions that double and do nothing',
    onnx(called(`F${MOST_DEPTH - 2}`), { functions: doubling([]) }),
    'too-large',
    /more than 262,144 nodes/,
  ],
  [
    'open sizes',
    onnx(product(input('batch', 'past + 1', 4), 8)),
    'open-dimension',
    /leaves 2 sizes .*`batch`, `past`/,
    /--dim batch=1 --dim past=1/,
  ],
  ['nothing said of a size', onnx(product(input(null, 4), 8)), 'open-dimension', /`x\.0`/, /--dim x\.0=1/],
  [
    'a graph that multiplies nothing',
    onnx(new Graph()),
    'no-layers',
    /The model has 0 nodes, and none can become a layer, as none multiplies/,
  ],
  [
    'a size that follows from data',
    onnx(product((g) => g.node('NonZero', [g.input('x', 8)], {}, { name: 'some' }), 8)),
    'no-layers',
    /MatMul `last` reads `NonZero_0`, whose size is not known, as it follows from NonZero `some`/,
  ],
  [
    'factors that do not fit',
    onnx(product((g) => g.input('x', 3, 5), 8)),
    'no-layers',
    /MatMul `last` multiplies tensors whose sizes do not fit/,
  ],
];

describe('A file that is not a sound ONNX model', () => {
  for (const [what, bytes, code, message, remedy = /\.$/] of FAULTS) {
    it(`gets one line: ${what}`, () => {
      const fault = faultOf(bytes);
      assert.equal(fault.code, code);
      assert.match(fault.message, message);
      assert.match(fault.remedy, remedy);
    });
  }

  it('is told of a size that the model does not have', () => {
    const bytes = onnx(product(input('batch', 4), 8));
    const fault = faultOf(bytes, { batch: 1, bach: 1 });
    assert.equal(fault.code, 'unknown-dimension');
    assert.match(fault.line, /no open size `bach`. Its open sizes are `batch`/);
  });

  it('names the open sizes, for an editor to ask', () => {
    assert.deepEqual(faultOf(onnx(product(input('batch', '2*s0', 4), 8)), { s0: 1 }).dimensions, ['batch']);
  });

  it('opens no other file for weights outside, whatever they are called', () => {
    const g = new Graph();
    const weights = g.initialize('w', { dims: [4, 8], external: '../../../../etc/passwd' });
    g.output(g.node('MatMul', [g.input('x', 2, 4), weights]));
    const network = importOnnx(onnx(g), new Map());
    assert.ok(!(network instanceof Fault));
    assert.equal(network.macs, 64);
  });

  it('may have attributes and constants that make no sense: what follows from them is left out', () => {
    const g = product(input(2, 4), 8);
    const image = g.input('image', 1, 3, 8, 8);
    const odd = [
      g.node('Conv', [image, g.weight('k', 4, 3, 3, 3)], { strides: [0, 0] }),
      g.node('Conv', [image, g.weight('l', 4, 3, 3, 3)], { pads: [-90, 0, 0, 0] }),
      g.node('DepthToSpace', [image], { blocksize: 2 }),
      g.node('Reshape', [image, g.shape('shape', -1, 7)]),
      g.node('Reshape', [image, g.shape('negative', -3, 7)]),
    ];
    for (const value of odd)
      g.node('Conv', [g.node('Div', [value, g.shape(`${value}.by`, 0)]), g.weight(`${value}.w`, 2, 4, 1, 1)]);
    const network = importOnnx(onnx(g), new Map());
    assert.ok(!(network instanceof Fault));
    assert.equal(network.macs, 64);
    assert.equal(
      network.leftOut.reduce((sum, { nodes }) => sum + nodes, 0),
      7,
    );
  });

  it('may say the sizes that a window does not give: a layer needs strides', () => {
    const g = product(input(2, 4), 8);
    const value = g.node(
      'Conv',
      [g.input('image', 1, 3, 8, 8), g.weight('k', 4, 3, 3, 3)],
      { strides: [0, 1] },
      { name: 'still' },
    );
    const network = importOnnx(onnx(g.value(value, 1, 4, 6, 6)), new Map());
    assert.ok(!(network instanceof Fault));
    assert.deepEqual(network.leftOut, [
      { operator: 'Conv', node: 'still', nodes: 1, text: 'has a stride or dilation of 0' },
    ]);
  });

  it('may have initialisers of any type and of no words', () => {
    for (const type of [0, 8, 99, 7]) {
      for (const size of [0, -1, -8]) {
        const g = product(input(2, 4), 8);
        g.initialize('odd', { dims: [size], type, bytes: 8 });
        const network = importOnnx(onnx(g), new Map());
        assert.ok(!(network instanceof Fault));
        assert.equal(network.macs, 64);
      }
    }
  });

  it('is not taken for one where it is of another kind', () => {
    const texts = [
      '',
      '{"a": 1}',
      'PK\u0003\u0004',
      '\u0089HDF\r\n',
      'architecture: version: 0.4',
      '\u001c\u0000\u0000\u0000TFL3',
    ];
    for (const text of texts) assert.equal(looksLikeOnnx(Buffer.from(text, 'latin1')), false, text);
    for (const { bytes, name } of SAMPLES) assert.equal(looksLikeOnnx(bytes), true, name);
  });
});

it('A fault that names a node stays on one short line', () => {
  const g = new Graph();
  g.node('Relu', ['b'], {}, { name: `a\n${'n'.repeat(2000)}`, outputs: ['a'] });
  g.node('Relu', ['a'], {}, { outputs: ['b'] });
  assert.match(faultOf(onnx(g)).line, /^2 nodes cannot run because .* Relu `a n+… Export the model again\.$/);
});

describe('Any bytes', () => {
  /** Either a network or a fault, in little time. */
  const settles = (bytes: Uint8Array, sizes: Readonly<Record<string, number>> = {}): void => {
    const outcome = importOnnx(bytes, new Map(Object.entries(sizes)));
    if (!(outcome instanceof Fault)) assert.ok(Number.isSafeInteger(outcome.macs));
  };

  it('are imported or refused: a model that is cut anywhere', () => {
    for (const { bytes, sizes } of SAMPLES)
      for (let end = 0; end < bytes.length; end += 7) settles(bytes.subarray(0, end), sizes);
  });

  it('are imported or refused: a model of which bytes are others', () => {
    const any = fc.record({
      sample: fc.constantFrom(...SAMPLES),
      edits: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 2 }),
    });
    fc.assert(
      fc.property(any, ({ sample, edits }) => {
        const bytes = sample.bytes.slice();
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
        settles(bytes, sample.sizes);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it('are imported or refused: noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => settles(noise)),
      { seed: 11, numRuns: 2000 },
    );
    const headed = fc.uint8Array({ maxLength: 400 }).map((noise) => Uint8Array.from([8, 8, 58, ...noise]));
    fc.assert(
      fc.property(headed, (noise) => settles(noise)),
      { seed: 11, numRuns: 2000 },
    );
  });
});
