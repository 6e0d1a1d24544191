import assert from 'node:assert/strict';
import { networkProgressText } from '../../../../client/network/progress.js';
import { choicesOf } from '../../../../client/panel/choices.js';
import { networkReport } from '../../../../client/panel/network/outcome.js';
import { networkPage } from '../../../../client/panel/network/page.js';
import { layerShown, NETWORK, type NetworkShown } from '../../../../client/panel/network/view.js';
import { totalsOf } from '../../../../server/mapper/network.js';
import type { LayerProgress, MappedLayer, MapReport, SearchReport } from '../../../../server/protocol/index.js';
import { matches } from '../../snapshot.js';
import { lines, markup } from '../markup.js';
import { basis, published } from '../samples.js';

const snapshot = (name: string): URL => new URL(`snapshots/${name}`, import.meta.url);

const found = (network: string, layer: string, search: Partial<SearchReport>) =>
  published('Eyeriss', network, layer, search).report as MapReport;

const workload = { uri: 'file:///examples/net.ffarch', name: 'Net.layer' };

const layers: MappedLayer[] = [
  {
    name: 'KTQ',
    workload,
    repeat: 384,
    outcome: { kind: 'mapped', report: found('BertLarge', 'KTQ', { gap: 0, proven: true }), stopped: 'proven' },
  },
  {
    name: 'FF1',
    workload,
    repeat: 24,
    outcome: { kind: 'mapped', report: found('BertLarge', 'FF1', { gap: 3.125 }), stopped: 'cancelled' },
  },
  {
    name: 'L<6>',
    workload,
    repeat: 1,
    outcome: { kind: 'mapped', report: found('MaestroBlas', 'MB6', {}), stopped: 'time' },
  },
  {
    name: 'last',
    workload,
    repeat: 1,
    outcome: { kind: 'failed', report: found('MaestroBlas', 'MB6', { gap: 1 }), message: 'out of memory' },
  },
];

const reports = layers.flatMap(({ repeat, outcome }) =>
  'report' in outcome && outcome.report ? [{ ...outcome.report, repeat }] : [],
);

const unmapped: MappedLayer[] = [
  {
    name: 'odd',
    workload,
    repeat: 2,
    outcome: { kind: 'infeasible', message: '`M = 2` divides no size of 7.', culprits: [], offers: [] },
  },
  { name: 'late', workload, repeat: 1, outcome: { kind: 'cancelled' } },
  {
    name: 'lost',
    workload,
    repeat: 1,
    outcome: { kind: 'failed', message: 'the worker ended after 1.0 s', report: null },
  },
];

describe('The page of a network', () => {
  it('is a table with totals that count repeats, and every mapping', () =>
    matches(
      snapshot('mapped.html'),
      lines(
        networkPage(
          {
            name: 'BertLarge',
            architecture: 'Eyeriss',
            layers,
            leftOut: [],
            totals: totalsOf(reports),
          },
          640,
        ),
      ),
    ));

  it('is sorted as its headers were last used, layers without a mapping last', () => {
    const named = (sorted: string) => {
      const network = { name: 'N', architecture: 'A', layers: [...unmapped, ...layers], leftOut: [], totals: null };
      const page = markup(networkPage(network, 640, choicesOf({ sorted })));
      const [table] = page.match(/<table class="layers[\s\S]*?<\/table>/)!;
      return {
        names: [...table.matchAll(/<tr[^>]*><th scope="row">(?:<button(?:[^>"]|"[^"]*")*>)?([^<]*)/g)].map(
          ([, name]) => name,
        ),
        // What the header does next.
        next: table.match(/aria-sort[\s\S]*?data-value="([^"]*)"/)?.[1],
      };
    };
    const none = ['odd', 'late', 'lost'];
    for (const [sorted, names, next] of [
      ['energy descending', ['FF1', 'KTQ', 'L&lt;6>', 'last', ...none], 'energy ascending'],
      ['energy ascending', ['L&lt;6>', 'last', 'KTQ', 'FF1', ...none], 'energy descending'],
      ['repeat descending', ['KTQ', 'FF1', 'odd', 'late', 'lost', 'L&lt;6>', 'last'], 'repeat ascending'],
      ['layer descending', ['last', 'L&lt;6>', 'FF1', 'KTQ', 'lost', 'late', 'odd'], 'layer ascending'],
      ['energy sideways', ['odd', 'late', 'lost', 'KTQ', 'FF1', 'L&lt;6>', 'last'], 'layer descending'],
    ] as const)
      assert.deepEqual(named(sorted), { names, next });
  });

  it('says why layers have no mapping, and then has no total', () =>
    matches(
      snapshot('partial.html'),
      lines(
        networkPage(
          {
            name: 'Net',
            architecture: 'A&B',
            layers: [layers[0], ...unmapped],
            leftOut: [],
            totals: null,
          },
          640,
        ),
      ),
    ));

  it('says what the total leaves out, and why', () => {
    const unfit = { ...layers[0]!, name: 'fc', outcome: { kind: 'unfit' as const, message: 'A computes `conv`.' } };
    const leftOut = [{ layer: 'fc', repeat: 1, macs: 16, reason: 'A computes `conv`.' }];
    const totals = totalsOf(reports);
    const markup = lines(
      networkPage(
        {
          name: 'N',
          architecture: 'A',
          layers: [unfit, ...layers],
          leftOut,
          totals,
        },
        640,
      ),
    );
    assert.match(markup, /5 layers, 4 with a mapping\. The total counts repeats/);
    assert.match(markup, /without what A cannot run: fc \(.* of the MACs\)/);
    assert.match(markup, /Does not fit: A computes `conv`\./);
  });
});

describe('The panel of a network', () => {
  const shown: NetworkShown = {
    network: {
      name: 'Net',
      architecture: 'Eyeriss',
      layers: [...layers, ...unmapped],
      leftOut: [],
      totals: null,
      basis: basis(layers.length + unmapped.length),
    },
    uri: 'file:///examples/net.ffarch',
    architecture: { uri: 'ffarch-library:/architectures.ffarch', name: 'Eyeriss' },
  };

  it('has the result of each layer that has a mapping, for the panel of results', () => {
    const results = shown.network.layers.map((_, index) => layerShown(shown, index));
    assert.deepEqual(
      results.map((result) => result && [result.report.workload, result.stopped]),
      [
        ['BertLarge.KTQ', 'proven'],
        ['BertLarge.FF1', 'cancelled'],
        ['MaestroBlas.MB6', 'time'],
        ['MaestroBlas.MB6', undefined],
        undefined,
        undefined,
        undefined,
      ],
    );
    assert.deepEqual(results[1]?.workload, workload);
    // That layer alone, so the panel is judged by it.
    assert.deepEqual(
      results[1]?.basis?.workloads.map(({ meaning }) => meaning),
      ['1'],
    );
    assert.equal(layerShown(shown, 7), undefined);
  });

  it('is copied as the JSON of the command line: what has a mapping, with repeats', () => {
    const { layers, ...rest } = networkReport(shown.network);
    assert.deepEqual(rest, { network: 'Net', architecture: 'Eyeriss', leftOut: [], totals: null });
    assert.deepEqual(
      layers.map(({ workload, repeat }) => [workload, repeat]),
      [
        ['BertLarge.KTQ', 384],
        ['BertLarge.FF1', 24],
        ['MaestroBlas.MB6', 1],
        ['MaestroBlas.MB6', 1],
      ],
    );
  });

  it('offers to go on where a search was stopped early', () => {
    const go = /data-action="continue"/;
    assert.match(markup(NETWORK.page(shown, 640)), go);
    const done = layers.map((layer) =>
      layer.outcome.kind === 'mapped' ? { ...layer, outcome: { ...layer.outcome, stopped: 'proven' as const } } : layer,
    );
    assert.doesNotMatch(markup(NETWORK.page({ ...shown, network: { ...shown.network, layers: done } }, 640)), go);
  });

  it('offers to open these, and no others', () => {
    const page = markup(NETWORK.page(shown, 640));
    const offered = [...page.matchAll(/data-action="(\w+)" data-index="(\d)"/g)].map(
      ([, action, layer]) => action + layer,
    );
    const each = ['0', '1', '2', '3'];
    assert.deepEqual(
      offered.sort(),
      [...each, ...each]
        .map((layer) => `open${layer}`)
        .concat(each.map((layer) => `insert${layer}`))
        .sort(),
    );
  });

  it('is brought back from what VS Code kept, unless that is something else', () => {
    assert.ok(NETWORK.is(JSON.parse(JSON.stringify(shown))));
    for (const state of [undefined, null, 3, {}, { ...shown, network: {} }, { ...shown, uri: 1 }]) {
      assert.equal(NETWORK.is(state), false);
    }
  });
});

describe('The progress of a network', () => {
  const layer = (name: string, best: number | null, gap: number | null): LayerProgress => ({
    layer: name,
    phase: 'proof',
    evaluations: 7,
    seconds: 1,
    best,
    bound: null,
    gap,
  });

  it('names the best of each layer that runs', () =>
    assert.equal(
      networkProgressText('latency', {
        job: '',
        layers: 6,
        done: 3,
        running: [layer('FF1', 524288, 4.5), layer('FF2', null, null)],
      }),
      '3/6 layers · FF1: best latency 524,288 cycles, within 4.5 % · FF2: no legal mapping yet',
    ));

  it('counts those that are too many to read', () => {
    const running = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => layer(name, null, null));
    assert.match(networkProgressText('wart', { job: '', layers: 9, done: 0, running }), /d: [^·]* · 2 more$/);
  });
});
