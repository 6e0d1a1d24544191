import { number } from '../figures.js';
import type { ComputeReport, FanoutReport, LevelReport } from '../model/report.js';

/** What a mapping takes of one instance of a memory, or of the instances of a mesh. */
export interface Filled {
  readonly used: number;
  /** Null where there is no limit. */
  readonly available: number | null;
  readonly unit: 'words' | 'bits' | 'instances' | 'MACs';
  /** More than 1 where it does not fit; null where there is no limit. */
  readonly share: number | null;
}

/** There always is a limit to instances. */
type Bounded = Filled & { readonly available: number; readonly share: number };

export function filledOf(level: FanoutReport | ComputeReport): Bounded;
export function filledOf(level: LevelReport): Filled;
export function filledOf(level: LevelReport): Filled {
  switch (level.type) {
    case 'memory':
      return level.footprint_bits === undefined
        ? filled(level.footprint_words, level.capacity_words, 'words')
        : filled(level.footprint_bits, level.capacity_bits ?? null, 'bits');
    case 'fanout':
      return filled(level.used, level.mesh, 'instances');
    case 'compute':
      return filled(level.used, level.mesh, 'MACs');
  }
}

function filled(used: number, available: number | null, unit: Filled['unit']): Filled {
  return { used, available, unit, share: available === null ? null : used / available };
}

/** `98,304 of 131,072 words`, `8 of 14 instances`, `327,680 words` */
export function filledText({ used, available, unit }: Filled): string {
  return available === null ? `${number(used)} ${unit}` : `${number(used)} of ${number(available)} ${unit}`;
}
