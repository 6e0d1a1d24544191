import type { NetworkReport } from '../../../server/protocol/index.js';
import { comparedBy, comparisonFigure } from '../figures/comparison.js';
import { networkReport } from '../network/outcome.js';
import { mappingsOf, NETWORK, type NetworkShown } from '../network/view.js';
import type { Shown } from '../protocol.js';
import type { View } from '../view.js';
import { comparisonPage, titleOf } from './page.js';

/** One network on several architectures. */
export interface ComparisonShown {
  /** At least one, each with the same network. */
  networks: NetworkShown[];
  /** The document from which it was asked for. */
  uri: string;
}

export const COMPARISON: View<ComparisonShown> = {
  type: 'factorflow.comparison',
  title: (shown) => titleOf(reportsOf(shown)),
  summary: (shown) => `Shows ${COMPARISON.title(shown)}`,
  is: isComparisonShown,
  bases: ({ networks }) => networks.map(({ network: { basis } }) => basis),
  again: 'Map again',
  page: (shown, width, choices) => comparisonPage(reportsOf(shown), width, choices),
  figure: (shown, _index, choices) => {
    const reports = reportsOf(shown);
    return comparisonFigure(reports, SAVED, comparedBy(reports, choices));
  },
};

/** What came of the network on each architecture, as the command line gives it. */
export const reportsOf = ({ networks }: ComparisonShown): NetworkReport[] =>
  networks.map(({ network }) => networkReport(network));

/** The mappings that all of them have, network by network. */
export const mappingsOfAll = ({ networks }: ComparisonShown): Shown[] => networks.flatMap(mappingsOf);

/** The width of a figure that is saved, in pixels. */
const SAVED = 640;

function isComparisonShown(state: unknown): state is ComparisonShown {
  const shown = state as Partial<ComparisonShown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.uri === 'string' &&
    Array.isArray(shown.networks) &&
    shown.networks.length > 0 &&
    shown.networks.every(NETWORK.is)
  );
}
