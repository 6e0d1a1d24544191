import { exact, inUnit, powerOf10 } from '../figures.js';
import { didYouMean, either, quoted } from '../wording.js';
import type { Rows } from './diagnostic.js';

/** What is likely meant by a unit that the language does not have. */
export type Advice =
  /** A multiple, which is a part of the number. */
  | { readonly multiple: string }
  /** What is so without being said. */
  | { readonly redundant: string }
  /** A quantity and what it comes to, with what that supposes. */
  | {
      readonly written: string;
      readonly comesTo: string;
      readonly suppositions: readonly string[];
      /** Whether it lacks a clock to convert with. */
      readonly clock: boolean;
    };

function advise(advice: Advice): string {
  if ('multiple' in advice) return `A multiple stands directly after its number, as in \`16${advice.multiple}i\`.`;
  if ('redundant' in advice) return `Leave \`${advice.redundant}\` out.`;
  const { written, comesTo, suppositions, clock } = advice;
  const why = clock ? 'There is no clock to convert with: ' : '';
  return `${why}${[`${written} is ${comesTo}`, ...suppositions].join(' ')}.`;
}

export interface UnknownUnit {
  readonly written: string;
  /** How the message calls the quantity: "An energy". */
  readonly what: string;
  /** What it can be given in; nothing where it has no unit. */
  readonly units: readonly string[];
  /** What it is in without a unit: "words per cycle". */
  readonly without?: string;
  readonly suggestion?: string;
  readonly advice?: Advice;
}

function unknownUnit({ written, what, units, without, suggestion, advice }: UnknownUnit): string {
  const rule =
    units.length > 0
      ? `${what} is given in ${units.join(', ')}${without === undefined ? '' : `, or without a unit in ${without}`}.`
      : `${what} has no unit.`;
  const remedy = advice ? ` ${advise(advice)}` : didYouMean(suggestion);
  return `\`${written}\` is not a unit here. ${rule}${remedy}`;
}

export const PROPERTIES = {
  'ffarch/missing-property': {
    severity: 'error',
    missing: true,
    explanation:
      'Memories need a size, an energy and a bandwidth; links and compute levels an energy. Without them nothing can be evaluated; nothing is assumed in their place.',
    message: ({ level, keyword, typical }: { level: string; keyword: string; typical: string }) =>
      `\`${level}\` has no \`${keyword}\`. Add a line like \`${keyword}: ${typical}\`.`,
  },
  'ffarch/repeated-property': {
    severity: 'error',
    explanation: 'A property that is given twice would leave open which of the two counts.',
    /** `coupling` is that of an order of one coupling. */
    message: ({ level, keyword, coupling }: { level: string; keyword: string; coupling?: string }) =>
      `\`${keyword}\` of \`${level}\` is given twice${coupling === undefined ? '' : ` for \`${coupling}\``}. Keep one of them.`,
  },
  'ffarch/unknown-property': {
    severity: 'error',
    explanation: 'This kind of level has no such property.',
    /** `owners` are the kinds of level that have it, or an architecture. */
    message: (of: { kind: string; keyword: string; owners: readonly string[]; suggestion?: string }) => {
      const article = (owner: string | undefined) => (owner === 'architecture' ? 'an' : 'a');
      const remedy =
        of.owners.length > 0
          ? ` It belongs to ${article(of.owners[0])} ${of.owners.join(' or ')}.`
          : didYouMean(of.suggestion);
      return `${article(of.kind) === 'an' ? 'An' : 'A'} ${of.kind} has no property \`${of.keyword}\`.${remedy}`;
    },
  },
  'ffarch/deprecated-property': {
    severity: 'info',
    deprecated: true,
    explanation: 'The property is read as before, but another one says the same and more.',
    /** `word` is what the other one says for it; `by` is why it is not needed, if it is not. */
    message: (of: { keyword: string; successor: string; word: string; by: 'given' | 'default' | 'other' }) => {
      const remedies = {
        given: `\`${of.successor}\` counts. Remove it.`,
        default: `\`${of.successor}: ${of.word}\` holds without it. Remove it.`,
        other: `\`${of.successor}\` has taken its place. Write \`${of.successor}: ${of.word}\`.`,
      };
      return `\`${of.keyword}\` is out of date: ${remedies[of.by]}`;
    },
  },
  'ffarch/unknown-unit': {
    severity: 'error',
    explanation:
      'Energies are in `pJ` (the default), `fJ` or `nJ`, or per bit as in `pJ/bit`; sizes and bandwidths in words (no unit), `b`, `B`, `KiB`, `MiB` or `GiB`; bandwidths in `GB/s` as well, and leakage in `mW`; areas in `um2` or `mm2`.',
    message: unknownUnit,
  },
  'ffarch/missing-clock': {
    severity: 'error',
    explanation:
      'The model counts cycles. What is per second, such as a bandwidth in GB/s or leakage in mW, becomes what it is per cycle by the `clock` of the architecture.',
    /** `comesTo` is what `written` is at 1 GHz. */
    message: (of: { written: string; architecture: string; comesTo: string }) =>
      `${of.written} is per second, and \`${of.architecture}\` has no clock. Add \`clock: 1 GHz\` to it: ${of.written} is then ${of.comesTo} per cycle.`,
  },
  'ffarch/implausible-quantity': {
    severity: ({ infinite }: { infinite: boolean }) => (infinite ? 'error' : 'warning'),
    explanation:
      'No chip has or takes so much, or so little: the exponent or the unit is wrong. language.md lists what is accepted of each kind of quantity. Beyond 10⁻³⁰ and 10³⁰ of the default unit it is an error, because energies and cycles would no longer be finite numbers once they are multiplied by counts.',
    /** It makes sense between two powers of ten of `unit`, the default one; `infinite` is what cannot be computed with. */
    message: (of: {
      what: string;
      written: string;
      unit: string;
      least: number;
      greatest: number;
      infinite: boolean;
    }) =>
      `${of.what} is ${of.written}, but makes sense only from ${powerOf10(of.least)} to ${`${powerOf10(of.greatest)} ${of.unit}`.trimEnd()}. Check its exponent and its unit.`,
  },
  'ffarch/clock-without-unit': {
    severity: 'warning',
    explanation:
      'A clock without a unit is in Hz. No chip is that slow, so another unit is likely meant. Write `Hz` after the number if it is not.',
    /** `meant` are the units with which the number is the clock of a chip, the likeliest first. */
    message: ({ written, value, meant }: { written: string; value: number; meant: readonly string[] }) =>
      `A clock without a unit is in Hz: this one is ${exact(value)} Hz. Did you mean ${either(meant.map((unit) => `\`${written} ${unit}\``))}?`,
  },
  'ffarch/unknown-word': {
    severity: 'error',
    explanation: 'The property takes one of a few words.',
    message: (of: { keyword: string; word: string; words: readonly string[]; suggestion?: string }) =>
      `\`${of.keyword}\` is ${either(of.words.map((word) => quoted([word])))}, not \`${of.word}\`.${didYouMean(of.suggestion)}`,
  },
  'ffarch/misplaced-operand': {
    severity: 'error',
    explanation:
      'Multicast can be said of one operand, `multicast: none for W`, and so can reduction, which only the output takes part in. Other properties go for all operands.',
    /** `output` is the name of the output where it is the only operand of which the property can be said. */
    message: ({ keyword, operand, output }: { keyword: string; operand: string; output?: string }) =>
      output === undefined
        ? `\`${keyword}\` goes for all operands, not for \`${operand}\` alone. Remove \`for ${operand}\`.`
        : `Only the output is combined by \`${keyword}\`, and \`${operand}\` is not one. Write \`for ${output}\`, or leave it out.`,
  },
  'ffarch/use-operator': {
    severity: 'error',
    explanation: '`use` is a lower bound on the share of the instances that a mapping uses.',
    message: ({ operator }: { operator: string }) =>
      `\`use\` is a lower bound, so \`${operator}\` means nothing here. Write \`use >= 0.75\`.`,
  },
  'ffarch/use-out-of-range': {
    severity: 'error',
    explanation: '`use` is a share of the instances of a fanout: above 0, and at most 1.',
    message: ({ use }: { use: string }) =>
      `\`use\` is a share of the instances, above 0 and at most 1, not ${use}. For three quarters of them write \`use >= 0.75\`.`,
  },
  'ffarch/unbounded': {
    severity: 'error',
    explanation: 'Only the size of a memory, and the bandwidth of a memory or a link, can be unbounded.',
    message: ({ keyword, allowed }: { keyword: string; allowed: readonly string[] }) =>
      `Only ${either(allowed)} can be unbounded, not \`${keyword}\`. Give it a number.`,
  },
  'ffarch/misplaced-per-wordline': {
    severity: 'error',
    explanation: 'A wordline is what a memory reads or writes at once; only energies are given for one.',
    message: ({ what }: { what: string }) =>
      `Only an energy can be given per wordline, not ${what}. Remove \`per wordline\`.`,
  },
  'ffarch/missing-value-bits': {
    severity: 'error',
    explanation:
      'The model counts words. To count them in bits or bytes, or to know what they take at so much a bit, it must know how many bits a word has: `valueBits`, or `bits` of each operand.',
    /** `comesTo` is what an energy per bit is for a word of 16 bits. */
    message: (of: { size: string } | { energy: string; comesTo: string }) =>
      'size' in of
        ? `How many words ${of.size} are depends on the bits of a word. Add \`valueBits: 16\`, or give words.`
        : `What a word takes at ${of.energy} depends on its bits. Add \`valueBits: 16\`: it is then ${of.comesTo}.`,
  },
  'ffarch/missing-word-bits': {
    severity: 'error',
    explanation:
      'The energy of a wordline is shared by the values in it: `wordBits` divided by the bits of a value, rounded down.',
    message: () => 'An energy per wordline is shared by the values in it. Add `wordBits: 64` and `valueBits: 16`.',
  },
  'ffarch/word-smaller-than-value': {
    severity: 'warning',
    explanation:
      'A value that is wider than a wordline takes several of them, and the energy of each. That is rarely intended.',
    message: ({ wordBits, valueBits }: { wordBits: number; valueBits: number }) =>
      `A value of ${exact(valueBits)} bits takes ${exact(Math.ceil(valueBits / wordBits))} wordlines of ${inUnit(exact(wordBits), 'bits')}. Raise \`wordBits\` or lower \`valueBits\`, unless that is intended.`,
  },
  'ffarch/missing-bits': {
    severity: 'error',
    explanation:
      'Where a memory gives the bits of its operands, its size and its bandwidths count bits, so it must know those of every operand that it stores.',
    message: ({ memory, operands }: { memory: string; operands: readonly string[] }) =>
      `\`${memory}\` stores ${quoted(operands)}, whose bits it does not give. Add \`${operands.map((name) => `${name} 16`).join(', ')}\`, or bypass ${operands.length === 1 ? 'it' : 'them'}.`,
  },
  'ffarch/repeated-bits': {
    severity: 'error',
    explanation: 'Bits that are given twice would leave open which of the two count.',
    message: ({ operand }: { operand: string }) => `The bits of \`${operand}\` are given twice. Keep one of them.`,
  },
  'ffarch/value-bits-unused': {
    severity: 'warning',
    unnecessary: true,
    explanation: '`valueBits` is for words that are all alike, `bits` for those of each operand.',
    message: ({ memory }: { memory: string }) =>
      `\`${memory}\` gives the bits of each operand, so \`valueBits\` has no effect. Remove it.`,
  },
  'ffarch/one-direction': {
    severity: 'error',
    explanation: 'A value for reads needs one for writes, and vice versa.',
    message: ({ keyword, direction, times }: { keyword: string; direction: string; times: number }) =>
      `\`${keyword}\` ${times === 0 ? 'lacks' : 'repeats'} \`${direction}\`. Give each of read and write once: \`${keyword}: read …, write …\`.`,
  },
  'ffarch/one-energy': {
    severity: 'error',
    explanation: 'A compute level neither reads nor writes; it has one energy per multiplication.',
    message: () =>
      'A compute level has one energy, not one each for read and write. Write it alone, as in `energy: 0.2 pJ`.',
  },
  'ffarch/zero-energy': {
    severity: 'warning',
    explanation:
      'With free accesses, mappings that use this level differently cost the same, and the best of them is arbitrary in that respect.',
    message: ({ level, of }: { level: string; of: 'accesses' | 'MACs' }) =>
      of === 'MACs'
        ? `MACs of \`${level}\` cost nothing, so the level plays no part in the energy. Give them an energy above 0.`
        : `Accesses to \`${level}\` cost nothing, so mappings that use it differently cost the same. Give them an energy above 0.`,
  },
  'ffarch/mesh-missing': {
    severity: 'error',
    missing: true,
    explanation: 'A fanout has a number of instances, in brackets after its name.',
    message: ({ level }: { level: string }) =>
      `Fanout \`${level}\` does not say how many instances it has. Write \`${level}[16]\`.`,
  },
} as const satisfies Rows;
