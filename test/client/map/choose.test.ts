import assert from 'node:assert/strict';
import { type Choice, type Chosen, choose, layersOf } from '../../../client/map/choose.js';
import { items } from '../../../client/map/items.js';
import type { Candidate, Candidates, Origin } from '../../../server/protocol/index.js';

/** `own gemm`, `import conv`, `library gemm Net`: origin, coupling, network; or for a network its couplings, `own gemm,conv`. */
function candidate(text: string, i: number): Candidate {
  const [origin, coupling, network] = text.split(' ');
  return {
    reference: { uri: `${origin}:`, name: `${origin}${i}` },
    origin: (origin === 'own' ? 'file' : origin) as Origin,
    network,
    description: '',
    couplings: coupling.split(','),
  };
}

function candidates(architectures: string[], workloads: string[]): Candidates {
  const lists = { architectures: architectures.map(candidate), workloads: workloads.map(candidate) };
  const pairs = lists.architectures.flatMap((architecture, a) =>
    lists.workloads.flatMap((workload, w): Candidates['pairs'] => {
      const leftOut = workload.couplings.filter((coupling) => !architecture.couplings.includes(coupling)).length;
      return leftOut < workload.couplings.length ? [[a, w, leftOut]] : [];
    }),
  );
  return { ...lists, pairs, architectureAtPosition: null, workloadAtPosition: null };
}

/** What is to be asked, where nothing is left out. */
const ask = (side: 'architecture' | 'workload', ...indices: number[]): Extract<Choice, { kind: 'ask' }> => ({
  kind: 'ask',
  side,
  options: indices.map((index) => ({ index, leftOut: 0 })),
});

const open: Chosen = { architecture: null, workload: null };
const library = { architectures: ['library gemm', 'library conv'], workloads: ['library gemm Net', 'library conv'] };

describe('The choice of what to map', () => {
  const rows: [name: string, Candidates, Chosen, ask: boolean, Choice][] = [
    [
      'is made where the document leaves one pair, whatever the library holds',
      candidates(['own gemm', ...library.architectures], ['own gemm', ...library.workloads]),
      open,
      false,
      { kind: 'pair', architecture: 0, workload: 0 },
    ],
    [
      'is made where imports and document together leave one pair',
      candidates(['import gemm', ...library.architectures], ['own gemm', 'own conv', ...library.workloads]),
      open,
      false,
      { kind: 'pair', architecture: 0, workload: 0 },
    ],
    [
      'is asked about all the same when the user wants to choose',
      candidates(['own gemm', ...library.architectures], ['own gemm', ...library.workloads]),
      open,
      true,
      ask('workload', 0, 1, 2),
    ],
    [
      'asks for the workload first where the document has several',
      candidates(['own gemm', ...library.architectures], ['own gemm', 'own gemm', ...library.workloads]),
      open,
      false,
      ask('workload', 0, 1, 2, 3),
    ],
    [
      "takes the document's one architecture for the workload that was chosen",
      candidates(['own gemm', ...library.architectures], ['own gemm', 'own gemm', ...library.workloads]),
      { architecture: null, workload: 1 },
      false,
      { kind: 'pair', architecture: 0, workload: 1 },
    ],
    [
      'offers the architectures of the library for a workload that has none of its own',
      candidates(['own gemm', 'library conv', 'library conv'], ['own conv']),
      { architecture: null, workload: 0 },
      false,
      ask('architecture', 1, 2),
    ],
    [
      "offers the library's workloads for an architecture that was chosen",
      candidates(['own gemm'], ['library gemm', 'library conv', 'library gemm']),
      { architecture: 0, workload: null },
      false,
      ask('workload', 0, 2),
    ],
    [
      'is made where nothing else fits at all',
      candidates(library.architectures, ['own conv']),
      open,
      false,
      { kind: 'pair', architecture: 1, workload: 0 },
    ],
    [
      "asks where the document's one architecture would leave layers out, and says how many",
      candidates(['own gemm', 'library gemm,conv'], ['own gemm,conv']),
      { architecture: null, workload: 0 },
      false,
      {
        kind: 'ask',
        side: 'architecture',
        options: [
          { index: 0, leftOut: 1 },
          { index: 1, leftOut: 0 },
        ],
      },
    ],
    [
      'takes an architecture that leaves layers out where there is no other',
      candidates(['own gemm'], ['own gemm,conv']),
      open,
      false,
      { kind: 'pair', architecture: 0, workload: 0 },
    ],
    ['finds nothing where nothing fits', candidates(['own gemm'], ['own conv']), open, false, { kind: 'none' }],
    ['finds nothing where there is nothing', candidates([], []), open, true, { kind: 'none' }],
  ];
  for (const [name, available, chosen, ask, choice] of rows) {
    it(name, () => assert.deepEqual(choose(available, chosen, ask), choice));
  }
});

describe('The choice of a layer', () => {
  it('is among those of its network, not of one of that name elsewhere, whatever the cursor is in', () => {
    const workloads = ['own gemm', 'own gemm Net', 'library gemm Net', 'own gemm Net'];
    const all = { ...candidates(['own gemm'], workloads), workloadAtPosition: 0, architectureAtPosition: 0 };
    const layers = layersOf(all, { uri: 'own:', name: 'Net' });
    assert.deepEqual(choose(layers, open), ask('workload', 1, 3));
    assert.deepEqual([layers.architectureAtPosition, layers.workloadAtPosition], [null, null]);
  });
});

describe('The quick pick', () => {
  it('groups this file, imports and library, and there by network', () => {
    const available = candidates(
      ['own gemm'],
      ['library gemm Net', 'library gemm', 'own gemm', 'import gemm', 'library gemm Net'],
    );
    const rows = items(available, ask('workload', 0, 1, 2, 3, 4));
    assert.deepEqual(
      rows.map((row) => (row.kind === 'separator' ? `— ${row.label}` : row.index)),
      ['— this file', 2, '— imports', 3, '— library: Net', 0, 4, '— library', 1],
    );
  });

  it('has what runs all layers before what leaves some out', () => {
    const available = candidates(['own gemm', 'own gemm,conv', 'library gemm', 'library conv,gemm'], ['own gemm,conv']);
    const choice = choose(available, { architecture: null, workload: 0 });
    assert.ok(choice.kind === 'ask');
    const rows = items(available, choice);
    assert.deepEqual(
      rows.map((row) => (row.kind === 'separator' ? `— ${row.label}` : [row.index, row.leftOut])),
      ['— this file', [1, 0], [0, 1], '— library', [3, 0], [2, 1]],
    );
  });
});
