import { comparisonFigure } from '../figures/comparison.js';
import { networkReport } from '../network/outcome.js';
import { NETWORK, type NetworkShown } from '../network/view.js';
import type { View } from '../view.js';
import { comparisonPage } from './page.js';

/** One network on several architectures. */
export interface ComparisonShown {
  /** At least one, each with the same network. */
  networks: NetworkShown[];
  /** The document from which it was asked for. */
  uri: string;
}

export const COMPARISON: View<ComparisonShown> = {
  type: 'factorflow.comparison',
  title: ({ networks }) =>
    `${networks[0]?.network.name} × ${networks.map(({ network: { architecture } }) => architecture).join(', ')}`,
  summary: (shown) => `Shows ${COMPARISON.title(shown)}`,
  is: isComparisonShown,
  bases: ({ networks }) => networks.map(({ network: { basis } }) => basis),
  again: 'Map again',
  page: ({ networks }, width) =>
    comparisonPage(
      networks.map(({ network }) => networkReport(network)),
      width,
    ),
  figure: ({ networks }) =>
    comparisonFigure(
      networks.map(({ network }) => networkReport(network)),
      SAVED,
    ),
};

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
