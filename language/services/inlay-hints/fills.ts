import { shortWords } from '../../figures.js';
import type * as ast from '../../generated/ast.js';
import { type Lowering, resolveWorkload, show } from '../../lower/index.js';
import type { Level } from '../../lowered/index.js';
import {
  footprints,
  type ModelOptions,
  misfit,
  type Problem,
  prepare,
  type Tiling,
  tilingOf,
} from '../../model/index.js';
import { behind, type Hint, share } from './hint.js';

/** How full each level of a mapping is: `96 Ki / 128 Ki words · 75 %`, `64 / 168`. */
export function mappingHints(node: ast.Mapping, lowering: Lowering, options: ModelOptions): Hint[] {
  const fills = mappingFills(node, lowering, options);
  return node.levels.flatMap((entry) => {
    const fill = fills?.of(entry.level?.ref?.name ?? '');
    return fill ? behind(entry, fill.label, fill.tooltip) : [];
  });
}

/** How full the levels of a mapping are, also while loops are missing; undefined for a pair that cannot be evaluated. */
export function mappingFills(node: ast.Mapping, lowering: Lowering, options: ModelOptions): Fills | undefined {
  const written = node.architecture?.ref;
  const target = resolveWorkload(node.workload?.target?.ref);
  if (!written || !target || !lowering.architecture(written).sound || !lowering.workload(target).sound)
    return undefined;
  const { value } = lowering.mapping(node);
  if (!value || misfit(value.architecture, value.workload)) return undefined;
  const problem = prepare(value.architecture, value.workload, options);
  return new Fills(problem, tilingOf(problem, value.mapping));
}

/** How full a level is. */
export interface Fill {
  readonly label: string;
  /** The same in full. */
  readonly tooltip: string;
}

/** What the levels of a problem hold and use with a tiling. */
export class Fills {
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
    return level && (level.type === 'memory' ? this.memory(l, level) : this.mesh(l, level));
  }

  private memory(l: number, { size, buffering }: Extract<Level, { type: 'memory' }>): Fill {
    const operands = this.held[l] ?? [];
    const words = operands.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    const parts = operands.flatMap((part, o) =>
      part === null ? [] : [`${this.problem.operands[o].name} ${show(part)}`],
    );
    const sum = `${parts.join(' + ')} = ${show(words)} words`;
    if (size === null) return { label: `${shortWords(words)} words`, tooltip: `${sum}, unbounded.` };
    const capacity = size / buffering;
    const buffers = buffering > 1 ? ` (${show(size)} in ${show(buffering)} buffers)` : '';
    return {
      label: `${shortWords(words)} / ${shortWords(capacity)} words · ${share(words, capacity)}`,
      tooltip: `${sum} of ${show(capacity)}${buffers}.`,
    };
  }

  private mesh(l: number, { mesh }: Exclude<Level, { type: 'memory' }>): Fill {
    const D = this.problem.dimensions.length;
    const loops = [...this.tiling.factors.subarray(l * D, l * D + D)]
      .map((iterations, d) => ({ iterations, dimension: this.problem.dimensions[d] }))
      .filter(({ iterations }) => iterations > 1);
    const used = loops.reduce((product, { iterations }) => product * iterations, 1);
    const parts = loops.map(({ dimension, iterations }) => `${dimension} ${show(iterations)}`).join(' × ') || '1';
    return {
      label: `${show(used)} / ${show(mesh)}`,
      tooltip: `${parts} = ${show(used)} of ${show(mesh)} instances, ${share(used, mesh)}.`,
    };
  }
}
