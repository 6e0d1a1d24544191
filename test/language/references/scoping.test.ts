import assert from 'node:assert/strict';
import { AstUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../../language/generated/ast.js';
import { isLibrary } from '../../../language/workspace/library.js';
import { basicDiagnostics, language, lower, parse } from '../language.js';

const AMBIGUOUS = '`KQV` is ambiguous: `BertLarge.KQV`, `BertBase.KQV`. Qualify or rename it.';

/** What is said of names that cannot be resolved, and what a quick fix would put there. */
const UNRESOLVED: [text: string, message: string, suggestion?: string][] = [
  ['architecture A : gem', 'There is no coupling `gem`. Did you mean `gemm`?', 'gemm'],
  ['workload w : GEMM { M: 1, K: 1, N: 1 }', 'There is no coupling `GEMM`. Did you mean `gemm`?', 'gemm'],
  [
    'workload w : gemm { M: 1, K: 1, N: 1, Q: 2 }',
    'There is no dimension or stride `Q` in coupling `gemm`. Known: M, K, N.',
  ],
  ['architecture A : gemm { fanout F[4] over P }', 'There is no dimension `P`. Known: M, K, N.'],
  ['architecture A : gemm { memory D { bypass: Outt } }', 'There is no operand `Outt`. Did you mean `Out`?', 'Out'],
  ['architecture A : gemm { memory D { factors: L = 1 } }', 'There is no dimension `L`. Known: M, K, N.'],
  ['architecture A : gemm { memory D { order: M, O } }', 'There is no dimension `O`. Known: M, K, N.'],
  [
    'coupling c { dims Mm Out[Mm] += W[Mm] * In[Mn] }',
    'There is no dimension or stride `Mn`. Did you mean `Mm`?',
    'Mm',
  ],
  ['const rows = 12 const b = rws', 'There is no constant `rws`. Did you mean `rows`?', 'rows'],
  ['mapping m of MB7 on Eyeris', 'There is no architecture `Eyeris`. Did you mean `Eyeriss`?', 'Eyeriss'],
  ['network n { BertLarg.KQV }', 'There is no network `BertLarg`. Did you mean `BertLarge`?', 'BertLarge'],
  ['network n { BertLarge.KVQ }', 'There is no layer `KVQ` in network `BertLarge`. Did you mean `KQV`?', 'KQV'],
  ['network n { KQV }', AMBIGUOUS],
  [
    'mapping m of MB6 on Eyeriss { GlobalBufer: M 2 }',
    'There is no level `GlobalBufer` in architecture `Eyeriss`. Did you mean `GlobalBuffer`?',
    'GlobalBuffer',
  ],
  ['mapping m of MB6 on Eyeriss { DRAM: Q 2 }', 'There is no dimension `Q`. Known: M, K, N.'],
];

describe('names', () => {
  for (const [text, message, suggestion] of UNRESOLVED) {
    it(text, async () => {
      const { diagnostics } = await parse(text);
      const found = diagnostics!.find((diagnostic) => diagnostic.message === message);
      assert.ok(found, `among\n${diagnostics!.map((diagnostic) => diagnostic.message).join('\n')}`);
      assert.equal((found as Diagnostic).data?.suggestion, suggestion);
    });
  }

  it('whose owner is unknown are not reported a second time', async () => {
    const document = await parse(`
architecture A : nothing {
  memory D { size: 1; energy: 1; bandwidth: 1; bypass: W; factors: M = 1; order: M }
  fanout F[4] over M, K
}
workload w : nothing { M: 1 }
mapping m of w on A { D: M 4 }
mapping n of w on B { D: M 4 }`);
    assert.deepEqual(basicDiagnostics(document), [
      '2:18 ffarch/unresolved-name',
      '6:14 ffarch/unresolved-name',
      '8:19 ffarch/unresolved-name',
    ]);
  });

  it('of the user shadow those of the library', async () => {
    const { architectures, workloads, networks } = await lower(`
      coupling gemm { dims A, B Out[A] += W[A][B] * In[B] }
      workload MB6 : gemm { A: 2, B: 3 }
      network BertLarge { KQV : gemm { A: 4, B: 5 } }
      network n { MB6, BertLarge.KQV, KQV, BertBase.KQV }
      architecture Mine : gemm { fanout F[2] over A, B }`);
    assert.deepEqual(architectures[0].value!.couplings[0].dimensions, ['A', 'B']);
    assert.deepEqual(workloads[0].value!.sizes, { A: 2, B: 3 });
    assert.deepEqual(
      networks[1].value!.layers.map(({ workload }) => workload.sizes),
      [
        { A: 2, B: 3 },
        { A: 4, B: 5 },
        { A: 4, B: 5 },
        { M: 2304, K: 768, N: 1024 },
      ],
    );
  });

  it('of workloads come before those of layers', async () => {
    const { networks } = await lower(`
      network a { w : gemm { M: 1, K: 1, N: 1 } }
      network b { w }
      workload w : gemm { M: 2, K: 1, N: 1 }`);
    assert.equal(networks[1].value!.layers[0].workload.sizes.M, 2);
  });

  it('in other documents are invisible without an import', async () => {
    await parse('const elsewhere = 1');
    assert.deepEqual(basicDiagnostics(await parse('const a = elsewhere')), ['1:11 ffarch/unresolved-name']);
  });

  it('declared twice mean the first', async () => {
    const { workloads } = await lower('const a = 1 const a = 2 workload w : gemm { M: a, K: 1, N: 1 }');
    assert.equal(workloads[0].value!.sizes.M, 1);
  });

  it('in mappings may be dimensions that only the architecture has', async () => {
    const document = await parse(`
      coupling small { dims M, N Out[M][N] += W[M] * In[N] }
      workload w : small { M: 4, N: 1 }
      mapping m of w on Eyeriss { DRAM: M 4, K 1 }`);
    assert.deepEqual(basicDiagnostics(document), []);
  });

  it('lead to the library', async () => {
    const document = await parse('architecture A : gemm\nmapping m of BertLarge.KQV on Eyeriss');
    const targets = AstUtils.streamAllContents(document.parseResult.value)
      .flatMap(AstUtils.streamReferences)
      .map(({ reference }) => ('ref' in reference ? reference.ref : undefined))
      .map((target) => target && AstUtils.getDocument(target).uri)
      .toArray();
    assert.equal(targets.length, 4);
    assert.ok(targets.every((uri) => uri && isLibrary(uri)));
  });
});

describe('lookup', () => {
  const { Lookup } = language.Ffarch.references;

  it('finds what people write on a command line', () => {
    assert.equal(Lookup.architecture('Eyeriss').node?.name, 'Eyeriss');
    assert.equal(Lookup.network('Vgg16').node?.name, 'Vgg16');
    assert.equal(Lookup.coupling('gemm').node?.name, 'gemm');
    assert.equal(Lookup.workload('BertLarge.KQV').node?.$container.$type, ast.Network.$type);
    assert.equal(Lookup.workload('MB6').node?.name, 'MB6');
    assert.equal(Lookup.workload('Vgg16.L3+').node?.name, 'L3+');
  });

  it('says what it cannot find, and what is nearest', () => {
    assert.deepEqual(
      ['KQV', 'MB66', 'BertLarge.KVQ', 'BertLrge.KQV'].map((name) => Lookup.workload(name).message),
      [
        '`KQV` is ambiguous: `BertLarge.KQV`, `BertBase.KQV`.',
        'There is no workload `MB66`. Did you mean `MB6`?',
        'There is no layer `KVQ` in network `BertLarge`. Did you mean `KQV`?',
        'There is no network `BertLrge`. Did you mean `BertLarge`?',
      ],
    );
    assert.equal(Lookup.architecture('eyeriss').message, 'There is no architecture `eyeriss`. Did you mean `Eyeriss`?');
  });

  it('prefers what a document declares', async () => {
    const document = await parse('workload MB6 : gemm { M: 1, K: 1, N: 1 }\nnetwork own { MB6 }');
    for (const name of ['MB6', 'own.MB6']) {
      const { node } = Lookup.workload(name, document);
      assert.equal(node && AstUtils.getDocument(node), document);
    }
  });
});
