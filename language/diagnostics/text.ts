import { exact, plural } from '../figures.js';
import { didYouMean, either } from '../wording.js';
import type { Rows, Severity } from './diagnostic.js';

/** What lexer or parser say of a place, in the words of `parser/parser-messages.ts`. */
export interface Misread {
  readonly fact: string;
  readonly remedy?: string;
  /** A word that is likely meant instead of the one in the range. */
  readonly suggestion?: string;
  /** The same where it is not a word: what to write in the place of what is in the range, as it is. */
  readonly replacement?: string;
}

/** How many diagnostics of a document are shown. Editors slow down with more, and nobody reads them. */
export const MOST_SHOWN = 1000;

export interface Unresolved {
  readonly name: string;
  /** What it should be the name of. */
  readonly kind: string;
  /** What it is the name of instead. */
  readonly other?: string;
  /** Where it was looked for, when that is a single declaration. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** The nearest spelling. */
  readonly suggestion?: string;
  /** What is meant that is not a name: the product that `NxN` is in other languages. */
  readonly product?: string;
  /** A layer of the network that was named instead of a workload. */
  readonly layer?: string;
  /** The names that there are, where they are few. */
  readonly known: readonly string[];
}

/** What stands in files by itself, so another file may have it. */
const DECLARED = new Set(['constant', 'coupling', 'architecture', 'network', 'workload', 'workload or network']);

const withArticle = (noun: string): string => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;

function remedyOf({ kind, other, owner, suggestion, product, layer, known }: Unresolved): string {
  const meant = suggestion ?? product;
  if (meant !== undefined) return didYouMean(meant);
  if (layer !== undefined) return ` Name one of its layers, such as \`${layer}\`.`;
  if (known.length > 0) return ` Known: ${known.join(', ')}.`;
  return !other && !owner && DECLARED.has(kind) ? ' Declare it, or import the file that does.' : '';
}

const misread = ({ fact, remedy }: Misread): string => (remedy ? `${fact} ${remedy}` : fact);

export const TEXT = {
  'ffarch/unexpected-text': {
    severity: 'error',
    explanation:
      'A character that means nothing in the language, a comment that is never closed, or an expression with more operators than can be read. A name that is not an identifier is written in double quotes.',
    message: misread,
  },
  'ffarch/syntax': {
    severity: 'error',
    explanation: 'The text is not what the grammar expects here. What comes before and after it is still understood.',
    message: misread,
  },
  'ffarch/unresolved-name': {
    severity: 'error',
    explanation:
      'Nothing of this name is in scope: neither in this file, nor in its imports, nor in the standard library. Dimensions and operands belong to a coupling, levels to an architecture, layers to a network; upper and lower case differ.',
    message: (of: Unresolved) => {
      const { name, kind, other, owner } = of;
      const where = owner ? ` in ${owner.kind} \`${owner.name}\`` : '';
      const fact = other
        ? `\`${name}\` is ${withArticle(other)}, not ${withArticle(kind)}.`
        : `There is no ${kind} \`${name}\`${where}.`;
      return fact + remedyOf(of);
    },
  },
  'ffarch/ambiguous-name': {
    severity: 'error',
    explanation:
      'Layers of several networks have this name: write the network before it, as in `BertLarge.KQV`. Or operands of several couplings have it, in different roles: call yours as the first coupling of the architecture does, whose names stand for the counterparts in the others.',
    /** `instead` are the names of the first coupling, where an operand is meant. */
    message: ({
      name,
      meanings,
      instead,
    }: {
      name: string;
      meanings: readonly string[];
      instead?: readonly string[];
    }) =>
      `\`${name}\` is ambiguous: ${meanings.join(', ')}. ${instead ? `Write ${either(instead.map((one) => `\`${one}\``))}, as the first coupling does.` : 'Qualify or rename it.'}`,
  },
  'ffarch/more-findings': {
    severity: ({ worst }: { worst: Severity }) => worst,
    explanation: `Only the first ${exact(MOST_SHOWN)} findings of a file are shown, and how many more there are.`,
    message: ({ errors, others }: { errors: number; others: number; worst: Severity }) =>
      `${plural(errors, 'more error')} and ${plural(others, 'other finding')} follow in this file. Fix the first ones to see these.`,
  },
  'ffarch/repeated-declaration': {
    severity: 'error',
    explanation: 'Where a file has several declarations of the same kind and name, the first one counts.',
    message: ({ kind, name }: { kind: string; name: string }) =>
      `There is a ${kind} \`${name}\` already; this one is ignored. Rename one of them.`,
  },
  'ffarch/shadows-library': {
    severity: 'hint',
    explanation:
      'A declaration of your own comes before one of the same name in the standard library, in this file and in those that import it. This is allowed; it is reported because it changes what the name means.',
    message: ({ kind, name }: { kind: string; name: string }) =>
      `This ${kind} takes the place of \`${name}\` in the standard library.`,
  },
} as const satisfies Rows;
