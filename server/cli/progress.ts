import { duration, figure, plural, withinGap } from '../../language/figures.js';
import { gapOf, OBJECTIVES } from '../mapper/objective.js';
import type { ObjectiveName, Progress } from '../mapper/request.js';
import type { Output } from './console.js';

/** A line on a terminal for each search that runs, which says how it stands, written over themselves; nothing anywhere else. */
export class ProgressLines {
  readonly #shown: boolean;
  readonly #lines = new Map<string, string>();
  /** Lines on the terminal. */
  #drawn = 0;

  constructor(
    private readonly output: Output,
    quiet: boolean,
  ) {
    this.#shown = output.isTTY === true && !quiet;
  }

  show(label: string, progress: Progress, objective: ObjectiveName): void {
    this.write(label, progressText(label, progress, objective));
  }

  /** Puts this text into the line of what the label names. */
  write(label: string, text: string): void {
    if (!this.#shown) return;
    // One column stays free: terminals break a full line.
    const columns = (this.output.columns ?? 80) - 1;
    this.#lines.set(label, text.slice(0, columns));
    this.#draw();
  }

  /** Takes the line of a search away. */
  end(label: string): void {
    if (this.#lines.delete(label)) this.#draw();
  }

  #draw(): void {
    const up = this.#drawn > 1 ? `\x1b[${this.#drawn - 1}A` : '';
    this.output.write(`${up}\r\x1b[J${[...this.#lines.values()].join('\n')}`);
    this.#drawn = this.#lines.size;
  }
}

/** From this gap on, in percent, it is not shown. */
const FAR = 1000;

/** `KQV on Eyeriss: greedy descent, 12,345 evaluations, 1.2 s, best WART 2.1 × 10⁻⁷, within 3.1 %` */
export function progressText(label: string, progress: Progress, objective: ObjectiveName): string {
  const { phase, evaluations, seconds, best, bound } = progress;
  const parts = [phase, `${plural(evaluations, 'evaluation')}`, duration(seconds)];
  if (best) parts.push(`best ${figure(objective, best.value)}`);
  if (best && bound !== null) {
    const gap = gapOf(OBJECTIVES[objective], best.value, bound);
    // A first bound may be off by a factor of millions, which tells nobody anything.
    if (gap < FAR) parts.push(gap > 0 ? withinGap(gap) : 'optimal');
  }
  return `${label}: ${parts.join(', ')}`;
}
