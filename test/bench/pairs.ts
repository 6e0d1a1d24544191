import { type Architecture, type Level, ROLES } from '../../language/domain/index.js';
import { goldenLibrary } from '../golden/load.js';

/** An architecture of the library, or a variant of it, and a layer of one of its networks. */
export interface Pair {
  readonly architecture: string;
  readonly variant?: Variant;
  readonly network: string;
  readonly layer: string;
}

/** What is changed of all levels of an architecture. */
const VARIANTS = {
  /** Every memory leaves all operands to mappings. */
  'may bypass': (level: Level): Level => (level.type === 'memory' ? { ...level, mayBypass: ROLES } : level),
  /** Instances hand words on to their neighbours. */
  peToPe: (level: Level): Level => (level.type === 'fanout' ? { ...level, peToPe: true } : level),
};
export type Variant = keyof typeof VARIANTS;

/** The architecture that a pair means, of that of the library. */
export const variantOf = (architecture: Architecture, { variant }: Pair): Architecture =>
  variant === undefined
    ? architecture
    : { ...architecture, levels: architecture.levels.map((level) => VARIANTS[variant](level)) };

export const nameOf = ({ architecture, variant, network, layer }: Pair): string =>
  `${network}.${layer} on ${architecture}${variant === undefined ? '' : `, ${variant}`}`;

const GEMM_ARCHITECTURES = ['Gemmini', 'Eyeriss', 'Simba', 'TPUv1'];
const CONV_ARCHITECTURES = GEMM_ARCHITECTURES.map((name) => `${name}Conv`);

const across = (architectures: readonly string[], network: string, layers: readonly string[]): Pair[] =>
  layers.flatMap((layer) => architectures.map((architecture) => ({ architecture, network, layer })));

/** The ten GEMM layers of the targets on their four architectures. */
export const gemmPairs = (architectures = GEMM_ARCHITECTURES): Pair[] => [
  ...across(architectures, 'BertLarge', ['KQV', 'KTQ', 'VScores', 'FF1']),
  ...across(architectures, 'MaestroBlas', ['MB1', 'MB2', 'MB3', 'MB4', 'MB5', 'MB6']),
];

/** The fifteen benchmark convolutions on their four architectures. */
export const convolutionPairs = (): Pair[] =>
  across(CONV_ARCHITECTURES, 'BenchmarkConvs', Object.keys(goldenLibrary().networks.BenchmarkConvs.layers));
