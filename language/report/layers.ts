import type { EvaluationReport } from '../model/report.js';
import { cycleParts } from './cycles.js';
import { levelEnergies } from './energy-parts.js';

/** What a network runs `repeat` times. */
export interface RepeatedReport extends EvaluationReport {
  readonly repeat: number;
}

/** What is added up over the layers of a network. */
export type Summed = 'energy' | 'latency';

/** A level's part of something that is added up, in pJ or cycles. */
export interface LevelPart {
  readonly level: string;
  readonly value: number;
}

/** What all runs of a layer come to. */
export interface LayerSum {
  readonly layer: string;
  readonly repeat: number;
  /** pJ or cycles. */
  readonly value: number;
  /** From 0 to 1, of all layers. */
  readonly share: number;
  /** They add up to {@link value}; none is 0. */
  readonly parts: readonly LevelPart[];
}

/** What all runs of each layer take, with the levels that take it, in the order of the layers. */
export function layerSums(layers: readonly RepeatedReport[], summed: Summed): LayerSum[] {
  const sums = layers.map((layer) => {
    const { workload, repeat } = layer;
    const parts = partsOf(layer, summed).map(({ level, value }) => ({ level, value: repeat * value }));
    const value = repeat * (summed === 'energy' ? layer.energy_pJ : layer.latency_cycles);
    return { layer: workload, repeat, value, parts: parts.filter((part) => part.value > 0) };
  });
  const total = sums.reduce((all, { value }) => all + value, 0);
  return sums.map((sum) => ({ ...sum, share: total > 0 ? sum.value / total : 0 }));
}

function partsOf(report: EvaluationReport, summed: Summed): LevelPart[] {
  if (summed === 'energy') return levelEnergies(report).map(({ level, energy_pJ }) => ({ level, value: energy_pJ }));
  const macs = report.levels.at(-1)?.name ?? '';
  return cycleParts(report).map(({ level, cycles }) => ({ level: level ?? macs, value: cycles }));
}

/** What each level takes of all layers, in the order in which levels are met first. */
export function levelSums(sums: readonly LayerSum[]): LevelPart[] {
  const all = new Map<string, number>();
  for (const { parts } of sums) for (const { level, value } of parts) all.set(level, (all.get(level) ?? 0) + value);
  return [...all].map(([level, value]) => ({ level, value }));
}

/** The share of a total that {@link largestLayers} make. */
const MOST = 0.8;

/** The fewest layers that together make 80 % of the total, the largest first. */
export function largestLayers(sums: readonly LayerSum[]): LayerSum[] {
  let reached = 0;
  const largest: LayerSum[] = [];
  for (const sum of [...sums].sort((one, other) => other.value - one.value)) {
    if (reached >= MOST) break;
    largest.push(sum);
    reached += sum.share;
  }
  return largest;
}
