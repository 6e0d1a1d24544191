/**
 * Random couplings, workloads, architectures, mappings and options for property tests (fast-check), as lowered data.
 * Everything shrinks towards small sizes, few levels and plain defaults.
 */
import fc from 'fast-check';
import {
  type Architecture,
  type Axis,
  type Compute,
  type Coupling,
  type FactorConstraint,
  type Fanout,
  forEachRole,
  isSpatial,
  type Level,
  type LevelLoops,
  type Link,
  type Mapping,
  type Memory,
  type Operand,
  type Role,
  type Sharing,
  type Windows,
  type Workload,
} from '../language/domain/index.js';
import type { ModelOptions } from '../language/model/index.js';

/** All that one evaluation needs. */
export interface Case {
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly mapping: Mapping;
  readonly options: ModelOptions;
}

const ROLE_NAMES: Record<Role, string> = { in: 'In', w: 'W', out: 'Out' };

/** A coupling in one line: axes separated by spaces, terms by `+`, `s*X` for a stride. */
function written(name: string, dimensions: string, out: string, w: string, input: string): Coupling {
  const strides = new Set<string>();
  const operand = (role: Role, text: string): Operand => ({
    name: ROLE_NAMES[role],
    axes: text.split(' ').map((axis) =>
      axis.split('+').map((term) => {
        const [stride, dimension] = term.includes('*') ? term.split('*') : [null, term];
        if (stride !== null) strides.add(stride);
        return { dimension, stride, coefficient: 1 };
      }),
    ),
  });
  const operands = { out: operand('out', out), w: operand('w', w), in: operand('in', input) };
  return { name, dimensions: dimensions.split(' '), strides: [...strides], defaults: {}, operands };
}

export const GEMM = written('gemm', 'M K N', 'M N', 'M K', 'K N');

/** Kernels that people run. */
export const KNOWN_COUPLINGS: readonly Coupling[] = [
  GEMM,
  written('conv1d', 'M P C R', 'M P', 'M C R', 'C sp*P+sr*R'),
  written('conv', 'M P Q C R S', 'M P Q', 'M C R S', 'C P+R Q+S'),
  written('stridedConv', 'M P Q C R S', 'M P Q', 'M C R S', 'C sp*P+sr*R sq*Q+ss*S'),
  written('transposedConv', 'M P Q C R S', 'M sp*P+sr*R sq*Q+ss*S', 'M C R S', 'C P Q'),
  written('depthwise', 'C P Q R S', 'C P Q', 'C R S', 'C sp*P+R sq*Q+S'),
  written('attention', 'B H M K N', 'B H M N', 'B H M K', 'B H K N'),
  written('threeTerms', 'M P C R T', 'M P', 'M C R T', 'C sp*P+sr*R+st*T'),
  written('threeTermsOut', 'M P C R T', 'M sp*P+sr*R+st*T', 'M C R T', 'C P'),
];

/** Any kernel of one to seven dimensions: each is left out of an operand, is an axis of its own, or joins the last one. */
const anyCoupling: fc.Arbitrary<Coupling> = fc.integer({ min: 1, max: 7 }).chain((count) => {
  const dimensions = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].slice(0, count);
  const part = fc.constantFrom('own', 'absent', 'joins');
  const operand = fc.array(fc.tuple(part, fc.boolean()), { minLength: count, maxLength: count });
  return fc.tuple(operand, operand, operand).map(([out, w, input]) => {
    const strides: string[] = [];
    const build = (role: Role, parts: [string, boolean][]): Operand => {
      const axes: { dimension: string; strided: boolean }[][] = [];
      parts.forEach(([how, strided], i) => {
        const term = { dimension: dimensions[i], strided };
        const last = axes.at(-1);
        if (how === 'joins' && last && last.length < 3) last.push(term);
        else if (how !== 'absent') axes.push([term]);
      });
      if (axes.length === 0) axes.push([{ dimension: dimensions[0], strided: false }]);
      return {
        name: ROLE_NAMES[role],
        axes: axes.map(
          (axis): Axis =>
            axis.map(({ dimension, strided }) => {
              if (!strided || axis.length === 1) return { dimension, stride: null, coefficient: 1 };
              const stride = `${role}_${dimension}`;
              strides.push(stride);
              return { dimension, stride, coefficient: 1 };
            }),
        ),
      };
    };
    const operands = { out: build('out', out), w: build('w', w), in: build('in', input) };
    return { name: 'any', dimensions, strides, defaults: {}, operands };
  });
});

export const coupling: fc.Arbitrary<Coupling> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...KNOWN_COUPLINGS) },
  { weight: 1, arbitrary: anyCoupling },
);

/** Sizes with many divisors, so there is something to tile. */
const SIZES = [1, 2, 3, 4, 6, 8, 12, 5, 16, 24, 7, 36];

export const workload = (of: Coupling, largest = Number.POSITIVE_INFINITY): fc.Arbitrary<Workload> =>
  fc
    .record({
      sizes: fc.tuple(...of.dimensions.map(() => fc.constantFrom(...SIZES.filter((size) => size <= largest)))),
      strides: fc.tuple(...of.strides.map(() => fc.integer({ min: 1, max: 4 }))),
    })
    .map(({ sizes, strides }) => ({
      name: 'workload',
      coupling: of,
      sizes: Object.fromEntries(of.dimensions.map((dimension, i) => [dimension, sizes[i]])),
      strides: Object.fromEntries(of.strides.map((stride, i) => [stride, strides[i]])),
    }));

const SHARING: fc.Arbitrary<Sharing> = fc.constantFrom('full', 'none', 'selective');

const constraints = (dimensions: readonly string[], likely: number): fc.Arbitrary<FactorConstraint[]> =>
  fc.integer({ min: 0, max: 9 }).chain((die) =>
    die >= likely
      ? fc.constant([])
      : fc.uniqueArray(
          fc.record({
            dimension: fc.constantFrom(...dimensions),
            operator: fc.constantFrom<FactorConstraint['operator'][]>('<=', '=', '>='),
            value: fc.constantFrom(1, 2, 4, 8, 3, 16),
          }),
          { maxLength: 3, selector: ({ dimension }) => dimension },
        ),
  );

/** No constraint, a relative order of some dimensions, or a positional one with placeholders. */
const order = (dimensions: readonly string[]): fc.Arbitrary<(string | null)[]> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<(string | null)[]>([]) },
    { weight: 1, arbitrary: fc.shuffledSubarray<string | null>([...dimensions]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.shuffledSubarray([...dimensions], { minLength: dimensions.length }),
          fc.array(fc.boolean(), { minLength: dimensions.length, maxLength: dimensions.length }),
        )
        .map(([all, named]) => all.map((dimension, i) => (named[i] ? dimension : null))),
    },
  );

/** Powers of two, so dividing by them is exact and a bandwidth that fits just so does in any order of operations. */
const BANDWIDTHS = fc.constantFrom(64, 1, 2, 4, 8, 16, 0.5);

/** How often levels constrain: from 0 (never) to 10 (each level). */
export interface ArchitectureChoices {
  readonly constrained?: number;
  /** Whether memories bypass operands. Default true. */
  readonly bypasses?: boolean;
  /**
   * Whether memories keep windows in any of four ways, count in bits and may bypass operands, whether there are links, and fanouts
   * that share one operand otherwise or must be used. Default false.
   */
  readonly versatile?: boolean;
}

function memory(of: Coupling, name: string, outermost: boolean, choices: ArchitectureChoices): fc.Arbitrary<Memory> {
  const { constrained = 3, bypasses = true, versatile = false } = choices;
  const energy = fc.constantFrom(2.5, 0.5, 1, 64);
  const width = fc.constantFrom(8, 16, 4, 12);
  const perRole = <T>(value: fc.Arbitrary<T>) => fc.record({ in: value, w: value, out: value });
  const energies = versatile ? perRole(energy) : energy.map((value) => forEachRole(() => value));
  return fc
    .record({
      size: outermost ? fc.constant(null) : fc.constantFrom(null, 65536, 1024, 256, 64, 16),
      readEnergy: energies,
      writeEnergy: energies,
      readBandwidth: BANDWIDTHS,
      writeBandwidth: BANDWIDTHS,
      sharedBandwidth: fc.constantFrom(false, false, true),
      leakage: fc.constantFrom(0, 0, 0.01),
      bypass: bypasses ? fc.subarray<Role>(['in', 'w', 'out'], { maxLength: 2 }) : fc.constant<Role[]>([]),
      order: order(of.dimensions),
      buffering: fc.constantFrom(1, 1, 2),
      windows: versatile
        ? fc.constantFrom<Windows[]>('any', 'any', 'any', 'sliding', 'strict', 'none')
        : fc.constant<Windows>('any'),
      bits: versatile ? fc.oneof(fc.constant(null), fc.constant(null), perRole(width)) : fc.constant(null),
      mayBypass: versatile && !outermost ? fc.subarray<Role>(['in', 'w', 'out']) : fc.constant<Role[]>([]),
      factors: constraints(of.dimensions, constrained),
      area: fc.constantFrom(null, 100),
    })
    .map((fields) => ({
      ...fields,
      // A shared bandwidth is that of either direction.
      writeBandwidth: fields.sharedBandwidth ? fields.readBandwidth : fields.writeBandwidth,
      type: 'memory',
      name,
      valueBits: null,
      mayBypass: fields.mayBypass.filter((role) => !fields.bypass.includes(role)),
      // The outermost level has no `<=` constraint.
      factors: outermost ? fields.factors.filter(({ operator }) => operator !== '<=') : fields.factors,
    }));
}

function link(name: string): fc.Arbitrary<Link> {
  const energy = fc.constantFrom(0.5, 0.25, 1.5);
  const perRole = <T>(value: fc.Arbitrary<T>) => fc.record({ in: value, w: value, out: value });
  return fc
    .record({
      bits: fc.oneof(fc.constant(null), fc.constant(null), perRole(fc.constantFrom(8, 16, 4))),
      readEnergy: perRole(energy),
      writeEnergy: perRole(energy),
      readBandwidth: BANDWIDTHS,
      writeBandwidth: BANDWIDTHS,
      sharedBandwidth: fc.constantFrom(false, false, true),
      leakage: fc.constantFrom(0, 0, 0.005),
      bypass: fc.subarray<Role>(['in', 'w', 'out']),
      area: fc.constantFrom(null, 5),
    })
    .map((fields) => ({
      ...fields,
      writeBandwidth: fields.sharedBandwidth ? fields.readBandwidth : fields.writeBandwidth,
      type: 'link',
      name,
      factors: [],
    }));
}

const fanout = (of: Coupling, name: string, choices: ArchitectureChoices): fc.Arbitrary<Fanout> =>
  fc.subarray([...of.dimensions]).chain((dimensions) =>
    fc
      .record({
        mesh: fc.constantFrom(1, 2, 4, 8, 12, 3),
        multicast: choices.versatile
          ? fc.record({ in: SHARING, w: SHARING, out: SHARING })
          : SHARING.map((sharing) => forEachRole(() => sharing)),
        use: choices.versatile && (choices.constrained ?? 3) > 0 ? fc.constantFrom(0, 0, 0, 0.5, 1) : fc.constant(0),
        reduction: SHARING,
        peToPe: fc.constantFrom(false, false, true),
        powerGating: fc.boolean(),
        factors: dimensions.length === 0 ? fc.constant([]) : constraints(dimensions, choices.constrained ?? 3),
        area: fc.constantFrom(null, 10),
      })
      .map(
        ({ use, ...fields }): Fanout => ({
          ...fields,
          type: 'fanout',
          name,
          dimensions,
          leastUsed: Math.max(1, Math.ceil(use * fields.mesh)),
          // Forwarding needs full multicast and reduction.
          peToPe:
            fields.peToPe &&
            Object.values(fields.multicast).every((sharing) => sharing === 'full') &&
            fields.reduction === 'full',
        }),
      ),
  );

const compute = (of: Coupling): fc.Arbitrary<Compute> =>
  fc.constantFrom(1, 1, 4).chain((mesh) =>
    fc
      .record({
        dimensions: mesh === 1 ? fc.constant<string[]>([]) : fc.subarray([...of.dimensions], { minLength: 1 }),
        energy: fc.constantFrom(0.25, 1),
        cycles: fc.constantFrom(1, 1, 2),
        leakage: fc.constantFrom(0, 0.002),
        area: fc.constantFrom(null, 1),
      })
      .map((fields): Compute => ({ ...fields, type: 'compute', name: 'MAC', mesh, factors: [] })),
  );

/** An unbounded memory, up to five memories and fanouts, compute; each operand is stored somewhere. */
const architecture = (of: Coupling, choices: ArchitectureChoices = {}): fc.Arbitrary<Architecture> =>
  fc
    .array(choices.versatile ? fc.constantFrom('memory', 'fanout', 'link') : fc.constantFrom('memory', 'fanout'), {
      maxLength: 5,
    })
    .chain((types) =>
      fc.tuple(
        memory(of, 'DRAM', true, choices),
        fc.tuple(
          ...types.map(
            (type, i): fc.Arbitrary<Level> =>
              type === 'memory'
                ? memory(of, `Buffer${i}`, false, choices)
                : type === 'link'
                  ? link(`Link${i}`)
                  : fanout(of, `Fanout${i}`, choices),
          ),
        ),
        compute(of),
      ),
    )
    .map(([dram, middle, mac]) => {
      const memories = middle.filter((level): level is Memory => level.type === 'memory');
      const missing = dram.bypass.filter((role) => memories.every(({ bypass }) => bypass.includes(role)));
      const outermost: Memory = { ...dram, bypass: dram.bypass.filter((role) => !missing.includes(role)) };
      return { name: 'Random', couplings: [of], levels: [outermost, ...middle, mac] };
    });

const primeFactors = (n: number): number[] => {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return [p, ...primeFactors(n / p)];
  return n > 1 ? [n] : [];
};

export interface MappingChoices {
  /** Whether spatial levels may get dimensions that they do not name. Default false. */
  readonly anywhere?: boolean;
  /** Whether spatial loops may be ragged, and memories bypass what they may. Default false. */
  readonly ragged?: boolean;
}

/** A mapping that keeps the rule of the product with spatial loops that need not divide, and bypasses what it may or not. */
function raggedMapping({ levels }: Architecture, { coupling: { dimensions }, sizes }: Workload): fc.Arbitrary<Mapping> {
  const choices = fc.array(fc.nat({ max: 2 ** 20 }), { minLength: levels.length, maxLength: levels.length });
  return fc
    .tuple(
      fc.tuple(...dimensions.map(() => choices)),
      fc.tuple(...levels.map(() => fc.shuffledSubarray([...dimensions], { minLength: dimensions.length }))),
      fc.tuple(...levels.map((level) => fc.subarray(level.type === 'memory' ? [...level.mayBypass] : []))),
    )
    .map(([chosen, orders, bypasses]) => {
      const iterations = dimensions.map((dimension, d) => {
        let left = sizes[dimension];
        return levels
          .map((level, l) => ({ level, choice: chosen[d][l] }))
          .reverse()
          .map(({ level, choice }, fromInside) => {
            const all = Array.from({ length: left }, (_, i) => i + 1);
            const allowed =
              fromInside === levels.length - 1
                ? [left]
                : isSpatial(level)
                  ? all.filter((n) => n <= level.mesh || n === 1)
                  : all.filter((n) => (level.type === 'link' ? n === 1 : left % n === 0));
            const n = allowed[choice % allowed.length];
            left = Math.ceil(left / n);
            return n;
          })
          .reverse();
      });
      return levels.map(
        ({ name }, l): LevelLoops => ({
          level: name,
          loops: orders[l]
            .map((dimension) => ({ dimension, iterations: iterations[dimensions.indexOf(dimension)][l] }))
            .filter((loop) => loop.iterations > 1),
          bypass: bypasses[l],
        }),
      );
    });
}

/** Every prime factor of every size on some level, and every memory's loops in some order; seldom within capacities. */
function mapping(
  { levels }: Architecture,
  { coupling: { dimensions }, sizes }: Workload,
  { anywhere = false }: MappingChoices = {},
): fc.Arbitrary<Mapping> {
  const factors = dimensions.flatMap((dimension) =>
    primeFactors(sizes[dimension]).map((prime) => ({ dimension, prime })),
  );
  const homes = (dimension: string): number[] =>
    levels.flatMap((level, l) =>
      (isSpatial(level) ? anywhere || level.dimensions.includes(dimension) : level.type === 'memory') ? [l] : [],
    );
  return fc
    .tuple(
      fc.tuple(...factors.map(({ dimension }) => fc.constantFrom(...homes(dimension)))),
      fc.tuple(...levels.map(() => fc.shuffledSubarray([...dimensions], { minLength: dimensions.length }))),
    )
    .map(([places, orders]) =>
      levels.map(({ name }, l) => ({
        level: name,
        loops: orders[l].flatMap((dimension) => {
          const here = factors.filter((factor, i) => factor.dimension === dimension && places[i] === l);
          const iterations = here.reduce((product, { prime }) => product * prime, 1);
          return iterations > 1 ? [{ dimension, iterations }] : [];
        }),
      })),
    );
}

export const options: fc.Arbitrary<ModelOptions> = fc.record({
  bias: fc.boolean(),
  freeDrains: fc.boolean(),
  timeloopBounds: fc.boolean(),
});

/** The same kernel without some of its dimensions, as a workload of an architecture that knows more; operands keep an axis. */
function without(of: Coupling, left: readonly string[]): Coupling {
  const operand = (role: Role): Operand => {
    const { name, axes } = of.operands[role];
    const kept = axes.map((axis) => axis.filter(({ dimension }) => !left.includes(dimension)));
    return { name, axes: kept.filter((axis) => axis.length > 0) };
  };
  const operands = { out: operand('out'), w: operand('w'), in: operand('in') };
  const dimensions = of.dimensions.filter((dimension) => !left.includes(dimension));
  return Object.values(operands).every(({ axes }) => axes.length > 0) ? { ...of, dimensions, operands } : of;
}

/** A pair without a mapping; in one of four the workload's coupling lacks dimensions of the architecture's. */
export const pair = (
  couplings: fc.Arbitrary<Coupling> = coupling,
  choices: ArchitectureChoices & { largest?: number } = {},
): fc.Arbitrary<[Architecture, Workload]> =>
  couplings.chain((of) =>
    fc
      .oneof(
        { weight: 3, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.subarray([...of.dimensions]) },
      )
      .chain((left) => fc.tuple(architecture(of, choices), workload(without(of, left), choices.largest))),
  );

/** An evaluation of anything. */
export const evaluation = (
  pairs: fc.Arbitrary<[Architecture, Workload]> = pair(),
  choices: MappingChoices = {},
): fc.Arbitrary<Case> =>
  pairs.chain(([architecture, workload]) =>
    fc.record({
      architecture: fc.constant(architecture),
      workload: fc.constant(workload),
      mapping: choices.ragged ? raggedMapping(architecture, workload) : mapping(architecture, workload, choices),
      options,
    }),
  );
