import { type Architecture, type Memory, ROLES, type SpatialLevel, type Workload } from '../domain/index.js';
import { count, inUnit, shortWords } from '../figures.js';
import type * as ast from '../generated/ast.js';
import type { Lowering } from '../lower/index.js';
import {
  emptyTiling,
  footprints,
  type ModelOptions,
  occupied,
  type Problem,
  prepare,
  type Tiling,
} from '../model/index.js';
import { tiled } from './evaluation.js';
import { forced } from './forced.js';
import { leftAt } from './rounds.js';

/** How full the levels of a mapping are, also while loops are missing; undefined for a pair that cannot be evaluated. */
export function mappingFills(node: ast.Mapping, lowering: Lowering, options: ModelOptions): Fills | undefined {
  const written = node.architecture?.ref;
  if (!written || !lowering.architecture(written).sound || !lowering.named(node.workload)?.sound) return undefined;
  const { value } = lowering.mapping(node);
  const numbers = value && tiled(value, options);
  return numbers && new Fills(numbers.problem, numbers.tiling);
}

/** What the constraints alone take of each level, by its name, as the first coupling reads them. Levels of which they take nothing are left out. */
export function impliedFills(architecture: Architecture, options: ModelOptions): ReadonlyMap<string, Fill> {
  const coupling = architecture.couplings[0]!;
  const ones = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]));
  // The smallest workload for which the constraints hold as they are written, with the strides that take the least.
  const least = forced(architecture.levels).iterations;
  const workload: Workload = {
    name: '',
    coupling,
    sizes: { ...ones(coupling.dimensions), ...Object.fromEntries(least) },
    strides: ones(coupling.strides),
  };
  const problem = prepare(architecture, workload, options);
  const tiling = emptyTiling(problem);
  architecture.levels.forEach((level, l) => {
    for (const [dimension, iterations] of forced([level]).iterations) {
      tiling.factors[l * problem.dimensions.length + problem.dimensions.indexOf(dimension)] = iterations;
    }
  });
  const fills = new Fills(problem, tiling);
  const taken = architecture.levels.filter((level, l) => {
    const causes = level.type === 'memory' ? architecture.levels.slice(l) : [level];
    return forced(causes).iterations.size > 0 && (level.type !== 'memory' || level.size !== null);
  });
  return new Map(taken.map(({ name }) => [name, fills.of(name)!]));
}

/** How full a level is. */
export interface Fill {
  readonly label: string;
  /** The same in full. */
  readonly tooltip: string;
  /** Whether it is more than the level has. */
  readonly overfull: boolean;
}

/** What the levels of a problem hold and use with a tiling. */
class Fills {
  private readonly held: ReturnType<typeof footprints>;

  constructor(
    private readonly problem: Problem,
    private readonly tiling: Tiling,
  ) {
    this.held = footprints(problem, tiling);
  }

  of(name: string): Fill | undefined {
    const l = this.problem.levels.findIndex((level) => level.name === name);
    const level = this.problem.levels[l];
    if (!level || level.type === 'link') return undefined;
    return level.type === 'memory' ? this.memory(l, level) : this.mesh(l, level);
  }

  private memory(l: number, memory: Memory): Fill {
    const { size, buffering, bits } = memory;
    const parts = (this.held[l] ?? []).flatMap((words, o) => (words === null ? [] : [{ words, o, role: ROLES[o] }]));
    const taken = occupied(this.problem, l, this.held[l] ?? []);
    const unit = bits === null ? 'words' : 'bits';
    const texts = parts.map(({ words, o, role }) => {
      const times = bits === null ? '' : ` × ${inUnit(count(bits[role!]), 'bits')}`;
      return `${this.problem.operands[o]!.name} ${count(words)}${times}`;
    });
    const sum = `${texts.join(' + ')} = ${inUnit(count(taken), unit)}`;
    if (size === null) {
      return { label: inUnit(shortWords(taken), unit), tooltip: `${sum}, unbounded.`, overfull: false };
    }
    const capacity = size / buffering;
    const buffers = buffering > 1 ? ` (${count(size)} in ${count(buffering)} buffers)` : '';
    return {
      label: `${shortWords(taken)} / ${inUnit(shortWords(capacity), unit)} · ${share(taken, capacity)}`,
      tooltip: `${sum} of ${count(capacity)}${buffers}.`,
      overfull: taken > capacity,
    };
  }

  private mesh(l: number, { mesh }: SpatialLevel): Fill {
    const D = this.problem.dimensions.length;
    const loops = [...this.tiling.factors.subarray(l * D, l * D + D)]
      .map((iterations, d) => ({ iterations, dimension: this.problem.dimensions[d] }))
      .filter(({ iterations }) => iterations > 1);
    const used = loops.reduce((product, { iterations }) => product * iterations, 1);
    const parts = loops.map(({ dimension, iterations }) => `${dimension} ${count(iterations)}`).join(' × ') || '1';
    const ragged = loops.flatMap(({ dimension, iterations }) => this.ragged(l, dimension!, iterations));
    return {
      label: [`${count(used)} / ${count(mesh)}`, ...ragged.map(({ label }) => label)].join(' · '),
      tooltip: [
        `${parts} = ${count(used)} of ${inUnit(count(mesh), 'instances')}, ${share(used, mesh)}.`,
        ...ragged.map(({ tooltip }) => tooltip),
      ].join(' '),
      overfull: used > mesh,
    };
  }

  /** The last round of a loop that does not divide what the loops inside it leave. */
  private ragged(l: number, dimension: string, iterations: number): { label: string; tooltip: string }[] {
    const left = leftAt(this.problem, this.tiling, l, this.problem.dimensions.indexOf(dimension));
    if (left === undefined || left < iterations || left % iterations === 0) return [];
    const [rounds, last] = [count(Math.ceil(left / iterations)), count(left % iterations)];
    return [
      {
        label: `${dimension} ${last} in the last round`,
        tooltip: `${dimension} has ${inUnit(count(left), 'iterations')} here: in the last of ${rounds} rounds ${last} of ${count(iterations)} work.`,
      },
    ];
  }
}

/** Of a part that fits, never 100 % unless it is all; of one that does not, never 100 %. */
function share(part: number, whole: number): string {
  const percent = Math.round((part / whole) * 100);
  if (percent === 0) return '< 1 %';
  if (part < whole) return `${Math.min(percent, 99)} %`;
  return `${part > whole ? Math.max(percent, 101) : 100} %`;
}
