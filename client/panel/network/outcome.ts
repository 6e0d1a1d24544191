import type {
  LayerOutcome,
  LayerReport,
  MappedNetwork,
  MapReport,
  NetworkReport,
} from '../../../server/protocol/index.js';

/** The mapping that is known, which a search that failed may have, too. */
export function reportOf(outcome: LayerOutcome): MapReport | null {
  return outcome.kind === 'mapped' || outcome.kind === 'failed' ? outcome.report : null;
}

/** The JSON that `ffarch map` prints of a network (cli.md): the layers that have a mapping, those that are left out, and totals. */
export function networkReport({ name, architecture, layers, leftOut, totals }: MappedNetwork): NetworkReport {
  const reports = layers.flatMap(({ outcome, repeat }): LayerReport[] => {
    const report = reportOf(outcome);
    return report ? [{ ...report, repeat }] : [];
  });
  return { network: name, architecture, layers: reports, leftOut, totals };
}
