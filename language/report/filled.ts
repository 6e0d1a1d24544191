import { inUnit, number, significant } from '../figures.js';
import type { ComputeReport, FanoutReport, LevelReport, LinkReport } from '../model/report.js';

/** What a mapping takes of one instance of a memory, or of the instances of a mesh. */
export interface Filled {
  readonly used: number;
  /** Null where there is no limit. */
  readonly available: number | null;
  readonly unit: 'words' | 'bits' | 'instances' | 'MACs';
  /** Instances at work in an average step; only where the last round of a ragged loop leaves some idle. */
  readonly average?: number;
  /** More than 1 where it does not fit; null where there is no limit. */
  readonly share: number | null;
}

/** There always is a limit to instances. */
type Bounded = Filled & { readonly available: number; readonly share: number };

export function filledOf(level: FanoutReport | ComputeReport): Bounded;
export function filledOf(level: Exclude<LevelReport, LinkReport>): Filled;
export function filledOf(level: Exclude<LevelReport, LinkReport>): Filled {
  switch (level.type) {
    case 'memory':
      return level.footprint_bits === undefined
        ? filled(level.footprint_words, level.capacity_words, 'words')
        : filled(level.footprint_bits, level.capacity_bits ?? null, 'bits');
    case 'fanout':
      return {
        ...filled(level.used, level.mesh, 'instances'),
        ...(level.average < level.used && { average: level.average }),
      };
    case 'compute':
      return filled(level.used, level.mesh, 'MACs');
  }
}

function filled(used: number, available: number | null, unit: Filled['unit']): Filled {
  return { used, available, unit, share: available === null ? null : used / available };
}

/**
 * `98,304 of 131,072 words`, `327,680 words`, `8 of 14 instances`, `12 of 12 instances, 11.9 on average`
 *
 * @param text how numbers are written
 */
export function filledText({ used, available, unit, average }: Filled, text = number): string {
  const of = available === null ? '' : ` of ${text(available)}`;
  const mean = average === undefined ? '' : `, ${number(significant(average, 3))} on average`;
  return `${inUnit(`${text(used)}${of}`, unit)}${mean}`;
}
