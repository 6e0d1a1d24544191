import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { JudgedNetwork } from '../../../client/explorer/result-rows.js';
import type { Row } from '../../../client/explorer/row.js';
import { argumentOf, rows } from '../../../client/explorer/tree.js';
import { DEFAULT_OPTIONS } from '../../../language/model/index.js';
import type { Overview, PastResult } from '../../../server/protocol/index.js';
import { basis } from '../panel/samples.js';

const A = 'file:///work/a.ffarch';
const B = 'file:///work/b.ffarch';
const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 4 } });
const declared = (name: string, description: string, uri = A) => ({
  reference: { uri, name },
  range: range(3),
  description,
});
const result = (change: Partial<PastResult> = {}): PastResult => ({
  id: 'result-1',
  uri: A,
  architecture: { uri: A, name: 'tiny' },
  workload: { uri: A, name: 'small' },
  objective: 'edp',
  value: 2e12,
  best: true,
  gap: 0,
  outdated: null,
  finished: 0,
  edp_pJ_cycles: 2e12,
  energy_pJ: 1e6,
  latency_cycles: 2e6,
  utilization: 0.5,
  throughput: 0.25,
  padded: false,
  options: DEFAULT_OPTIONS,
  ...change,
});
const empty: Overview = { architectures: [], workloads: [], networks: [], mappings: [], results: [] };
const net = {
  ...declared('net', '2 layers: small × 3 · deep'),
  layers: [
    { ...declared('small', '× 3: M 8'), uri: A, name: 'small' },
    { ...declared('net.deep', 'M 4'), uri: A, name: 'deep' },
  ],
};
const full: Overview = {
  architectures: [declared('tiny', 'DRAM · MAC')],
  workloads: [declared('small', 'M 8')],
  networks: [net],
  mappings: [declared('mine', 'of small on tiny')],
  results: [result()],
};

const path = (uri: string) => uri.slice(uri.lastIndexOf('/') + 1);
const tree = (overview: Overview, mapped: readonly JudgedNetwork[] = []) => rows(overview, path, mapped);
/** A network without numbers, as it was mapped. */
const mappedNet = (changes: string[] = []): JudgedNetwork => ({
  id: 'network net',
  shown: {
    uri: A,
    architecture: { uri: A, name: 'tiny' },
    network: {
      name: 'net',
      architecture: 'tiny',
      layers: [{ name: 'deep', workload: { uri: A, name: 'net.deep' }, repeat: 1, outcome: { kind: 'cancelled' } }],
      leftOut: [],
      totals: null,
      basis: { ...basis(), network: { uri: A, name: 'net' } },
    },
  },
  changes,
});
/** As it is seen, indented. */
const seen = (list: readonly Row[], indent = ''): string[] =>
  list.flatMap(({ label, description, children }) => [
    `${indent}${label} | ${description}`,
    ...seen(children ?? [], `${indent}  `),
  ]);
const all = (list: readonly Row[]): Row[] => list.flatMap((row) => [row, ...all(row.children ?? [])]);

describe('The rows of the FactorFlow view', () => {
  it('are groups of what there is, with layers below their networks', () => {
    assert.deepEqual(seen(tree(full)), [
      'Architectures | 1',
      '  tiny | DRAM · MAC',
      'Workloads | 2',
      '  small | M 8',
      '  net | 2 layers: small × 3 · deep',
      '    small | × 3: M 8',
      '    deep | M 4',
      'Mappings | 1',
      '  mine | of small on tiny',
      'Results | 1',
      '  small on tiny | optimal · EDP 2 J·cycle',
    ]);
    assert.deepEqual(tree(empty), []);
  });

  it('say the file of what has its name in several', () => {
    const architectures = [declared('tiny', 'DRAM · MAC'), declared('tiny', '', B)];
    assert.deepEqual(seen(tree({ ...empty, architectures })).slice(1), [
      '  tiny | a.ffarch — DRAM · MAC',
      '  tiny | b.ffarch',
    ]);
  });

  it('have identifiers of their own, also where a name is declared twice, and keep them when lines move', () => {
    const twice = { ...full, workloads: [...full.workloads, ...full.workloads], networks: [net, net] };
    const ids = all(tree(twice)).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const moved = { ...full, architectures: [{ ...full.architectures[0], range: range(90) }] };
    assert.deepEqual(
      all(tree(moved)).map(({ id }) => id),
      all(tree(full)).map(({ id }) => id),
    );
  });

  it('lead to their declaration, and hand commands what they are of', () => {
    const find = (kind: Row['kind'], label: string) =>
      all(tree(full)).find((row) => row.kind === kind && row.label === label)!;
    assert.deepEqual(find('architecture', 'tiny').place, { uri: A, range: range(3) });
    const of = (kind: Row['kind'], label: string) => argumentOf(find(kind, label));
    assert.deepEqual(of('architecture', 'tiny'), { uri: A, architecture: { uri: A, name: 'tiny' } });
    assert.deepEqual(of('workload', 'small'), { uri: A, workload: { uri: A, name: 'small' } });
    assert.deepEqual(of('network', 'net'), { uri: A, workload: { uri: A, name: 'net' } });
    assert.deepEqual(of('layer', 'deep'), { uri: A, workload: { uri: A, name: 'net.deep' } });
    assert.deepEqual(of('mapping', 'mine'), { uri: A, mapping: 'mine' });
    assert.deepEqual(of('provenResult', 'small on tiny'), {
      id: 'result-1',
      uri: A,
      architecture: { uri: A, name: 'tiny' },
      workload: { uri: A, name: 'small' },
    });
    // Lenses and links hand over the argument itself.
    assert.deepEqual(argumentOf({ uri: A }), { uri: A });
    assert.equal(argumentOf(undefined), undefined);
  });

  it('put several results of a pair below one row, the best first, and the last before those that no longer hold', () => {
    const latency = { objective: 'latency', value: 2e6 } as const;
    const other = { workload: { uri: A, name: 'large' } };
    const results = [
      result({ id: '1', best: false, gap: null, value: 3e12, finished: 2 }),
      result({ id: '2', ...other }),
      result({ id: '3', outdated: 'before the last changes of tiny', finished: 9 }),
      result({ id: '4', ...latency, finished: 1 }),
      result({ id: '5', finished: 0 }),
    ];
    assert.deepEqual(seen(tree({ ...empty, results })), [
      'Results | 2',
      '  small on tiny | 4 results',
      '    latency 2,000,000 cycles | optimal',
      '    EDP 2 J·cycle | optimal',
      '    EDP 3 J·cycle | a better one is known',
      '    EDP 2 J·cycle | stale',
      '  large on tiny | optimal · EDP 2 J·cycle',
    ]);
    const [{ children: [pair] = [] }] = tree({ ...empty, results });
    assert.deepEqual(argumentOf(pair), {
      uri: A,
      architecture: { uri: A, name: 'tiny' },
      workload: { uri: A, name: 'small' },
    });
  });

  it('have the networks that were mapped, which their command opens again', () => {
    const [{ children: [network] = [] }] = tree(
      { ...full, architectures: [], workloads: [], networks: [], mappings: [] },
      [mappedNet()],
    );
    assert.deepEqual(
      [network.kind, network.label, network.description],
      ['mappedNetwork', 'net on tiny', '0 of 1 layer'],
    );
    assert.deepEqual(argumentOf(network), {
      id: 'network net',
      uri: A,
      architecture: { uri: A, name: 'tiny' },
      workload: { uri: A, name: 'net' },
    });
    const [{ children: [stale] = [] }] = tree(empty, [mappedNet(['tiny: DRAM: size 8 → 16'])]);
    assert.equal(stale.description, 'stale · 0 of 1 layer');
    assert.equal(stale.accessibilityLabel, 'network result net on tiny, 0 of 1 layer, stale, tiny: DRAM: size 8 → 16');
  });

  it('say of results how good they are, and whether they still hold', () => {
    const row = (change: Partial<PastResult>) => {
      const [{ children }] = tree({ ...empty, results: [result(change)] });
      return [children![0].kind, children![0].description];
    };
    assert.deepEqual(row({}), ['provenResult', 'optimal · EDP 2 J·cycle']);
    assert.deepEqual(row({ gap: null }), ['result', 'EDP 2 J·cycle']);
    assert.deepEqual(row({ gap: 3 }), ['result', 'within 3 % of the best possible · EDP 2 J·cycle']);
    assert.deepEqual(row({ best: false, gap: null }), ['result', 'a better one is known · EDP 2 J·cycle']);
    assert.deepEqual(row({ outdated: 'before the last changes of tiny' }), ['outdatedResult', 'stale · EDP 2 J·cycle']);
    assert.deepEqual(row({ objective: 'latency', value: 2e6 }), ['provenResult', 'optimal · latency 2,000,000 cycles']);
  });

  it('have a tooltip of several lines and a label for screen readers', () => {
    const [{ children: [architecture] = [] }] = tree(full);
    assert.equal(architecture.tooltip, 'architecture tiny\nDRAM · MAC\na.ffarch, line 4');
    assert.equal(architecture.accessibilityLabel, 'architecture tiny DRAM · MAC');
    const outdated = result({ outdated: 'before the last changes of tiny' });
    const [{ children: [stale] = [] }] = tree({ ...empty, results: [outdated] });
    assert.match(
      stale.tooltip!,
      /^small on tiny\n(.*\n)+Searched for the best EDP: stale, before the last changes of tiny\n/,
    );
    assert.equal(
      stale.accessibilityLabel,
      'result small on tiny, EDP 2 J·cycle, stale, before the last changes of tiny',
    );
    for (const row of all(tree(full))) assert.ok(row.accessibilityLabel.includes(row.label), row.label);
  });

  it('have the commands of the menus that package.json gives their kind, and no other', () => {
    const menus = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).contributes.menus;
    const entries: { command: string; when: string }[] = menus['view/item/context'];
    const commandsOf = (kind: string) =>
      new Set(
        entries.flatMap(({ command, when }) => {
          const [, regular, equal] = /^view == factorflow\.overview && viewItem (?:=~ \/(.*)\/|== (\w+))$/.exec(when)!;
          return (regular ? new RegExp(regular).test(kind) : kind === equal)
            ? [command.replace('factorflow.', '')]
            : [];
        }),
      );
    const results = ['compareResults', 'insertResult', 'removeResult', 'showResult', 'mapWorkload'];
    const pairs = ['mapWorkload', 'exploreMappings'];
    const expected: Record<string, string[]> = {
      architectures: [],
      workloads: [],
      mappings: [],
      results: ['removeAllResults'],
      architecture: pairs,
      workload: pairs,
      network: ['mapNetwork', 'mapNetworkOn'],
      mappedPair: pairs,
      mappedNetwork: ['mapNetwork', 'mapNetworkOn', 'removeResult', 'showResult'],
      layer: pairs,
      mapping: ['compareResults', 'evaluateMapping'],
      provenResult: results,
      result: results,
      outdatedResult: results,
    };
    for (const [kind, commands] of Object.entries(expected)) {
      assert.deepEqual([...commandsOf(kind)].sort(), [...commands].sort(), kind);
    }
    const seen = new Set(all(tree(full)).map(({ kind }) => kind));
    for (const kind of seen) assert.ok(kind in expected, kind);
  });
});
