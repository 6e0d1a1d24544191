import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkPage } from '../../../client/network/page.js';
import { networkProgressText } from '../../../client/network/progress.js';
import { totalsOf } from '../../../server/mapper/network.js';
import type { LayerProgress, MappedLayer, MapReport, SearchReport } from '../../../server/protocol.js';
import { published } from '../panel/samples.js';

const folder = new URL('./snapshots/', import.meta.url);

/** Compares with a file that a person can open; UPDATE_SNAPSHOTS=1 writes it. */
function matches(name: string, text: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_SNAPSHOTS) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file.pathname} is missing; UPDATE_SNAPSHOTS=1 writes it`);
  assert.equal(text, readFileSync(file, 'utf8'));
}

const found = (network: string, layer: string, search: Partial<SearchReport>) =>
  published('Eyeriss', network, layer, search).report as MapReport;

const layers: MappedLayer[] = [
  {
    name: 'KTQ',
    repeat: 384,
    outcome: { kind: 'mapped', report: found('BertLarge', 'KTQ', { gap: 0, proven: true }), stopped: 'proven' },
  },
  {
    name: 'FF1',
    repeat: 24,
    outcome: { kind: 'mapped', report: found('BertLarge', 'FF1', { gap: 3.125 }), stopped: 'cancelled' },
  },
  {
    name: 'L<6>',
    repeat: 1,
    outcome: { kind: 'mapped', report: found('MaestroBlas', 'MB6', {}), stopped: 'time' },
  },
  {
    name: 'last',
    repeat: 1,
    outcome: { kind: 'failed', report: found('MaestroBlas', 'MB6', { gap: 1 }), message: 'out of memory' },
  },
];

const reports = layers.flatMap(({ repeat, outcome }) =>
  'report' in outcome && outcome.report ? [{ ...outcome.report, repeat }] : [],
);

const unmapped: MappedLayer[] = [
  { name: 'odd', repeat: 2, outcome: { kind: 'infeasible', message: '`M = 2` divides no size of 7.', culprits: [] } },
  { name: 'late', repeat: 1, outcome: { kind: 'cancelled' } },
  { name: 'lost', repeat: 1, outcome: { kind: 'failed', message: 'the worker ended after 1.0 s', report: null } },
];

describe('The page of a network', () => {
  it('is a table with totals that count repeats, and every mapping', () =>
    matches(
      'mapped.html',
      networkPage({ name: 'BertLarge', architecture: 'Eyeriss', layers, totals: totalsOf(reports) }).markup,
    ));

  it('says why layers have no mapping, and then has no total', () =>
    matches(
      'partial.html',
      networkPage({ name: 'Net', architecture: 'A&B', layers: [layers[0], ...unmapped], totals: null }).markup,
    ));
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
