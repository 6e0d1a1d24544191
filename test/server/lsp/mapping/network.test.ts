import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';
import type { SearchRunner } from '../../../../server/mapper/job.js';
import { Mapper } from '../../../../server/mapper/job.js';
import { DEFAULT_SEARCH, type MapRequest } from '../../../../server/mapper/request.js';
import { NodeThreads } from '../../../../server/mapper/threads/node.js';
import type { MapNetworkOutcome, MapNetworkParams, NetworkProgress } from '../../../../server/protocol/index.js';
import { Editor } from '../editor.js';

const FILE = 'file:///work/mine.ffarch';

/** Whatever is mapped to `odd` in M has no legal mapping. */
const text = `architecture tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  fanout PEs[4] over M
  memory Register {
    size: 64
    energy: 1 pJ; bandwidth: 4
    factors: M = 2
  }
  compute MAC { energy: 1 pJ; cycles: 1 }
}
workload shared : gemm { K: 8, M: 16, N: 4 }
network even {
  first : gemm { M: 16, K: 8, N: 4 } x 3
  second : gemm { M: 8, K: 8, N: 8 }
  shared
}
network mixed {
  first : gemm { M: 16, K: 8, N: 4 }
  odd : gemm { M: 7, K: 8, N: 4 } x 2
}
network kernels {
  first : gemm { M: 16, K: 8, N: 4 }
  other : conv { M: 2, P: 2, Q: 2, C: 1, R: 1, S: 1 }
}
network conv { layer : conv { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1 } }
`;

const params = (network: string, architecture = 'tiny'): MapNetworkParams => ({
  job: 'job',
  uri: FILE,
  architecture: { uri: FILE, name: architecture },
  network: { uri: FILE, name: network },
  options: DEFAULT_OPTIONS,
  search: DEFAULT_SEARCH,
});

/** The mapper, which here keeps what it was asked. */
class Witness implements SearchRunner {
  readonly requests: MapRequest[] = [];

  constructor(
    readonly mapper: Mapper,
    private readonly asked: () => void = () => {},
  ) {}

  map(request: MapRequest, hooks: Parameters<SearchRunner['map']>[1]) {
    this.requests.push(request);
    const result = this.mapper.map(request, hooks);
    this.asked();
    return result;
  }

  dispose() {
    return this.mapper.dispose();
  }
}

function mapped(outcome: MapNetworkOutcome) {
  assert.ok(outcome.kind === 'mapped', JSON.stringify(outcome));
  return outcome.network;
}

describe('The language server maps a network,', () => {
  let editor: Editor;
  let witness: Witness;

  const start = async (asked?: () => void) => {
    witness = new Witness(new Mapper(new NodeThreads()), asked);
    editor = await Editor.start(witness);
    await editor.open(FILE, text);
  };
  afterEach(async () => {
    await editor.stop();
    await witness.dispose();
  });

  it('equal layers once, with totals that count repeats', async () => {
    await start();
    const { name, architecture, layers, totals } = mapped(
      await editor.request('factorflow/mapNetwork', params('even')),
    );
    assert.deepEqual([name, architecture], ['even', 'tiny']);
    assert.deepEqual(
      witness.requests.map(({ workload }) => workload.name),
      ['first', 'second'],
    );
    assert.deepEqual(
      layers.map(({ name, workload, repeat }) => [name, workload.name, repeat]),
      [
        ['first', 'even.first', 3],
        ['second', 'even.second', 1],
        ['shared', 'shared', 1],
      ],
    );
    const reports = layers.map(({ outcome }) => {
      assert.ok(outcome.kind === 'mapped');
      assert.ok(outcome.report.search.proven);
      return outcome.report;
    });
    assert.deepEqual(
      reports.map(({ workload }) => workload),
      ['first', 'second', 'shared'],
    );
    assert.equal(reports[2].energy_pJ, reports[0].energy_pJ);
    assert.ok(totals);
    assert.equal(totals.layers, 5);
    assert.equal(totals.macs, 4 * 16 * 8 * 4 + 8 * 8 * 8);
    const latency = 4 * reports[0].latency_cycles + reports[1].latency_cycles;
    const energy = 3 * reports[0].energy_pJ + reports[1].energy_pJ + reports[2].energy_pJ;
    assert.equal(totals.latency_cycles, latency);
    assert.equal(totals.energy_pJ, energy);
    assert.equal(totals.edp_pJ_cycles, energy * latency);
  });

  it('from what is known of each layer', async () => {
    await start();
    const { layers } = mapped(await editor.request('factorflow/mapNetwork', params('even')));
    const starts = layers.map(({ outcome }, i) => (outcome.kind === 'mapped' && i > 0 ? outcome.report.mapping : null));
    mapped(await editor.request('factorflow/mapNetwork', { ...params('even'), starts }));
    const [first, second] = witness.requests.slice(2);
    assert.equal(first.start, undefined);
    assert.deepEqual(
      second.start?.map(({ level, loops }) => [
        level,
        loops.map(({ dimension, iterations }) => [dimension, iterations]),
      ]),
      starts[1]?.map(({ level, loops }) => [level, loops]),
    );
  });

  it('with a line of progress for each layer that runs, until all are done', async () => {
    await start();
    const seen: NetworkProgress[] = [];
    editor.on('factorflow/networkProgress', (progress) => seen.push(progress));
    await editor.request('factorflow/mapNetwork', params('even'));
    assert.ok(seen.every(({ job, layers }) => job === 'job' && layers === 3));
    const lines = new Set(seen.flatMap(({ running }) => running.map(({ layer }) => layer)));
    assert.deepEqual([...lines].sort(), ['first', 'second']);
    const done = seen.map(({ done }) => done);
    assert.deepEqual(
      done,
      done.toSorted((a, b) => a - b),
    );
    const { job: _, ...last } = seen.at(-1)!;
    assert.deepEqual(last, { layers: 3, done: 3, running: [] });
  });

  it('and says of a layer without a legal mapping why, and leaves it out of the totals', async () => {
    await start();
    const { layers, leftOut, totals } = mapped(await editor.request('factorflow/mapNetwork', params('mixed')));
    const [first, odd] = layers.map(({ outcome }) => outcome);
    assert.equal(first.kind, 'mapped');
    assert.ok(odd.kind === 'infeasible');
    assert.match(odd.message, /M = 2/);
    assert.ok(odd.culprits.some(({ location: { uri, range } }) => uri === FILE && range.start.line === 6));
    assert.deepEqual(leftOut, [{ layer: 'odd', repeat: 2, macs: 7 * 8 * 4, reason: odd.message }]);
    assert.equal(totals?.layers, 1);
  });

  it('and says of a layer that the architecture does not accept why, and leaves it out of the totals', async () => {
    await start();
    const { layers, leftOut, totals } = mapped(await editor.request('factorflow/mapNetwork', params('kernels')));
    const outcome = layers[1]?.outcome;
    assert.ok(outcome?.kind === 'unfit');
    assert.match(outcome.message, /`tiny` computes `gemm`, `other` is a `conv`/);
    assert.deepEqual(leftOut, [{ layer: 'other', repeat: 1, macs: 8, reason: outcome.message }]);
    assert.equal(totals?.macs, 16 * 8 * 4);
  });

  it('keeping what was found when the user cancels', async () => {
    const cancel = new CancellationTokenSource();
    await start();
    editor.on('factorflow/networkProgress', ({ done, running }) => {
      if (done === 0 && running.some(({ best }) => best !== null)) cancel.cancel();
    });
    const outcome = await editor.request(
      'factorflow/mapNetwork',
      {
        ...params('ResNet18'),
        architecture: { uri: 'ffarch-library:/architectures.ffarch', name: 'SimbaConv' },
        network: { uri: 'ffarch-library:/benchmarks.ffarch', name: 'ResNet18' },
      },
      cancel.token,
    );
    const { layers } = mapped(outcome);
    const kept = layers.flatMap(({ outcome }) => (outcome.kind === 'mapped' ? [outcome] : []));
    assert.ok(kept.some(({ stopped }) => stopped === 'cancelled'));
    for (const { report } of kept) assert.deepEqual(report.violations, []);
    assert.ok(layers.every(({ outcome }) => outcome.kind === 'mapped' || outcome.kind === 'cancelled'));
  });

  it('once at a time: a newer search of the same network takes over', async () => {
    let again: Promise<MapNetworkOutcome> | undefined;
    await start(() => {
      again ??= editor.request('factorflow/mapNetwork', params('even'));
    });
    // Nothing has ended when the second request comes, as the first search waits for its worker to start.
    const first = await editor.request('factorflow/mapNetwork', params('even'));
    assert.ok(['superseded', 'mapped'].includes(first.kind));
    assert.equal(mapped(await again!).layers.length, 3);
  });

  it('but not on an architecture for other couplings, nor one that is gone', async () => {
    await start();
    const incompatible = await editor.request('factorflow/mapNetwork', params('conv'));
    assert.ok(incompatible.kind === 'unavailable');
    assert.match(incompatible.message, /conv/);
    assert.deepEqual(await editor.request('factorflow/mapNetwork', params('none')), {
      kind: 'unavailable',
      message: `none is no longer in ${FILE}.`,
    });
    assert.deepEqual(witness.requests, []);
  });

  it('from candidates: networks, of which an architecture accepts layers, and how many it cannot run', async () => {
    await start();
    const position = { line: 17, character: 5 };
    const found = await editor.request('factorflow/candidates', { uri: FILE, subject: 'network', position });
    assert.deepEqual(found.workloads[0], {
      reference: { uri: FILE, name: 'even' },
      origin: 'file',
      description: '3 layers: first × 3 · second · shared',
      couplings: ['gemm'],
    });
    assert.equal(found.workloads[found.workloadAtPosition!].reference.name, 'mixed');
    const own = found.pairs.map(([a, w]) =>
      [found.architectures[a], found.workloads[w]].map(({ reference }) => reference),
    );
    const names = own.map((pair) => pair.map(({ name }) => name).join(' '));
    assert.ok(names.includes('tiny even') && names.includes('tiny mixed') && names.includes('Eyeriss even'));
    assert.ok(!names.includes('tiny conv') && names.includes('EyerissConv conv'));
    const leftOut = (pair: string) => found.pairs[names.indexOf(pair)]?.[2];
    assert.deepEqual(['tiny even', 'tiny kernels', 'EyerissNet kernels'].map(leftOut), [0, 1, 0]);
  });
});
