import type { Explored } from '../../../server/protocol/index.js';
import type { View } from '../view.js';
import { explorationPage } from './page.js';

/** How the mappings of a pair are distributed. */
export interface ExplorationShown {
  /** `KQV on Eyeriss` */
  what: string;
  /** The document from which it was asked for. */
  uri: string;
  explored: Explored;
}

export const EXPLORATION: View<ExplorationShown> = {
  type: 'factorflow.exploration',
  title: ({ what }) => `Mappings of ${what}`,
  summary: (shown) => `Shows ${EXPLORATION.title(shown)}`,
  is: isExplorationShown,
  bases: ({ explored: { basis } }) => [basis],
  again: 'Explore again',
  page: ({ what, explored }) => explorationPage(what, explored),
};

function isExplorationShown(state: unknown): state is ExplorationShown {
  const shown = state as Partial<ExplorationShown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.what === 'string' &&
    typeof shown.uri === 'string' &&
    typeof shown.explored?.basis === 'object' &&
    Array.isArray(shown.explored.explorations) &&
    shown.explored.explorations.length > 0 &&
    shown.explored.explorations.every(({ distribution, bins, curve }) => distribution && bins && curve)
  );
}
