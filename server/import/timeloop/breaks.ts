import { type Factor, type LevelConstraints, type Loops, type Names, noConstraints } from './constraints.js';
import type { Loop, Mapped } from './mapping.js';
import { isFan, type Stage } from './stage.js';

export type Constraints = ReadonlyMap<Stage, LevelConstraints>;

/** A constraint that a mapping does not keep. */
export interface Break {
  readonly stage: Stage;
  /** `P = 16`, `order`, `keep of Outputs` */
  readonly what: string;
  /** Takes the constraint out of those of its stage, which are a copy. */
  readonly lift: (constraints: LevelConstraints) => void;
}

/** The constraints that a mapping does not keep, outermost first. */
export function breaksOf(
  constraints: Constraints,
  mapped: ReadonlyMap<Stage, Mapped>,
  names: Names,
  sizes: ReadonlyMap<string, number>,
): Break[] {
  return [...constraints].flatMap(([stage, own]) => {
    const of = mapped.get(stage);
    if (!of) return [];
    const kind = isFan(stage) ? 'spatial' : 'temporal';
    return [
      ...brokenFactors(own[kind].factors, of.loops, sizes).map(
        ([dimension, what]): Break => ({ stage, what, lift: (lifted) => lifted[kind].factors.delete(dimension) }),
      ),
      ...(isFan(stage) ? brokenUse(stage, own.spatial, of.loops) : brokenStorage(stage, own, of, names)),
    ];
  });
}

/** A copy of constraints without those that are broken. */
export function lifted(constraints: Constraints, breaks: readonly Break[]): Map<Stage, LevelConstraints> {
  const copies = new Map([...constraints].map(([stage, own]) => [stage, copyOf(own)]));
  for (const { stage, lift } of breaks) lift(copies.get(stage) ?? noConstraints());
  return copies;
}

/** How much constraints say. */
export const weightOf = (constraints: Constraints): number =>
  [...constraints.values()].reduce(
    (sum, { temporal, spatial, keep, bypass }) =>
      sum + keep.size + bypass.size + [temporal, spatial].reduce((said, loops) => said + saidOf(loops), 0),
    0,
  );

const saidOf = ({ factors, permutation, use }: Loops): number =>
  factors.size + (permutation ? permutation.inner.length + permutation.outer.length : 0) + (use ? 1 : 0);

const copyOf = ({ temporal, spatial, keep, bypass, pass }: LevelConstraints): LevelConstraints => ({
  temporal: { ...temporal, factors: new Map(temporal.factors) },
  spatial: { ...spatial, factors: new Map(spatial.factors) },
  keep: new Map(keep),
  bypass: new Map(bypass),
  pass,
});

function brokenFactors(
  factors: ReadonlyMap<string, Factor>,
  loops: readonly Loop[],
  sizes: ReadonlyMap<string, number>,
): (readonly [dimension: string, what: string])[] {
  return [...factors].flatMap(([dimension, { operator, count }]) => {
    const size = sizes.get(dimension) ?? 1;
    const iterations = loops.reduce((product, [name, n]) => (name === dimension ? product * n : product), 1);
    // 0 stands for the whole dimension, and a bound above it is reduced to it.
    const bound = count === 0 ? size : Math.min(count, size);
    const exact = operator === '=' || count === 0;
    const kept = exact ? iterations === bound : operator === '<=' ? iterations <= bound : iterations >= bound;
    return kept ? [] : [[dimension, `${dimension} ${exact ? '=' : operator} ${bound}`] as const];
  });
}

function brokenUse(stage: Stage, { use }: Loops, loops: readonly Loop[]): Break[] {
  if (!use || !isFan(stage)) return [];
  const used = loops.reduce((product, [, n]) => product * n, 1);
  if (used >= use.share * stage.x * stage.y) return [];
  return [{ stage, what: use.construct, lift: ({ spatial }) => (spatial.use = null) }];
}

function brokenStorage(stage: Stage, { temporal, keep, bypass }: LevelConstraints, of: Mapped, names: Names): Break[] {
  const { permutation } = temporal;
  const breaks: Break[] = [];
  if (permutation && !inOrder(permutation, of.loops, names.dimensions))
    breaks.push({ stage, what: 'order', lift: (lifted) => (lifted.temporal.permutation = null) });
  for (const operand of of.bypass.keys())
    if (keep.has(operand)) breaks.push({ stage, what: `keep of ${operand}`, lift: ({ keep }) => keep.delete(operand) });
  for (const operand of of.keep.keys())
    if (bypass.has(operand) && !keep.has(operand))
      breaks.push({ stage, what: `bypass of ${operand}`, lift: ({ bypass }) => bypass.delete(operand) });
  return breaks;
}

/** Whether loops above one iteration, outermost first, stand in the order of a permutation. */
function inOrder(
  { inner, outer }: { readonly inner: readonly string[]; readonly outer: readonly string[] },
  loops: readonly Loop[],
  dimensions: readonly string[],
): boolean {
  const between = dimensions.filter((dimension) => !inner.includes(dimension) && !outer.includes(dimension));
  const places = loops.flatMap(([dimension, n]) => {
    if (n === 1) return [];
    if (between.includes(dimension)) return [outer.length];
    const fromInside = inner.indexOf(dimension);
    return [fromInside < 0 ? outer.length - 1 - outer.indexOf(dimension) : outer.length + inner.length - fromInside];
  });
  return places.every((place, i) => i === 0 || place >= (places[i - 1] ?? 0));
}
