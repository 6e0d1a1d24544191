import { percent } from '../figures.js';

/** A layer that totals of a network leave out. */
interface LeftOut {
  readonly layer: string;
  readonly repeat: number;
  /** Of one run. */
  readonly macs: number;
}

/** What totals are without, for people: `fc, head (0.8 % of the MACs)`. */
export function leftOutText(leftOut: readonly LeftOut[], { macs }: { readonly macs: number }): string {
  const without = leftOut.reduce((sum, layer) => sum + layer.repeat * layer.macs, 0);
  return `${leftOut.map(({ layer }) => layer).join(', ')} (${percent(without / (macs + without))} of the MACs)`;
}
