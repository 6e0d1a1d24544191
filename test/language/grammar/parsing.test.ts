import assert from 'node:assert/strict';
import * as ast from '../../../language/generated/ast.js';
import { basicDiagnostics, parse } from '../language.js';

/** Texts that have nothing wrong with them. */
const ACCEPTED: Record<string, string> = {
  'an empty file': '',
  'only comments': '// nothing\n/* at\nall */',
  'a byte order mark and Windows line breaks': '\uFEFFconst a = 1\r\n// b\r\nconst c = a',
  'declarations without separators':
    'const a = 1 const b = 2 coupling c { dims M Out[M] += W[M] * In[M] } workload w : c { M: 1 }',
  'declarations separated by semicolons': 'const a = 1; const b = 2;; workload w : gemm { M: 1, K: 1, N: 1 };',
  'numbers of all kinds': 'const a = 1 + 1.5 + .5 + 1e3 + 1e-3 + 1.5E+2 + 16Ki + 4Mi + 2Gi + 1.5Ki',
  expressions: 'const a = 2 const b = -(a + 3) * a ** -a ** 2 / 7 - -1',
  'quoted constants': 'const "my const" = 1 const b = "my const" * 2',
  'a coupling on one line': 'coupling c { dims M, K; strides s; Out[M] += W[M][K] * In[s*M + K] }',
  'a stride after its dimension': 'coupling c { dims M, K strides s Out[M] += W[M][K] * In[M*s + K] }',
  'an operand without axes': 'coupling c { dims M Out += W[M] * In[M] }',
  'an architecture without a body': 'architecture A : gemm',
  'levels without bodies': 'architecture A : gemm { fanout F[4] over M, K fanout G[2] over N; compute C[4] over N }',
  'levels on one line':
    'architecture A : gemm { memory D { size: unbounded; energy: 1; bandwidth: 2 } compute C { energy: 1 } }',
  'properties without separators':
    'architecture A : gemm { memory D { size: 16Ki * 8 energy: 2 pJ bypass: W, Out bandwidth: 8 } }',
  'energies of all kinds': `architecture A : gemm {
    memory A { energy: 64 }
    memory B { energy: 64 pJ per wordline }
    memory C { energy: read 7 pJ, write 8 pJ per wordline }
    memory D { energy: read 7 fJ per wordline, write 8 nJ per wordline }
    compute E { energy: 64fJ }
  }`,
  'sizes of all kinds': `architecture A : gemm {
    memory A { size: unbounded }
    memory B { size: 16Ki * 8 }
    memory C { size: 384 B }
    memory D { size: 24 KiB }
    memory E { size: 24KiB }
    memory F { size: (2 + 2) MiB }
  }`,
  'orders with placeholders': 'architecture A : gemm { memory D { order: N, _, _ } memory E { order: _,M,_ } }',
  'lists that end in a comma': `architecture A : gemm {
    fanout F[4] over M, K,
    memory D {
      bypass: W,
      order: M, K,
      factors: M = 1,
      bandwidth: read 2, write 2,
      size: 4
    }
  }`,
  'levels of a mapping separated by semicolons, lines, both or nothing':
    'mapping m of MB6 on Eyeriss {; DRAM: M 4;; GlobalBuffer: K 2\n SACols: K 8 SARows: M 8; }',
  'several couplings': 'architecture A : stridedConv, transposedConv { fanout F[2] over P }',
  'sizes separated by commas, lines, both or nothing':
    'workload w : gemm { M: 1, K: 2\n N: 3 } workload v : gemm { M: 1 K: 2,\n N: 3, }',
  'layers with and without repeat counts': `const twice = 2
    network n {
      a : gemm { M: 1, K: 1, N: 1 } x 24
      b : gemm { M: 1, K: 1, N: 1 }, "c+" : gemm { M: 1, K: 1, N: 1 } x twice * 3
      MB6 MB5 x 3; BertLarge.KQV x 2
      ResNet18."L3+"
    }`,
  'a mapping of a layer':
    'mapping m of BertLarge.KQV on Eyeriss { DRAM: M 4, K 2 GlobalBuffer: N 2; SARows: M 2 ** 2 }',
  'a mapping of a quoted layer': 'mapping m of Vgg16."L3+" on EyerissConv { DRAM: M 4 }',
  'a mapping without loops': 'mapping m of MB6 on Eyeriss',
  'levels that do not keep operands':
    'mapping m of MB6 on Eyeriss { GlobalBuffer bypass Out: M 2; WRegister bypass In, Out: K 2\n InRegister bypass W: SACols: M 2 }',
  'a level without loops': 'mapping m of MB6 on Eyeriss { DRAM: GlobalBuffer: M 2 SACols: }',
};

describe('parsing', () => {
  for (const [name, text] of Object.entries(ACCEPTED)) {
    it(`accepts ${name}`, async () => {
      assert.deepEqual(basicDiagnostics(await parse(text)), []);
    });
  }
});

const KEYWORDS = [
  ...[
    'import',
    'const',
    'coupling',
    'dims',
    'strides',
    'architecture',
    'memory',
    'fanout',
    'compute',
    'over',
    'workload',
  ],
  ...[
    'network',
    'x',
    'mapping',
    'of',
    'on',
    'size',
    'energy',
    'bandwidth',
    'bypass',
    'mayBypass',
    'bits',
    'factors',
    'order',
    'leakage',
    'area',
  ],
  ...[
    'buffering',
    'windows',
    'multipleReuses',
    'multicast',
    'reduction',
    'peToPe',
    'powerGating',
    'cycles',
    'wordBits',
    'valueBits',
  ],
  ...['read', 'write', 'per', 'wordline', 'unbounded', 'shared', 'all'],
  // No keywords, but words with a meaning somewhere.
  ...['none', 'full', 'selective', 'true', 'false', 'pJ', 'B', 'KiB', 'um2', 'Ki', 'e3'],
];

describe('keywords as names', () => {
  for (const name of KEYWORDS) {
    it(name, async () => {
      const document = await parse(`
        const ${name} = 4
        const other = ${name} * ${name}
        coupling ${name} {
          dims ${name}, K, N
          strides s${name}
          ${name}Out[${name}][N] += W[${name}][K] * ${name}[s${name}*K][N]
        }
        architecture ${name} : ${name} {
          memory ${name} {
            size: ${name}
            energy: (${name}) pJ
            bandwidth: (${name})
            bypass: W, ${name}
            factors: ${name} = ${name}, K <= ${name}
            order: ${name}, K
          }
          fanout f${name}[${name}] over ${name}, K
          compute c over N
        }
        workload ${name} : ${name} { ${name}: ${name}, K: ${name} + 1, N: 2, s${name}: ${name} }
        network n${name} {
          ${name} : ${name} { ${name}: 1, K: 1, N: 1 } x ${name}
          ${name}
          w : ${name} { ${name}: 1, K: 1, N: 1 }
          ${name} x 2
        }
        mapping ${name} of ${name} on ${name} {
          ${name}: ${name} ${name}, K 2
          f${name}: ${name} 2
        }
        mapping m of n${name}.${name} on ${name} { ${name}: ${name} 2 }`);
      assert.deepEqual(basicDiagnostics(document), []);
      const { declarations } = document.parseResult.value as ast.SourceFile;
      const architecture = declarations.find(ast.isArchitecture)!;
      assert.deepEqual(
        architecture.levels[0].properties.map(({ keyword }) => keyword),
        ['size', 'energy', 'bandwidth', 'bypass', 'factors', 'order'],
      );
      const network = declarations.find(ast.isNetwork)!;
      assert.deepEqual(
        network.layers.map(({ $type }) => $type),
        [ast.InlineLayer.$type, ast.LayerReference.$type, ast.InlineLayer.$type, ast.LayerReference.$type],
      );
    });
  }
});

/** Broken texts: where the errors are, and what survives, `name` of each declaration with its levels or layers. */
const BROKEN: [what: string, text: string, errors: string[], survivors: string[]][] = [
  [
    'a property without a value',
    'architecture A : gemm {\n memory D {\n size:\n energy: 64 pJ\n bandwidth: 8\n }\n compute C\n}',
    [],
    ['A(D{size,energy,bandwidth}, C{})'],
  ],
  [
    'a property that is being typed',
    'architecture A : gemm {\n memory D {\n siz\n energy: 64 pJ\n }\n compute C\n}\nworkload w : gemm { M: 1 }',
    ['3:2 ffarch/syntax'],
    ['A(D{energy}, C{})', 'w()'],
  ],
  [
    'a misspelt property',
    'architecture A : gemm {\n memory D {\n sizes: 16Ki * 8\n bypas: W, Out\n factor: M = 1, K <= 2\n energy: 1\n }\n}',
    [],
    ['A(D{sizes,bypas,factor,energy})'],
  ],
  [
    'a bad value',
    'architecture A : gemm {\n memory D {\n size: ]\n energy: 64 pJ\n }\n compute C\n}',
    ['3:8 ffarch/syntax'],
    ['A(D{size,energy}, C{})'],
  ],
  [
    'an operator without its operand',
    'architecture A : gemm {\n memory D {\n size: 4 *\n energy: 64 pJ\n }\n compute C\n}',
    ['4:2 ffarch/syntax'],
    ['A(D{size,energy}, C{})'],
  ],
  ['a constant without a value', 'const a =\ncoupling c { dims M Out[M] += W[M] * In[M] }', [], ['a', 'c']],
  ['nonsense between declarations', 'const a = 1\nfoo bar { baz: 3 }\nconst b = 2', ['2:1 ffarch/syntax'], ['a', 'b']],
  [
    'characters that mean nothing',
    'const a = 1 § 2\nconst b = 2',
    ['1:13 ffarch/unexpected-text', '1:15 ffarch/syntax'],
    ['a', 'b'],
  ],
  ['a quote that is never closed', 'workload "w : gemm\nconst b = 2', ['1:10 ffarch/unexpected-text'], ['w()', 'b']],
  ['a comment that is never closed', 'const a = 1\n/* const b = 2', ['2:1 ffarch/unexpected-text'], ['a']],
  [
    'a brace that is never closed',
    'architecture A : gemm {\n memory D {\n size: 4\nworkload w : gemm { M: 1, K: 1, N: 1 }',
    ['4:1 ffarch/syntax'],
    ['A(D{size})', 'w()'],
  ],
  [
    'a loop without iterations',
    'mapping m of MB6 on Eyeriss {\n DRAM: M 4, K\n SACols: K 8\n}',
    [],
    ['m(DRAM: M K, SACols: K)'],
  ],
  [
    'a layer reference that is being typed',
    'mapping m of BertLarge. on Eyeriss {\n DRAM: M 4\n}\nconst a = 1',
    ['1:28 ffarch/syntax', '1:25 ffarch/unresolved-name'],
    ['m()', 'a'],
  ],
];

describe('broken text', () => {
  for (const [what, text, errors, survivors] of BROKEN) {
    it(what, async () => {
      const document = await parse(text);
      const { declarations } = document.parseResult.value as ast.SourceFile;
      assert.deepEqual([basicDiagnostics(document), declarations.map(outline)], [errors, survivors]);
    });
  }
});

function outline(node: ast.Declaration): string {
  switch (node.$type) {
    case ast.Architecture.$type:
      return `${node.name}(${node.levels.map((level) => `${level.name}{${level.properties.map(({ keyword }) => keyword)}}`).join(', ')})`;
    case ast.Mapping.$type:
      return `${node.name}(${node.levels.map(({ level, loops }) => `${level.$refText}: ${loops.map(({ dimension }) => dimension.$refText).join(' ')}`).join(', ')})`;
    case ast.Workload.$type:
      return `${node.name}()`;
    default:
      return node.name;
  }
}
