import { plural } from '../../../language/figures.js';
import type { DraftMapping, DraftMappingLevel } from '../draft.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import { textOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import {
  addDirective,
  factorsIn,
  type LevelConstraints,
  type Names,
  noConstraints,
  permutationOf,
} from './constraints.js';
import type { Axis, Placed } from './levels.js';
import { isFan, type Stage } from './stage.js';

/** What a mapping is of. */
export interface MappingContext {
  readonly name: string;
  readonly workload: string;
  readonly architecture: string;
  readonly names: Names;
  readonly sizes: ReadonlyMap<string, number>;
  readonly placed: readonly Placed[];
  readonly report: Report;
}

interface Directive {
  readonly type: string;
  readonly node: YamlMap;
}

export type Loop = readonly [dimension: string, iterations: number];

/** What a mapping says of a stage, whatever constraints there are. */
export interface Mapped {
  /** Outermost first. */
  readonly loops: readonly Loop[];
  readonly keep: ReadonlyMap<string, Place>;
  readonly bypass: ReadonlyMap<string, Place>;
  /** Null where it says nothing. */
  readonly from: Place | null;
}

/** What a mapping says of each stage. */
export function mappedOf(
  node: YamlNode,
  stages: readonly Stage[],
  { names, sizes, report }: Pick<MappingContext, 'names' | 'sizes' | 'report'>,
): Map<Stage, Mapped> {
  const directives = directivesOf(node);
  const remaining = new Map(sizes);
  const mapped = new Map<Stage, Mapped>();
  // Innermost first, as 0 stands for all that is left.
  for (const stage of [...stages].reverse()) {
    const kind = isFan(stage) ? 'spatial' : 'temporal';
    const of = (isFan(stage) ? stage.targets : [stage.name]).flatMap((target) => directives.get(target) ?? []);
    const iterating = of.filter(({ type }) => type === kind);
    const { keep, bypass } = dataspacesOf(isFan(stage) ? [] : of, names, report);
    mapped.set(stage, {
      loops: iterating.flatMap(({ node }) => loopsIn(node, names, remaining, kind, report)),
      keep,
      bypass,
      from: iterating[0]?.node.place ?? (isFan(stage) ? null : (of[0]?.node.place ?? null)),
    });
  }
  return mapped;
}

/** By their targets. */
function directivesOf(node: YamlNode): Map<string, Directive[]> {
  const directives = new Map<string, Directive[]>();
  for (const item of node.kind === 'list' ? node.items : []) {
    if (item.kind !== 'map') continue;
    const target = textOf(item.get('target'));
    const type = textOf(item.get('type'));
    directives.set(target, [...(directives.get(target) ?? []), { type, node: item }]);
  }
  return directives;
}

/** A mapping of Timeloop's, as a draft; null where it does not fit the architecture or the problem. */
export function mappingOf(node: YamlNode, context: MappingContext): DraftMapping | null {
  const { names, placed, report } = context;
  const directives = directivesOf(node);
  const targets = new Set(
    placed.flatMap((stage) => (stage.kind === 'fan' ? stage.fan.targets : [stage.component.name])),
  );
  const strange = [...directives].find(
    ([target]) => !targets.has(target) && !directives.get(target)?.every(isIdle(names, report)),
  );
  if (strange) {
    const [target, [first]] = strange;
    if (first)
      report.add(
        'ffarch/import-lost',
        { construct: `mapping of ${target}`, effect: 'the architecture has no such level, so the mapping is left out' },
        first.node.place,
      );
    return null;
  }
  const stages = placed.map((place) => (place.kind === 'fan' ? place.fan : place.component));
  const mapped = mappedOf(node, stages, context);
  const levels: DraftMappingLevel[] = [];
  for (const place of placed) {
    const stage = place.kind === 'fan' ? place.fan : place.component;
    const { loops, keep, bypass, from } = mapped.get(stage) ?? NOTHING;
    if (place.kind === 'fan') {
      const spread = onAxes(loops, place.axes);
      if (!spread) {
        const what = `spatial loops ${loops
          .filter(([, n]) => n > 1)
          .map(([name, n]) => `${name} ${n}`)
          .join(', ')}`;
        report.add(
          'ffarch/import-lost',
          { construct: what, effect: `they fit on no axis of \`${place.fan.name}\`, so the mapping is left out` },
          from ?? place.fan.from,
        );
        return null;
      }
      for (const [axis, loops] of spread) levels.push({ level: axis.level, loops, bypass: [], from });
    } else if (place.kind === 'memory') {
      const bypassed = [...place.decides].filter((operand) => bypass.has(operand) && !keep.has(operand));
      levels.push({ level: place.level, loops, bypass: bypassed, from });
    } else if (loops.some(([, iterations]) => iterations > 1)) {
      const effect = 'no memory keeps them there, so the mapping is left out';
      report.add(
        'ffarch/import-lost',
        { construct: `loops of ${place.component.name}`, effect },
        from ?? place.component.from,
      );
      return null;
    }
  }
  const twice = repeatedIn(levels);
  if (twice !== null) {
    const effect = `${twice}, so the mapping is left out`;
    report.add('ffarch/import-lost', { construct: `mapping of ${context.workload}`, effect }, node.place);
    return null;
  }
  const from = node.place;
  return {
    kind: 'mapping',
    name: context.name,
    workload: [context.workload],
    architecture: context.architecture,
    levels,
    from,
  };
}

/** A dimension that has several loops on one level, in a sentence; null where none has. */
function repeatedIn(levels: readonly DraftMappingLevel[]): string | null {
  for (const { level, loops } of levels) {
    const names = loops.filter(([, iterations]) => iterations > 1).map(([name]) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) return `${twice} has several loops on \`${level}\``;
  }
  return null;
}

const NOTHING: Mapped = { loops: [], keep: new Map(), bypass: new Map(), from: null };

const isIdle =
  (names: Names, report: Report) =>
  ({ type, node }: Directive): boolean => {
    const factors = node.get('factors');
    return (
      (type !== 'temporal' && type !== 'spatial') ||
      !factors ||
      factorsIn(factors, names, report).every(([, { count }]) => count === 1)
    );
  };

function dataspacesOf(directives: readonly Directive[], names: Names, report: Report): LevelConstraints {
  const constraints = noConstraints();
  for (const { type, node } of directives) {
    if (type === 'dataspace' || type === 'datatype' || type === 'bypass')
      addDirective(type, node, constraints, names, report);
  }
  return constraints;
}

/** The loops of a directive, outermost first; what they iterate is taken from what remains of each dimension. */
function loopsIn(
  node: YamlMap,
  names: Names,
  remaining: Map<string, number>,
  kind: 'spatial' | 'temporal',
  report: Report,
): Loop[] {
  const given = node.get('factors');
  const factors = new Map(given ? factorsIn(given, names, report) : []);
  const permutation = node.get('permutation');
  const order = permutation ? permutationOf(permutation, names, report) : null;
  const listed = order ? [...order.inner, ...order.outer] : [];
  const rest = names.dimensions.filter((dimension) => !listed.includes(dimension));
  const innermostFirst = order ? [...order.inner, ...rest, ...order.outer] : rest;
  const loops: Loop[] = [];
  for (const dimension of innermostFirst) {
    const factor = factors.get(dimension);
    if (!factor) continue;
    const left = remaining.get(dimension) ?? 1;
    const iterations = factor.count === 0 ? left : factor.count;
    const rounds = Math.max(1, Math.ceil(left / iterations));
    const last = left - (rounds - 1) * iterations;
    // Fanouts may be used in part in their last round, as the sizes say; loops of memories may not.
    if (factor.last !== undefined && factor.last !== (kind === 'spatial' ? last : iterations)) {
      const said = `${dimension}=${factor.count},${factor.last}`;
      const effect = `the last round has ${plural(kind === 'spatial' ? last : iterations, 'iteration')} here`;
      report.add('ffarch/import-lost', { construct: said, effect }, factor.from);
    }
    remaining.set(dimension, rounds);
    loops.push([dimension, iterations]);
  }
  return loops.reverse();
}

/** Which loops stand on which axis of a fan: any way that fits costs the same; null where none does. */
function onAxes(loops: readonly Loop[], axes: readonly Axis[]): readonly (readonly [Axis, Loop[]])[] | null {
  const real = loops.filter(([, iterations]) => iterations > 1);
  const room = axes.map(({ mesh }) => mesh);
  const chosen: number[] = [];
  const place = (at: number): boolean => {
    const loop = real[at];
    if (!loop) return true;
    for (const [a, axis] of axes.entries()) {
      const left = room[a] ?? 0;
      if (loop[1] > left || !axis.over.includes(loop[0])) continue;
      room[a] = Math.floor(left / loop[1]);
      chosen[at] = a;
      if (place(at + 1)) return true;
      room[a] = left;
    }
    return false;
  };
  if (!place(0)) return null;
  return axes.map((axis, a) => [axis, real.filter((_, at) => chosen[at] === a)] as const);
}

/**
 * How far a mapping's iterations are from the sizes of a problem: 0 where their products are the sizes.
 *
 * @param names of all problems: a dimension that this one lacks has size 1
 */
export function distance(node: YamlNode, names: Names, sizes: ReadonlyMap<string, number>, report: Report): number {
  const products = new Map<string, number>();
  for (const item of node.kind === 'list' ? node.items : []) {
    const factors = item.kind === 'map' ? item.get('factors') : undefined;
    for (const [dimension, { count }] of factors ? factorsIn(factors, names, report) : [])
      products.set(dimension, (products.get(dimension) ?? 1) * (count === 0 ? Number.NaN : count));
  }
  // A factor of 0 is whatever is left.
  const open = (product: number): boolean => Number.isNaN(product);
  return names.dimensions.reduce((sum, dimension) => {
    const product = products.get(dimension) ?? 1;
    return open(product) ? sum : sum + Math.abs(Math.log(product / (sizes.get(dimension) ?? 1)));
  }, 0);
}

/** A dimension whose loops do not multiply to its size, and to what they do; null where all do. Spatial ones may be ragged. */
export function unmatched(
  mapped: ReadonlyMap<Stage, Mapped>,
  stages: readonly Stage[],
  sizes: ReadonlyMap<string, number>,
): { readonly dimension: string; readonly size: number; readonly product: number } | null {
  for (const [dimension, size] of sizes) {
    let rounds = size;
    let product = 1;
    let matches = true;
    for (const stage of [...stages].reverse()) {
      for (const [name, iterations] of mapped.get(stage)?.loops ?? []) {
        if (name !== dimension) continue;
        matches &&= isFan(stage) ? iterations <= rounds : rounds % iterations === 0;
        rounds = Math.ceil(rounds / iterations);
        product *= iterations;
      }
    }
    if (!matches || rounds !== 1) return { dimension, size, product };
  }
  return null;
}
