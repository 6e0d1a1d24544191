import { exact } from '../figures.js';
import type { Rows } from './diagnostic.js';

/** A rule that the numbers of a mapping break. */
export interface Broken {
  /** What the model says of it. */
  readonly fact: string;
  readonly level: string | null;
  readonly dimension: string | null;
}

/** The model calls levels by their bare names, which it begins with. */
const factOf = ({ fact, level }: Broken): string =>
  level !== null && fact.startsWith(level) ? `\`${level}\`${fact.slice(level.length)}` : fact;

export const MAPPINGS = {
  'ffarch/mapping-incomplete': {
    severity: 'error',
    missing: true,
    explanation: 'A mapping names what it maps and what it maps it on.',
    message: ({ mapping, lacks }: { mapping: string; lacks: 'workload' | 'architecture' }) =>
      `Mapping \`${mapping}\` does not name its ${lacks}. Add \`${lacks === 'workload' ? 'of MB6' : 'on Eyeriss'}\`.`,
  },
  'ffarch/repeated-level-loops': {
    severity: 'error',
    explanation: 'The loops of a level are one list, in their order.',
    message: ({ level }: { level: string }) => `The loops of \`${level}\` are given twice. Put them in one list.`,
  },
  'ffarch/repeated-loop': {
    severity: 'error',
    explanation: 'A level has one loop for a dimension.',
    message: ({ level, dimension }: { level: string; dimension: string }) =>
      `\`${dimension}\` has two loops on \`${level}\`; a dimension has one on a level. Multiply them into one.`,
  },
  'ffarch/mapping-product': {
    severity: 'error',
    explanation:
      'Over all levels, the iterations of a dimension multiply to its size; otherwise some of the work is left out or done twice. Temporal loops divide what the loops inside them leave. Spatial loops need not: 12 instances for 512 iterations take 43 rounds, in the last of which 8 work.',
    /** `complete` is the loop that would make the product right, if there is one. */
    message: (of: { dimension: string; product: number; size: number; complete?: string }) =>
      `The iterations of \`${of.dimension}\` multiply to ${exact(of.product)}, but its size is ${exact(of.size)}.${
        of.complete === undefined ? '' : ` Write \`${of.complete}\`.`
      }`,
  },
  'ffarch/mapping-capacity': {
    severity: 'error',
    explanation:
      'The tiles that a level keeps, in all of its buffers, must fit into it. The tile of an operand is what the loops inside the level touch.',
    message: (of: Broken) => `${factOf(of)}. Move iterations to a level further out.`,
  },
  'ffarch/mapping-bypass': {
    severity: 'error',
    explanation:
      'A mapping decides only what a memory leaves to it with `mayBypass`. Everything else is kept there, or bypassed, in every mapping.',
    /** `askable` tells whether the memory could leave it to mappings. */
    message: (of: { level: string } & ({ stores: false } | { stores: true; operand: string; askable: boolean })) =>
      of.stores
        ? `\`${of.level}\` keeps \`${of.operand}\` in every mapping. Remove it here${of.askable ? `, or leave it to mappings: \`mayBypass: ${of.operand}\`` : ''}.`
        : `\`${of.level}\` stores nothing that it could bypass: only a memory does. Remove \`bypass\`.`,
  },
  'ffarch/mapping-stored-nowhere': {
    severity: 'error',
    explanation: 'An operand that every memory bypasses would come from nowhere.',
    /** `last` is the memory at which it is said. */
    message: ({ operand, memories, last }: { operand: string; memories: number; last: string }) =>
      `\`${operand}\` is kept nowhere: ${memories === 1 ? 'the only memory bypasses' : `all ${exact(memories)} memories bypass`} it. Let \`${last}\` or another memory keep it.`,
  },
  'ffarch/mapping-mesh': {
    severity: 'error',
    explanation: 'A spatial level has an instance for each of its iterations.',
    message: (of: Broken) => `${factOf(of)}. Lower its iterations, or raise the mesh.`,
  },
  'ffarch/mapping-use': {
    severity: 'error',
    explanation: 'A fanout with `use >= …` takes only mappings that use at least that share of its instances.',
    message: (of: Broken) => `${factOf(of)}. Raise its iterations, or lower \`use\`.`,
  },
  'ffarch/mapping-dimension': {
    severity: 'error',
    explanation:
      'A spatial level has loops over the dimensions that it unrolls and over no others. On a link no loop runs at all.',
    message: (of: Broken) => `${factOf(of)}. Move the loop to another level.`,
  },
  'ffarch/mapping-factor': {
    severity: 'error',
    explanation: 'The loop breaks a constraint of its level.',
    message: (of: Broken) => `${factOf(of)}. Change the loop, or the constraint.`,
  },
  'ffarch/mapping-order': {
    severity: 'error',
    explanation: 'Loops of more than one iteration are in the order that the level prescribes, outermost first.',
    message: (of: Broken) => `${factOf(of)}. Reorder the loops, or the constraint.`,
  },
} as const satisfies Rows;
