import { didYouMean, either, quoted } from '../wording.js';
import type { Rows } from './diagnostic.js';

/** A property that a file says. `keyword` is `energy` or `area`. */
export interface Tabled {
  readonly keyword: string;
  readonly path: string;
}

/** A level that may be meant by a component of a file. */
export interface MeantLevel {
  readonly level: string;
  readonly component: string;
}

const PLURALS: Readonly<Record<string, string>> = { energy: 'energies', area: 'areas' };

export const ESTIMATES = {
  'ffarch/unknown-component': {
    severity: 'error',
    explanation: 'Estimates know a few classes of components; `docs/estimates.md` lists them.',
    message: (of: { word: string; classes: readonly string[]; suggestion?: string }) =>
      `There is no component \`${of.word}\`. A level like this is made of ${either(quotedEach(of.classes))}.${didYouMean(of.suggestion)}`,
  },
  'ffarch/misplaced-component': {
    severity: 'error',
    explanation: 'Memories are made of what stores, compute levels of what computes, links of wires.',
    /** `kind` is what the level is, `classes` what it can be made of. */
    message: (of: { level: string; component: string; kind: string; classes: readonly string[] }) =>
      `\`${of.level}\` is ${of.kind}, which is not made of \`${of.component}\`. Choose ${either(quotedEach(of.classes))}.`,
  },
  'ffarch/unknown-attribute': {
    severity: 'error',
    explanation: 'Each class of components has attributes of its own; `docs/estimates.md` lists them.',
    message: (of: { component: string; attribute: string; attributes: readonly string[]; suggestion?: string }) =>
      `\`${of.component}\` has no attribute \`${of.attribute}\`, only ${quoted(of.attributes)}.${didYouMean(of.suggestion)}`,
  },
  'ffarch/repeated-attribute': {
    severity: 'error',
    explanation: 'An attribute that is given twice would leave open which of the two counts.',
    message: ({ component, attribute }: { component: string; attribute: string }) =>
      `\`${attribute}\` of \`${component}\` is given twice. Keep one of them.`,
  },
  'ffarch/missing-technology': {
    severity: (of: { needed: boolean }) => (of.needed ? 'error' : 'warning'),
    explanation:
      'What a component takes depends on the process that it is made in. `technology` stands on the level, or before the levels of the architecture for all of them.',
    /** `needed` is whether the level lacks an energy without the estimate. */
    message: ({ level, component }: { level: string; component: string; needed: boolean }) =>
      `What the \`${component}\` of \`${level}\` takes depends on its process. Add \`technology: 45nm\` here or before the levels of the architecture.`,
  },
  'ffarch/missing-component-bits': {
    severity: (of: { needed: boolean }) => (of.needed ? 'error' : 'warning'),
    explanation:
      'A component is as wide as the bits that it holds: those of a word are `valueBits`, or `bits` of each operand. `wordBits` are those of a row, where it holds several words.',
    message: ({ level, component }: { level: string; component: string; needed: boolean }) =>
      `What the \`${component}\` of \`${level}\` takes depends on the bits of a word. Add \`valueBits: 16\`.`,
  },
  'ffarch/no-estimate': {
    severity: 'error',
    explanation:
      'Outside of what a model covers it is not extrapolated. Write the energy that is known, from a synthesis, a data sheet or another tool, or change what the component is asked for.',
    /** `why` is a sentence with the number and the limit. */
    message: ({ level, why, typical }: { level: string; why: string; typical: string }) =>
      `\`${level}\` cannot be estimated: ${why} Write its energy, as in \`energy: ${typical}\`.`,
  },
  'ffarch/uncertain-estimate': {
    severity: 'warning',
    explanation:
      'The component is at the edge of what its model covers, or its figure is from a secondary source. The estimate is used; a value that is written wins over it.',
    /** `why` is a sentence with its numbers. */
    message: ({ level, why }: { level: string; why: string }) =>
      `The estimate of \`${level}\` is uncertain: ${why} Write \`energy\`, \`leakage\` and \`area\` where better values are known.`,
  },
  'ffarch/energy-file-unread': {
    severity: 'error',
    explanation:
      'The file that energies or areas are taken from is found relative to the document, and holds the energy reference table (ERT) of Accelergy 0.3 or 0.4, the area reference table (ART), or both.',
    /** `reason` goes on from the name of the file. */
    message: ({ keyword, path, reason, suggestion }: Tabled & { reason: string; suggestion?: string | undefined }) =>
      `No ${PLURALS[keyword]} can be taken from \`${path}\`: ${reason}. Correct the path or the file.${didYouMean(suggestion)}`,
  },
  'ffarch/energy-file-component': {
    severity: 'error',
    explanation: 'A level takes its energies from the component with its name, whatever that is in.',
    message: (of: { level: string; path: string; components: readonly string[]; suggestion?: string }) =>
      `\`${of.path}\` has no component \`${of.level}\`, only ${quoted(of.components)}. Rename the level, or write its energy.${didYouMean(of.suggestion)}`,
  },
  'ffarch/energy-file-action': {
    severity: 'error',
    explanation:
      'A memory takes the actions `read` and `write` (or `update`), a compute level `compute` or another action that works.',
    message: (of: { component: string; path: string; lacks: readonly string[]; actions: readonly string[] }) =>
      `\`${of.component}\` of \`${of.path}\` has no action ${quoted(of.lacks)}${of.actions.length > 0 ? `, only ${quoted(of.actions)}` : ''}. Add it there, or write the energy here.`,
  },
  'ffarch/energy-file-unused': {
    severity: 'info',
    explanation: 'The file has energies or areas of components that no level is called after: they are not counted.',
    /** `meant` are levels that the file lacks, with the components that are nearest in spelling. */
    message: ({
      keyword,
      path,
      components,
    }: Tabled & { components: readonly string[]; meant: readonly MeantLevel[] }) =>
      `No level is called ${either(quotedEach(components))}, which \`${path}\` has ${PLURALS[keyword]} of: they do not count. Rename a level that is meant.`,
  },
  'ffarch/energy-file-area': {
    severity: 'warning',
    explanation:
      'A level takes its area from the component with its name, whatever that is in. Without one its area, and so that of the architecture, is not known.',
    /** `components` are those that have an area. */
    message: (of: { level: string; path: string; components: readonly string[]; suggestion?: string }) =>
      `\`${of.path}\` has no area of \`${of.level}\`${of.components.length > 0 ? `, only of ${quoted(of.components)}` : ''}. Rename the level, or write its area.${didYouMean(of.suggestion)}`,
  },
  'ffarch/energy-not-from-file': {
    severity: 'error',
    explanation: 'Each level has an energy and an area of its own; only a file says them all at once.',
    message: ({ keyword }: Pick<Tabled, 'keyword'>) =>
      `An ${keyword} for all levels comes from a file, as in \`${keyword}: from "${keyword === 'energy' ? 'ERT' : 'ART'}.yaml"\`. Write this one on a level.`,
  },
  'ffarch/technology-unused': {
    severity: 'warning',
    unnecessary: true,
    explanation: 'Only what a `component` takes is estimated for a process; values that are written are those of any.',
    message: ({ level }: { level: string }) =>
      `\`${level}\` has no \`component\` that \`technology\` could be for. Remove it, or add \`component\`.`,
  },
} as const satisfies Rows;

const quotedEach = (words: readonly string[]): string[] => words.map((word) => quoted([word]));
