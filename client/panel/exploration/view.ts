import type { Explored, Reference } from '../../../server/protocol/index.js';
import { scatterFigure } from '../figures/scatter.js';
import type { View } from '../view.js';
import { explorationPage } from './page.js';

/** How the mappings of a pair lie to each other. */
export interface ExplorationShown {
  /** `KQV on Eyeriss` */
  what: string;
  /** The document from which it was asked for. */
  uri: string;
  architecture: Reference;
  workload: Reference;
  explored: Explored;
}

export const EXPLORATION: View<ExplorationShown> = {
  type: 'factorflow.exploration',
  title: ({ what }) => `Mappings of ${what}`,
  summary: (shown) => `Shows ${EXPLORATION.title(shown)}`,
  is: isExplorationShown,
  bases: ({ explored: { basis } }) => [basis],
  again: 'Explore again',
  page: ({ what, explored }, width) => explorationPage(what, explored, width),
  figure: ({ what, explored }) => ({ ...scatterFigure(explored, SAVED), subject: what }),
};

/** The width of a figure that is saved, in pixels. */
const SAVED = 640;

function isExplorationShown(state: unknown): state is ExplorationShown {
  const shown = state as Partial<ExplorationShown> | null | undefined;
  return (
    typeof shown === 'object' &&
    shown !== null &&
    typeof shown.what === 'string' &&
    typeof shown.uri === 'string' &&
    typeof shown.architecture?.name === 'string' &&
    typeof shown.workload?.name === 'string' &&
    typeof shown.explored?.basis === 'object' &&
    typeof shown.explored.optimum?.mapping === 'object' &&
    Array.isArray(shown.explored.front) &&
    Array.isArray(shown.explored.declared) &&
    Array.isArray(shown.explored.explorations) &&
    shown.explored.explorations.every(({ distribution, marks }) => distribution && marks)
  );
}
