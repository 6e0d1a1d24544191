import { goldenLibrary } from '../golden/load.js';

/** An architecture of the library and a layer of one of its networks. */
export interface Pair {
  readonly architecture: string;
  readonly network: string;
  readonly layer: string;
}

export const nameOf = ({ architecture, network, layer }: Pair): string => `${network}.${layer} on ${architecture}`;

const GEMM_ARCHITECTURES = ['Gemmini', 'Eyeriss', 'Simba', 'TPUv1'];
const CONV_ARCHITECTURES = GEMM_ARCHITECTURES.map((name) => `${name}Conv`);

const across = (architectures: readonly string[], network: string, layers: readonly string[]): Pair[] =>
  layers.flatMap((layer) => architectures.map((architecture) => ({ architecture, network, layer })));

/** The ten GEMM layers of the targets on their four architectures. */
export const gemmPairs = (): Pair[] => [
  ...across(GEMM_ARCHITECTURES, 'BertLarge', ['KQV', 'KTQ', 'VScores', 'FF1']),
  ...across(GEMM_ARCHITECTURES, 'MaestroBlas', ['MB1', 'MB2', 'MB3', 'MB4', 'MB5', 'MB6']),
];

/** The fifteen benchmark convolutions on their four architectures. */
export const convolutionPairs = (): Pair[] =>
  across(CONV_ARCHITECTURES, 'BenchmarkConvs', Object.keys(goldenLibrary().networks.BenchmarkConvs.layers));
