import type {
  LayerOutcome,
  LayerReport,
  MappedLayer,
  MappedNetwork,
  MapReport,
  NetworkReport,
} from '../../../server/protocol/index.js';

/** The mapping that is known, which a search that failed may have, too. */
export function reportOf(outcome: LayerOutcome): MapReport | null {
  return outcome.kind === 'mapped' || outcome.kind === 'failed' ? outcome.report : null;
}

/** What pages of a network are called, on one architecture or several. */
export const networkTitle = (name: string, ...architectures: readonly string[]): string =>
  `${name} × ${architectures.join(', ')}`;

/** What a network's page shows, whatever it was computed from. */
export type NetworkContent = Omit<MappedNetwork, 'basis'>;

/** What the command line knows of a network as its page shows it: first what was mapped, then what is left out. */
export function networkContent({ network, architecture, layers, leftOut, totals }: NetworkReport): NetworkContent {
  const declared = (name: string) => ({ name, workload: { uri: '', name } });
  return {
    name: network,
    architecture,
    layers: [
      ...layers.map(
        (report): MappedLayer => ({
          ...declared(report.workload),
          repeat: report.repeat,
          outcome: { kind: 'mapped', report, stopped: report.search.proven ? 'proven' : 'finished' },
        }),
      ),
      ...leftOut.map(
        ({ layer, repeat, reason }): MappedLayer => ({
          ...declared(layer),
          repeat,
          outcome: { kind: 'unfit', message: reason },
        }),
      ),
    ],
    leftOut,
    totals,
  };
}

/** The JSON that `ffarch map` prints of a network (cli.md): the layers that have a mapping, those that are left out, and totals. */
export function networkReport({ name, architecture, layers, leftOut, totals }: NetworkContent): NetworkReport {
  const reports = layers.flatMap(({ outcome, repeat }): LayerReport[] => {
    const report = reportOf(outcome);
    return report ? [{ ...report, repeat }] : [];
  });
  return { network: name, architecture, layers: reports, leftOut, totals };
}
