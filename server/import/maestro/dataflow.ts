import { DIMENSIONS, type MaestroLayer, namesOf } from './layers.js';
import type { Directive, MaestroSyntax } from './syntax.js';
import type { Token } from './tokens.js';
import { evaluate } from './values.js';

/** A loop of the kernel's dimension. */
export type Loop = readonly [dimension: string, iterations: number];

/** The loops of a cluster: those in time, outermost first, and those side by side on its units. */
export interface ClusterLoops {
  readonly temporal: readonly Loop[];
  readonly spatial: readonly Loop[];
  /** Units that the cluster consists of. */
  readonly units: number;
}

/** What a dataflow does with a layer on a number of PEs. */
export interface Unrolled {
  /** From the whole array to the smallest clusters. */
  readonly clusters: readonly ClusterLoops[];
  /** What is left to each PE. */
  readonly rest: readonly Loop[];
}

/** Why a dataflow cannot be said as a mapping: where, and as the rest of a sentence. */
export interface NotUnrolled {
  readonly at: Token;
  readonly reason: string;
}

/**
 * The loops of a dataflow, where its tiles divide what they tile: `TemporalMap(n,n)` is a loop over tiles of `n`, and
 * `SpatialMap(n,n)` the same side by side, as often as there are units and one after the other beyond that. A map of
 * `Y` by `Sz(R)` moves by rows of the output.
 */
export function unroll(layer: MaestroLayer, file: MaestroSyntax, pes: number): Unrolled | NotUnrolled {
  const left = new Map(Object.entries(layer.work.sizes));
  const clusters: ClusterLoops[] = [];
  let units = pes;
  const groups = groupsOf(layer.syntax.dataflow);
  for (const [directives, cluster] of groups) {
    const size = cluster ? valueIn(layer, file, cluster.size) : 1;
    if (cluster && (size === undefined || size < 1 || !Number.isInteger(units / size)))
      return { at: cluster.at, reason: `clusters of ${size ?? '?'} do not divide ${units} units` };
    const inner = size ?? 1;
    const loops = loopsOf(layer, file, directives, left, units / inner);
    if ('reason' in loops) return loops;
    clusters.push({ ...loops, units: units / inner });
    units = inner;
  }
  return { clusters, rest: [...left].filter(([, iterations]) => iterations > 1) };
}

type TileMap = Extract<Directive, { kind: 'spatial' | 'temporal' }>;
type Cluster = Extract<Directive, { kind: 'cluster' }>;

/** The maps of each cluster, with the directive that begins the smaller ones in it. */
function groupsOf(dataflow: readonly Directive[]): [TileMap[], Cluster | undefined][] {
  const groups: [TileMap[], Cluster | undefined][] = [[[], undefined]];
  for (const directive of dataflow) {
    const last = groups.at(-1);
    if (!last) continue;
    if (directive.kind === 'cluster') {
      last[1] = directive;
      groups.push([[], undefined]);
    } else last[0].push(directive);
  }
  return groups;
}

function loopsOf(
  layer: MaestroLayer,
  file: MaestroSyntax,
  directives: readonly TileMap[],
  left: Map<string, number>,
  units: number,
): Pick<ClusterLoops, 'temporal' | 'spatial'> | NotUnrolled {
  const temporal: Loop[] = [];
  const spatial: Loop[] = [];
  const [, second] = directives.filter(({ kind }) => kind === 'spatial');
  if (second)
    return { at: second.at, reason: 'two maps of a cluster are spatial, which unrolls a diagonal of both dimensions' };
  const tiles = new Map<string, number>();
  for (const directive of directives) {
    const { kind, dimension, at } = directive;
    if (!DIMENSIONS.includes(dimension.text))
      return { at: dimension, reason: `\`${dimension.text}\` is not a dimension of MAESTRO` };
    const axis = dimensionOf(layer, dimension.text);
    const whole = axis === undefined ? undefined : left.get(axis);
    // A dimension that the layer lacks has one iteration, and its maps say nothing.
    if (axis === undefined || whole === undefined) continue;
    const tile = tileOf(layer, file, directive);
    if (typeof tile !== 'number') return tile;
    if (tile >= whole) continue;
    const steps = whole / tile;
    if (!Number.isInteger(steps)) return { at, reason: `tiles of ${tile} do not divide the ${whole} of \`${axis}\`` };
    if (kind === 'temporal') temporal.push([axis, steps]);
    else {
      const folds = Math.ceil(steps / units);
      if (folds > 1) temporal.push([axis, folds]);
      spatial.push([axis, Math.min(steps, units)]);
    }
    tiles.set(axis, tile);
  }
  for (const [axis, tile] of tiles) left.set(axis, tile);
  return { temporal, spatial };
}

/** How many points of the kernel's dimension a tile has. */
function tileOf(layer: MaestroLayer, file: MaestroSyntax, directive: TileMap): number | NotUnrolled {
  const { at, dimension, size, offset } = directive;
  const [tile, step] = [size, offset].map((expression) => valueIn(layer, file, expression));
  if (tile === undefined || step === undefined || tile < 1 || step < 1)
    return { at, reason: 'its size or offset is not a positive number' };
  const axis = { Y: 0, X: 1 }[dimension.text];
  if (axis === undefined || layer.work.kernel === 'transposedConv')
    return tile === step ? tile : { at, reason: `tiles of ${tile} that move by ${step} overlap or leave gaps` };
  const taps = layer.given.get(axis === 0 ? 'R' : 'S') ?? 1;
  // MAESTRO counts what a tile moves by in steps of the window.
  const rows = (tile - taps) / (layer.work.strides[axis] ?? 1) + 1;
  return rows === step
    ? rows
    : { at, reason: `${tile} rows of the input that move by ${step} do not hold whole windows` };
}

const valueIn = (layer: MaestroLayer, file: MaestroSyntax, expression: TileMap['size']): number | undefined => {
  const value = evaluate(expression, namesOf(file, layer.given));
  return typeof value === 'number' ? value : undefined;
};

/** What the kernel calls a dimension of MAESTRO. */
function dimensionOf({ work }: MaestroLayer, name: string): string | undefined {
  const own = /^[YX]'?$/.test(name) ? { Y: 'P', X: 'Q' }[name[0] ?? ''] : name;
  const matrices = work.kernel === 'gemm' || work.kernel === 'batchedGemm';
  return matrices || own !== 'K' ? own : 'M';
}
