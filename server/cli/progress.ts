import { number, percent } from '../../language/services/hover/numbers.js';
import type { ObjectiveName, Progress } from '../mapper/request.js';
import type { Output } from './console.js';
import { figure } from './figures.js';

/** One line on a terminal that says how a search stands, written over itself; nothing anywhere else. */
export class ProgressLine {
  readonly #shown: boolean;

  constructor(
    private readonly output: Output,
    quiet: boolean,
  ) {
    this.#shown = output.isTTY === true && !quiet;
  }

  show(label: string, progress: Progress, objective: ObjectiveName): void {
    if (!this.#shown) return;
    // One column stays free: terminals break a full line.
    const text = progressText(label, progress, objective).slice(0, (this.output.columns ?? 80) - 1);
    this.output.write(`\r\x1b[K${text}`);
  }

  clear(): void {
    if (this.#shown) this.output.write('\r\x1b[K');
  }
}

/** `KQV on Eyeriss: greedy descent, 12,345 evaluations, 1.2 s, best WART 2.1e-7, within 3.1 %` */
export function progressText(label: string, progress: Progress, objective: ObjectiveName): string {
  const { phase, evaluations, seconds, best, bound } = progress;
  const parts = [phase, `${number(evaluations)} evaluations`, `${seconds.toFixed(1)} s`];
  if (best) parts.push(`best ${figure(objective, best.value)}`);
  if (best && bound !== null) {
    const distance = objective === 'wart' ? bound / best.value - 1 : best.value / bound - 1;
    parts.push(distance > 0 ? `within ${percent(distance)}` : 'optimal');
  }
  return `${label}: ${parts.join(', ')}`;
}
