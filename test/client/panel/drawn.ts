import { comparisonFigure } from '../../../client/panel/figures/comparison.js';
import { diagramFigure } from '../../../client/panel/figures/diagram.js';
import type { Figure } from '../../../client/panel/figures/figure.js';
import { FIGURES } from '../../../client/panel/figures/index.js';
import { networkFigure } from '../../../client/panel/figures/network.js';
import { scatterFigure } from '../../../client/panel/figures/scatter.js';
import { diagramOf } from '../../../language/model/index.js';
import type { NetworkReport } from '../../../server/protocol/index.js';
import { libraryPair } from '../../golden/load.js';
import { alone, crowded, explored, offFront, open } from './exploration/sample.js';
import { publishedNetwork, reports } from './samples.js';

/** Letters of the longest names that figures are made for. */
const LONGEST = 60;

/** What is drawn for tests and the gallery: each figure by name, of each of its samples, in so many pixels of width. */
export const drawn: Readonly<Record<string, Readonly<Record<string, (width: number) => Figure>>>> = {
  ...Object.fromEntries(
    Object.entries(FIGURES).map(([name, figure]) => [
      name,
      Object.fromEntries(
        Object.entries(reports).map(([sample, report]) => [sample, (width: number) => figure(report(), width)]),
      ),
    ]),
  ),
  network: {
    blas: (width) => networkFigure(publishedNetwork('Eyeriss', 'MaestroBlas', ['MB6', 'MB3', 'MB4', 'MB5']), width),
    bert: (width) => networkFigure(publishedNetwork('Simba', 'BertLarge', ['KTQ', 'VScores', 'FF1']), width),
  },
  diagram: {
    eyeriss: (width) => diagramFigure(diagramOf(libraryPair('Eyeriss', 'MaestroBlas', 'MB6')[0]), width),
    simba: (width) => diagramFigure(diagramOf(libraryPair('Simba', 'MaestroBlas', 'MB6')[0]), width),
    // The count of a fanout and the peak are there, however long names are.
    named: (width) => {
      const diagram = diagramOf(libraryPair('Simba', 'MaestroBlas', 'MB6')[0]);
      const levels = diagram.levels.map((level) => ({ ...level, name: level.name.padEnd(LONGEST, 'OfTheInnerArray') }));
      return diagramFigure({ ...diagram, architecture: 'Simba'.padEnd(LONGEST, 'OfTheInnerArray'), levels }, width);
    },
  },
  scatter: {
    explored: (width) => scatterFigure(explored, width),
    offFront: (width) => scatterFigure(offFront, width),
    open: (width) => scatterFigure(open, width),
    alone: (width) => scatterFigure(alone, width),
    crowded: (width) => scatterFigure(crowded, width),
  },
  comparison: {
    blas: (width) => comparisonFigure(on(['Gemmini', 'Eyeriss', 'TPUv1'], ['MB3', 'MB4', 'MB1']), width),
    partial: (width) =>
      comparisonFigure([...on(['Eyeriss'], ['MB3', 'MB4', 'MB5']), ...on(['Simba'], ['MB3', 'MB5'])], width, {
        figure: 'latency',
        base: 1,
      }),
  },
};

const on = (architectures: readonly string[], layers: readonly string[]): NetworkReport[] =>
  architectures.map((architecture) => publishedNetwork(architecture, 'MaestroBlas', layers));
