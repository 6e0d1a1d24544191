import { number, plural } from '../../../language/figures.js';
import type { DraftArchitecture, DraftMapping, DraftMappingLevel } from '../draft.js';
import type { EnergySources } from '../ert.js';
import { technologyOf } from '../estimated.js';
import { architectureCoupling } from '../kernels/collected.js';
import { operandWords } from '../kernels/roles.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import { type Unrolled, unroll } from './dataflow.js';
import { clusterName, type Hardware, levelsOf } from './levels.js';
import type { MaestroNetwork, NetworkLayer } from './network.js';

/** An architecture that is being made: the dimensions that its dataflows map on each kind of cluster. */
interface Made {
  readonly name: string;
  readonly coupling: string;
  readonly units: readonly number[];
  readonly over: readonly Set<string>[];
}

/** The hardware with the clusters that dataflows need, for each kernel, and the dataflows as mappings on it. */
export function mappedOn(
  hardware: Hardware,
  networks: readonly MaestroNetwork[],
  sources: EnergySources,
  report: Report,
): { architectures: DraftArchitecture[]; mappings: DraftMapping[] } {
  const made = new Map<string, Made>();
  const mappings: DraftMapping[] = [];
  const unmapped = new Map<
    string,
    { readonly effect: string; readonly place: Place; readonly layers: readonly string[] }
  >();
  const architecture = (coupling: string, units: readonly number[]): Made => {
    const key = JSON.stringify([coupling, units]);
    const base = nameOfFile(hardware.file);
    const name = made.size === 0 ? base : `${base}_${made.size + 1}`;
    const found = made.get(key) ?? { name, coupling, units, over: units.map(() => new Set<string>()) };
    made.set(key, found);
    return found;
  };
  for (const { syntax, network, layers } of networks)
    for (const layer of layers) {
      const coupling = architectureCoupling(layer.spelling);
      const [directive] = layer.maestro.syntax.dataflow;
      if (!directive) {
        const { over } = architecture(coupling, [hardware.pes]);
        for (const [dimension] of layer.spelling.sizes) over[0]?.add(dimension);
        continue;
      }
      const unrolled = unroll(layer.maestro, syntax, hardware.pes);
      const lost = (effect: string, { place } = directive.at) => {
        // One dataflow may be that of all layers, and is lost for the same reason for many.
        const key = JSON.stringify([effect, place.file.path, place.start]);
        const others = unmapped.get(key)?.layers ?? [];
        unmapped.set(key, { effect, place, layers: [...others, layer.name] });
      };
      if ('reason' in unrolled) {
        lost(unrolled.reason, unrolled.at);
        continue;
      }
      const tooLarge = overfull(hardware, layer, unrolled);
      if (tooLarge !== undefined) {
        lost(tooLarge);
        continue;
      }
      const on = architecture(
        coupling,
        unrolled.clusters.map(({ units }) => units),
      );
      for (const [at, { spatial }] of unrolled.clusters.entries())
        for (const [dimension] of spatial) on.over[at]?.add(dimension);
      report.part('mapping', `${network.name}.${layer.name}`);
      mappings.push({
        kind: 'mapping',
        name: `${layer.name}_${on.name}`,
        workload: [network.name, layer.name],
        architecture: on.name,
        levels: loopsOf(hardware, unrolled),
        from: directive.at.place,
      });
    }
  for (const { effect, place, layers } of unmapped.values()) {
    const [first = '', ...others] = layers;
    const construct = `Dataflow of ${others.length === 0 ? first : `${first} and ${plural(others.length, 'more layer')}`}`;
    report.add('ffarch/import-lost', { construct, effect }, place);
  }
  // Layers whose dataflows are lost run there all the same.
  for (const { spelling } of networks.flatMap(({ layers }) => layers)) {
    const coupling = architectureCoupling(spelling);
    if ([...made.values()].some((each) => each.coupling === coupling)) continue;
    const { over } = architecture(coupling, [hardware.pes]);
    for (const [dimension] of spelling.sizes) over[0]?.add(dimension);
  }
  if (made.size === 0)
    for (const dimension of ['M', 'P', 'Q', 'C', 'R', 'S'])
      architecture('stridedConv', [hardware.pes]).over[0]?.add(dimension);
  const architectures = [...made.values()].map(({ name, coupling, units, over }): DraftArchitecture => {
    const all = over.flatMap((dimensions) => [...dimensions]);
    const clusters = units.map((count, at) => {
      const own = [...(over[at] ?? [])];
      // Clusters on which no dataflow maps anything could take whatever others do.
      return { units: count, over: own.length > 0 ? own : all.length > 0 ? [...new Set(all)] : ['M'] };
    });
    const levels = levelsOf(hardware, clusters, sources, report);
    return {
      kind: 'architecture',
      name,
      couplings: [coupling],
      properties: technologyOf(levels),
      levels,
      from: hardware.place('pes'),
    };
  });
  return { architectures, mappings };
}

/**
 * The loops of each level: those in time of the whole array bring tiles into L2, those of clusters inside bring them into the
 * units, as only these have buffers.
 */
function loopsOf(hardware: Hardware, { clusters, rest }: Unrolled): DraftMappingLevel[] {
  const levels = levelNames(hardware);
  const loops = new Map<string, (readonly [string, number])[]>(levels.map((level) => [level, []]));
  const [outermost = 'DRAM', second = outermost, innermost = second] = levels;
  const middle = hardware.l2 === undefined ? outermost : second;
  const inside = hardware.l1 === undefined ? middle : hardware.l2 === undefined ? second : innermost;
  for (const [at, { temporal }] of clusters.entries()) loops.get(at === 0 ? outermost : middle)?.push(...temporal);
  loops.get(inside)?.push(...rest);
  const spatial = clusters.map(({ spatial }, at) => [clusterName(at, clusters.length), spatial] as const);
  return [...loops, ...spatial].map(([level, each]) => ({ level, loops: each, bypass: [], from: null }));
}

const levelNames = ({ l1, l2 }: Hardware): string[] => [
  'DRAM',
  ...(l2 === undefined ? [] : ['L2']),
  ...(l1 === undefined ? [] : ['L1']),
];

/** Why the tiles of a dataflow do not fit, which MAESTRO only warns of. */
function overfull({ l1, l2 }: Hardware, { spelling }: NetworkLayer, { clusters, rest }: Unrolled) {
  const words = (tile: ReadonlyMap<string, number>) =>
    (['Out', 'W', 'In'] as const).reduce((sum, operand) => sum + operandWords(spelling, operand, tile), 0);
  const inUnit = words(new Map(rest));
  const tile = new Map(rest);
  for (const [at, { temporal, spatial }] of clusters.entries())
    for (const [dimension, n] of [...(at === 0 ? [] : temporal), ...spatial])
      tile.set(dimension, (tile.get(dimension) ?? 1) * n);
  const inBuffer = words(tile);
  const found =
    l1 !== undefined && inUnit > l1
      ? (['L1', inUnit, l1] as const)
      : l2 !== undefined && inBuffer > l2
        ? (['L2', inBuffer, l2] as const)
        : undefined;
  return found && `its tiles have ${number(found[1])} words, and ${found[0]} holds ${number(found[2])}`;
}
