import type { Draft, DraftArchitecture, DraftDeclaration } from '../draft.js';
import { energySourcesOf } from '../ert.js';
import { technologyOf } from '../estimated.js';
import type { Importer, ImportInput } from '../importer.js';
import { architectureCoupling, couplingsOf } from '../kernels/collected.js';
import { rolesOf } from '../kernels/roles.js';
import { type Spelling, spellingOf } from '../kernels/spelling.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import { looksLikeConfiguration, readConfiguration } from './config.js';
import { configurationOf, levelsOf } from './levels.js';
import { looksLikeTopology, readTopology } from './topology.js';

/** Reads files of SCALE-Sim. */
export const scalesim: Importer = { read };

/** Topologies of SCALE-Sim as networks, and configurations as systolic arrays for their kernels. */
function read(input: ImportInput, report: Report): Draft {
  const { files } = input;
  const sources = energySourcesOf(input, report);
  const topologies = files.filter(looksLikeTopology).map((file) => readTopology(file, report));
  const layers = topologies.flatMap(({ network }) => network.layers);
  const architectures = files.filter(looksLikeConfiguration).flatMap((file): DraftArchitecture[] => {
    const configuration = configurationOf(readConfiguration(file), file, report);
    if (!configuration) return [];
    const kernels = new Map(layers.map(({ spelling }) => [architectureCoupling(spelling), spelling]));
    if (kernels.size === 0) kernels.set('stridedConv', CONVOLUTION);
    return [...kernels].map(([coupling, spelling], at) => {
      const dimensions = spelling.sizes.map(([dimension]) => dimension);
      const levels = levelsOf(configuration, rolesOf(spelling), dimensions, sources, report);
      return {
        kind: 'architecture',
        name: at === 0 ? nameOfFile(file) : `${nameOfFile(file)}_${coupling}`,
        couplings: [coupling],
        properties: technologyOf(levels),
        levels,
        from: file.place,
      };
    });
  });
  const networks = topologies.flatMap(({ network }): DraftDeclaration[] => (network.draft ? [network.draft] : []));
  if (networks.length + architectures.length === 0 && !report.failed && files[0])
    report.add(
      'ffarch/import-incomplete',
      { what: 'layer that could be read', remedy: 'Name a topology, or a configuration with [architecture_presets].' },
      files[0].place,
    );
  return {
    assumptions: [
      ...topologies.flatMap(({ assumptions }) => assumptions),
      ...(architectures.length > 0
        ? ['Words of SCALE-Sim have 8 bits, and rows of its memories 64; it says neither.']
        : []),
    ],
    declarations: [...couplingsOf(layers), ...architectures, ...networks],
  };
}

/** The kernel of an array that no topology is given for. */
const CONVOLUTION: Spelling = spellingOf({
  kernel: 'conv',
  sizes: { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1 },
  strides: [1, 1],
  dilations: [1, 1],
});
