import {
  arrayText,
  edp,
  FIGURES,
  figure,
  microjoules,
  number,
  percent,
  plural,
  withUnit,
} from '../../language/figures.js';
import type { PastResult } from '../../server/protocol/index.js';
import type { KeptNetwork } from '../network/keeping.js';
import { reportOf } from '../panel/network/outcome.js';
import type { Row } from './row.js';

/** A mapped network, and what has changed since. */
export interface JudgedNetwork extends KeptNetwork {
  readonly changes: readonly string[];
}

/** Mapped networks, then the results by pair, in the order in which they come. Several of a pair are below a row of their own. */
export function resultRows(results: readonly PastResult[], networks: readonly JudgedNetwork[]): Row[] {
  const pairs = new Map<string, PastResult[]>();
  for (const result of results) {
    const { architecture, workload } = result;
    const key = JSON.stringify([workload.uri, workload.name, architecture.uri, architecture.name]);
    pairs.set(key, [...(pairs.get(key) ?? []), result]);
  }
  return [
    ...networks.map(networkRow),
    ...[...pairs].map(([key, own]) => (own.length === 1 ? resultRow(own[0]!) : pairRow(key, own))),
  ];
}

/** The best of each objective first, then the last that was found. */
function pairRow(key: string, results: readonly PastResult[]): Row {
  const rank = ({ best, outdated }: PastResult) => Number(outdated !== null) * 2 + Number(!best);
  const sorted = [...results].sort((a, b) => rank(a) - rank(b) || b.finished - a.finished);
  const { uri, architecture, workload } = sorted[0]!;
  const label = nameOf(sorted[0]!);
  const description = plural(results.length, 'result');
  return {
    id: `pair ${key}`,
    kind: 'mappedPair',
    label,
    description,
    tooltip: `${label}\n${description}, the best first`,
    accessibilityLabel: `${label}, ${description}`,
    argument: { uri, architecture, workload },
    children: sorted.map((result) => ({
      ...resultRow(result),
      label: figure(result.objective, result.value),
      description: result.outdated === null ? standingOf(result) : 'stale',
    })),
  };
}

function resultRow(result: PastResult): Row {
  const { id, uri, architecture, workload, objective, value, outdated, gap, best } = result;
  const standing = standingOf(result);
  const label = nameOf(result);
  const description = [outdated === null ? standing : 'stale', figure(objective, value)].filter(Boolean).join(' · ');
  return {
    id,
    kind: outdated !== null ? 'outdatedResult' : best && gap === 0 ? 'provenResult' : 'result',
    label,
    description,
    tooltip: [
      label,
      `EDP ${edp(result.edp_pJ_cycles)} J·cycle, energy ${microjoules(result.energy_pJ)} µJ`,
      `${withUnit(FIGURES.latency, result.latency_cycles)}, ${arrayText(result)}`,
      `Searched for the best ${FIGURES[objective].name}: ${standing || 'best known'}`,
      ...options(result),
      new Date(result.finished).toLocaleString(),
    ].join('\n'),
    accessibilityLabel: `result ${label}, ${figure(objective, value)}${standing && `, ${standing}`}`,
    argument: { id, uri, architecture, workload },
  };
}

/** The network as a whole; the results of its layers are those of their pairs. */
function networkRow({ id, shown: { network, uri, architecture }, changes }: JudgedNetwork): Row {
  const { name, layers, totals, basis } = network;
  const label = `${name} on ${network.architecture}`;
  const reports = layers.flatMap(({ outcome }) => reportOf(outcome) ?? []);
  const { objective } = reports[0]?.search ?? { objective: 'edp' as const };
  const value = totals
    ? figure(objective, FIGURES[objective].of(totals))
    : `${number(reports.length)} of ${plural(layers.length, 'layer')}`;
  const stale = changes.length > 0;
  return {
    id,
    kind: 'mappedNetwork',
    label,
    description: stale ? `stale · ${value}` : value,
    tooltip: [label, plural(layers.length, 'layer'), value, ...changes].join('\n'),
    accessibilityLabel: `network result ${label}, ${value}${stale ? `, stale, ${changes.join(', ')}` : ''}`,
    argument: { id, uri, architecture, workload: basis.network },
  };
}

const nameOf = ({ workload, architecture }: PastResult): string => `${workload.name} on ${architecture.name}`;

/** `optimal`, `within 3 % of the best possible`, or why it is not to be relied on; empty where nothing is known. */
function standingOf({ outdated, best, gap }: PastResult): string {
  if (outdated !== null) return `stale, ${outdated}`;
  if (!best) return 'a better one is known';
  if (gap === 0) return 'optimal';
  return gap === null ? '' : `within ${percent(gap / 100)} of the best possible`;
}

function options({ padded, options }: PastResult): string[] {
  const set = Object.entries(options).flatMap(([name, value]) => (value ? [name] : []));
  return [...(padded ? ['Sizes grew to fill fanouts'] : []), ...(set.length > 0 ? [`Model: ${set.join(', ')}`] : [])];
}
