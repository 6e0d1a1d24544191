import { exact, inUnit } from '../figures.js';
import { quoted } from '../wording.js';
import type { Rows } from './diagnostic.js';

/** A constraint of a level that does not suit a workload. */
export interface Unsuited {
  readonly level: string;
  readonly dimension: string;
  /** As it is written, or as it is reduced: `M = 16`. */
  readonly constraint: string;
}

export const WORKLOADS = {
  'ffarch/missing-size': {
    severity: 'error',
    missing: true,
    explanation:
      'A workload sets the size of every dimension of its coupling that has no default; strides are 1 if nothing is said.',
    message: ({ workload, missing }: { workload: string; missing: readonly string[] }) =>
      `\`${workload}\` gives no size for ${missing.join(', ')}. Add ${quoted(missing.map((name) => `${name}: 1`))}.`,
  },
  'ffarch/repeated-size': {
    severity: 'error',
    explanation: 'A size that is given twice would leave open which of the two counts.',
    message: ({ name }: { name: string }) => `\`${name}\` is given twice. Keep one of them.`,
  },
  'ffarch/counts-inexact': {
    severity: 'warning',
    explanation:
      'Counts beyond 2^53 are rounded to the nearest number that a computer represents. Results still have 15 digits.',
    /** `macs` in full, which no number holds. */
    message: ({ workload, macs }: { workload: string; macs: string }) =>
      `\`${workload}\` has ${macs} MACs; counts beyond ${exact(2 ** 53)} are no longer exact. Results will be rounded.`,
  },
  'ffarch/layer-cycle': {
    severity: 'error',
    explanation: 'A network whose layers are only networks that contain it has no layers.',
    message: () => 'This layer is only ever named by networks that name each other. Let one of them name a workload.',
  },
  'ffarch/network-cycle': {
    severity: 'error',
    explanation: 'A network that contains itself, directly or through others, would have layers without end.',
    message: ({ name, through }: { name: string; through: readonly string[] }) =>
      `\`${name}\` contains itself: ${[...through, name].map((each) => `\`${each}\``).join(' → ')}. Leave one of them out.`,
  },
  'ffarch/too-many-layers': {
    severity: 'error',
    explanation: 'Networks in networks multiply their layers. Repeat counts say the same in one layer.',
    message: ({ layers, most }: { layers: number; most: number }) =>
      `With this layer the network has ${exact(layers)} layers; at most ${exact(most)} are read. Repeat a network with \`x\` instead of listing it again.`,
  },
  'ffarch/values-unfit': {
    severity: 'error',
    explanation:
      'Sizes that follow from a constant must be positive whole numbers with its other value, too: half of the tokens, for example, need an even number of tokens.',
    message: ({ network, message }: { network: string; message: string }) =>
      `With these values \`${network}\` has an error: ${message}`,
  },
  'ffarch/incompatible-pair': {
    severity: 'error',
    explanation:
      'An architecture runs workloads of its couplings, and of others whose dimensions it has and which index the same operands.',
    message: ({ reason }: { reason: string }) =>
      `${reason}. Choose an architecture for that coupling, or name the coupling in the architecture.`,
  },
  'ffarch/constraint-reduced': {
    severity: 'hint',
    explanation:
      'A constraint that asks for more iterations than the workload has left is reduced to what there is, so an architecture serves small layers, too.',
    message: ({ level, dimension, constraint, to, size }: Unsuited & { to: number; size: number }) =>
      `\`${constraint}\` on \`${level}\` is reduced to ${exact(to)} here: \`${dimension}\` is ${exact(size)} in this workload.`,
  },
  'ffarch/constraint-indivisible': {
    severity: 'warning',
    explanation:
      'Temporal loops divide what the loops inside them leave of a dimension; only spatial loops may leave a last round in which some instances idle. Padding the workload helps: `factorflow.mapper.pad`, or `--pad`.',
    message: ({ level, constraint, left }: Unsuited & { left: number }) =>
      `\`${constraint}\` on \`${level}\` does not divide the ${inUnit(exact(left), 'iterations')} left for it, so no mapping is legal. Change it to a divisor of ${exact(left)}, or pad the workload.`,
  },
} as const satisfies Rows;
