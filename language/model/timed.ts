import type { Figures, Timed } from '../figures.js';

/** The work and cost of a run. */
type Run = Pick<Figures, 'energy_pJ' | 'latency_cycles'> & { readonly macs: number };

/** What a run comes to by a clock in Hz; nothing without one. */
export function timed({ macs, energy_pJ, latency_cycles }: Run, clock_Hz: number | undefined): Timed | undefined {
  if (clock_Hz === undefined) return undefined;
  const latency_s = latency_cycles / clock_Hz;
  const operations = 2 * macs;
  return {
    clock_Hz,
    latency_s,
    power_W: (energy_pJ * 1e-12) / latency_s,
    performance_TOPS: (operations * 1e-12) / latency_s,
    // Operations per pJ are 10¹² of them per joule.
    efficiency_TOPS_per_W: operations / energy_pJ,
  };
}
