import { COMPARISON, type ComparisonShown } from '../../../client/panel/comparison/view.js';
import { DIAGRAM, type DiagramShown } from '../../../client/panel/diagram/view.js';
import { EXPLORATION, type ExplorationShown } from '../../../client/panel/exploration/view.js';
import { networkContent } from '../../../client/panel/network/outcome.js';
import { NETWORK, type NetworkShown } from '../../../client/panel/network/view.js';
import type { Shown } from '../../../client/panel/protocol.js';
import { RESULT } from '../../../client/panel/result/view.js';
import { diagramOf } from '../../../language/model/index.js';
import type { MappedLayer, NetworkReport } from '../../../server/protocol/index.js';
import { libraryPair } from '../../golden/load.js';
import { alone, crowded, explorationShown, explored } from './exploration/sample.js';
import {
  basis,
  deep,
  illegal,
  linked,
  published,
  publishedNetwork,
  ragged,
  reports,
  shownOf,
  vast,
} from './samples.js';

/** What a page shows, of which kind. */
type Sample =
  | { readonly view: typeof RESULT; readonly shown: Shown }
  | { readonly view: typeof NETWORK; readonly shown: NetworkShown }
  | { readonly view: typeof COMPARISON; readonly shown: ComparisonShown }
  | { readonly view: typeof DIAGRAM; readonly shown: DiagramShown }
  | { readonly view: typeof EXPLORATION; readonly shown: ExplorationShown };

const uri = 'file:///examples/first.ffarch';
const result = (shown: Shown): Sample => ({ view: RESULT, shown });
const network = (shown: NetworkShown): Sample => ({ view: NETWORK, shown });
const comparison = (networks: NetworkShown[]): Sample => ({ view: COMPARISON, shown: { networks, uri } });

const networkShown = (report: NetworkReport): NetworkShown => ({
  network: { ...networkContent(report), basis: basis(report.layers.length) },
  uri,
  architecture: { uri, name: report.architecture },
});

/** Layers that take as much as {@link deep}, and some that came to nothing, each for another reason. */
function unfinished(): NetworkShown {
  const { report } = deep();
  const whole = publishedNetwork('Eyeriss', 'MaestroBlas', ['MB6']);
  const mapped = { ...whole.layers[0]!, ...report, repeat: 1_000_000_000 };
  const name = report.workload;
  const without = (outcome: MappedLayer['outcome']): MappedLayer => ({
    name: `${outcome.kind}${name}`.slice(0, 60),
    workload: { uri, name },
    repeat: 1,
    outcome,
  });
  const { network, ...rest } = networkShown({ ...whole, architecture: report.architecture, layers: [mapped] });
  const layers = [
    ...network.layers,
    without({ kind: 'infeasible', message: `\`${name}\` needs more words than there are.`, culprits: [], offers: [] }),
    without({ kind: 'unfit', message: `\`${name}\` is a \`conv\`: gemm has no dimension P, Q, C, R, S.` }),
    without({ kind: 'cancelled' }),
    without({ kind: 'failed', report: null, message: 'out of memory' }),
  ];
  return { ...rest, network: { ...network, layers, totals: null } };
}

function diagram(architecture: string): Sample {
  const drawn = { kind: 'drawn' as const, diagram: diagramOf(libraryPair(architecture, 'MaestroBlas', 'MB6')[0]) };
  return { view: DIAGRAM, shown: { architecture: { uri, name: architecture }, uri, drawn: { ...drawn, places: [] } } };
}

/** Pages for which what is tried in a browser has to hold, each with something that others do not have. */
export const pages: Readonly<Record<string, () => Sample>> = {
  'a result': () => result(published('Eyeriss', 'MaestroBlas', 'MB6', { gap: 0, proven: true })),
  'a result that was cancelled': () =>
    result({ ...published('Simba', 'BertLarge', 'KTQ', { gap: 3.1 }), stopped: 'cancelled' }),
  'a result beside another': () =>
    result({
      ...published('Eyeriss', 'MaestroBlas', 'MB6'),
      compared: { as: 'pinned', report: published('Simba', 'MaestroBlas', 'MB6').report },
    }),
  'a mapping that breaks rules': () => result(illegal()),
  'a mapping with remainders': () => result(ragged()),
  'a result that stalls': () => result(shownOf(reports.stalled!())),
  'a result of links': () => result(linked()),
  'sizes up to 10^15': () => result(vast()),
  'twenty levels with long names': () => result(deep()),
  'twenty levels beside themselves': () => {
    const { report, ...rest } = deep();
    return result({ ...rest, report, compared: { as: 'pinned', report } });
  },
  'a network': () => network(networkShown(publishedNetwork('Simba', 'BertLarge', ['KTQ', 'VScores', 'FF1']))),
  'a network that is not finished': () => network(unfinished()),
  'networks compared': () =>
    comparison(
      ['Gemmini', 'Eyeriss', 'TPUv1'].map((on) =>
        networkShown(publishedNetwork(on, 'MaestroBlas', ['MB1', 'MB3', 'MB4'])),
      ),
    ),
  'a network on five architectures': () =>
    comparison(
      ['Gemmini', 'Eyeriss', 'TPUv1', 'Gemmini', 'Eyeriss'].map((on) =>
        networkShown(publishedNetwork(on, 'MaestroBlas', ['MB1', 'MB3', 'MB4'])),
      ),
    ),
  'networks compared that are not finished': () => comparison([unfinished(), unfinished()]),
  'a diagram': () => diagram('Simba'),
  'an exploration': () => ({ view: EXPLORATION, shown: explorationShown(explored) }),
  'an exploration with many names near the optimum': () => ({ view: EXPLORATION, shown: explorationShown(crowded) }),
  'an exploration of one mapping': () => ({ view: EXPLORATION, shown: explorationShown(alone) }),
};
