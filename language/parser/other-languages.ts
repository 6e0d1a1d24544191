import { isProperty } from '../schema/index.js';
import { FROM_BOUND, turnedAround } from './comparisons.js';
import { FUNCTION_CALLS } from './functions.js';

/** What other languages write otherwise, where the parser finds it. */
export interface Habit {
  /** The rules of the grammar in which the parser stands, that of a file empty; any, if there are none. */
  readonly rules?: readonly string[];
  /** The line before the place, and what stands there and after it. */
  readonly before: RegExp;
  readonly after: RegExp;
  /**
   * What is meant, of what both have found; the part before the place that it replaces is the first group of `before`.
   * Null where it cannot be put there, undefined where it is none of the habit.
   */
  text(before: RegExpExecArray, after: RegExpExecArray): string | null | undefined;
  readonly remedy?: string;
  /** What to say instead of what the parser expected, where that is not what is wrong. */
  readonly fact?: string;
}

const NAME = '(?:[A-Za-z_]\\w*|"[^"]*")';
const LIST_BEFORE = /\b(?:bypass|order|factors)\s*:[^;{}]*?[^\s,:](\s+)$/;

const CONSTRAINT = 'A constraint is a dimension, then `=`, `<=` or `>=`, then a number.';

const OF_COUPLINGS: readonly Habit[] = [
  {
    before: /\b(?:dims|strides)\s+((?:\w+[\s,]+)+)$/,
    after: /^\w+(?:[\s,]+\w+)*/,
    text: ([, first], [rest]) => (first + rest).split(/[\s,]+/).join(', '),
    remedy: 'Commas separate the parts of a list.',
  },
  { before: /\b(?:dims|strides)()$/, after: /^\s*:/, text: () => '' },
  {
    rules: ['Coupling'],
    before: /()$/,
    after: /^(?:dims|strides)\b/,
    text: () => null,
    remedy: 'The dimensions come first, in one list, then the strides, then the computation.',
  },
  { rules: ['Computation'], before: /\]()\s*$/, after: /^=/, text: () => '+=' },
  {
    rules: ['Computation'],
    before: /\+=.*\](\s+)$/,
    after: new RegExp(`^${NAME}`),
    text: (_, [name]) => ` * ${name}`,
  },
  {
    rules: ['Axis'],
    before: /\b(\d+\s*)$/,
    after: new RegExp(`^${NAME}`),
    text: ([, n], [name]) => `${n!.trim()}*${name}`,
  },
  {
    rules: ['Axis'],
    before: /()$/,
    after: /^,\s*/,
    text: () => '][',
    remedy: 'Each axis has brackets of its own.',
  },
  {
    rules: ['Axis'],
    before: /()$/,
    after: /^(?:\d|[-/])/,
    text: () => null,
    remedy: 'An axis is a sum of dimensions, each alone or multiplied: `2*P + R`, or `strides s`, then `s*P + R`.',
  },
];

const OF_NETWORKS: readonly Habit[] = [
  { rules: ['Network'], before: /(?:^|[{;,])\s*()$/, after: /^-\s+(?=[A-Za-z_"])/, text: () => '' },
  { rules: ['Network'], before: new RegExp(`${NAME}\\s*()$`), after: /^\*/, text: () => 'x' },
  {
    rules: ['Network'],
    before: /()$/,
    after: new RegExp(`^(\\d+)\\s*[*x]\\s*(${NAME})`),
    text: (_, [, times, name]) => `${name} x ${times}`,
    remedy: 'Write how often a layer is run after it.',
  },
  {
    rules: ['Network'],
    before: new RegExp(`(?:^|[{;,}])\\s*(${NAME}\\s+${NAME}\\s*)$`),
    after: /^\{/,
    text: ([, names]) => `${names!.trim().replace(/\s+/, ' : ')} {`,
    remedy: 'Put a colon between a layer and its coupling.',
  },
];

/** Words that other languages begin a constant with, and types that they give it. */
const MODIFIERS =
  '(?:export|static|public|private|final|inline|let|var|val|mut|param|parameter|localparam|constexpr|def|set|auto)';
const TYPE =
  '(?:unsigned|signed|long|short|int|integer|uint|float|double|number|string|bool|boolean|size_t|real|usize|isize|[iuf]\\d+|u?int\\d+(?:_t)?)';
const NO_TYPE = 'Constants have no type: a number is a number.';
const BARE = 'A constant is declared as `const name = value`, without a type.';

const OF_CONSTANTS: readonly Habit[] = [
  {
    before: /()$/,
    after: new RegExp(`^(const\\s+${NAME})\\s*:\\s*[A-Za-z_][\\w<>[\\].]*\\s*(?:=|$)\\s*`),
    text: (_, [, head]) => `${head} = `,
    fact: NO_TYPE,
  },
  {
    before: /()$/,
    after: new RegExp(`^(const\\s+${NAME})\\s*:\\s*=?\\s*`),
    text: (_, [, head]) => `${head} = `,
    fact: BARE,
  },
  {
    before: new RegExp(`\\bconst\\s+((?:${MODIFIERS}|${TYPE})(?:\\s+${TYPE})*\\s+)$`),
    after: new RegExp(`^${NAME}(?=\\s*=)`),
    text: (_, [name]) => name,
    fact: NO_TYPE,
  },
  {
    rules: [''],
    before: /^\s*()$/,
    after: new RegExp(
      `^(?:(?:${MODIFIERS}\\s+)*(?:const\\s+)?(?:${TYPE}\\s+)+|(?:${MODIFIERS}\\s+)+(?:const\\s+)?)(${NAME})(?:\\s*:\\s*[A-Za-z_][\\w<>[\\].]*)?\\s*:?=\\s*`,
    ),
    text: (_, [, name]) => `const ${name} = `,
    fact: BARE,
  },
  {
    rules: [''],
    before: /^\s*()$/,
    after: new RegExp(`^(${NAME})\\s*(?::=|:(?=\\s*[\\d(]))\\s*`),
    text: (_, [, name]) => `const ${name} = `,
    fact: BARE,
  },
];

const OF_DECLARATIONS: readonly Habit[] = [
  { before: /\bimport\s*()$/, after: /^(?:\{[^{}]*\}|\*|\w+)(?:\s+as\s+\w+)?\s+from\s+(?=")/, text: () => '' },
  { before: /\bimport\s+"[^"]*"()\s*$/, after: /^,\s*(?=")/, text: () => '; import ' },
  ...OF_CONSTANTS,
  { before: new RegExp(`\\bconst\\s+${NAME}()\\s*$`), after: /^[\d(]\w*/, text: (_, [value]) => `= ${value}` },
  {
    rules: [''],
    before: /^\s*()$/,
    after: new RegExp(`^${NAME}\\s*=(?!=)`),
    text: (_, [head]) => `const ${head}`,
  },
  {
    before: /\bconst\b[^,]*=[^,]*()$/,
    after: new RegExp(`^,\\s*(?=${NAME}\\s*=)`),
    text: () => '; const ',
    remedy: 'Each constant is a declaration of its own.',
  },
  { before: /\bconst\b.*()$/, after: /^,\s*$/, text: () => '' },
  { before: /\b(\d{1,3})$/, after: /^(?:_\d{3})+\b/, text: ([, first], [rest]) => first + rest.replaceAll('_', '') },
  {
    before: new RegExp(`^\\s*(?:workload|architecture)\\s+${NAME}()\\s*$`),
    after: new RegExp(`^${NAME}`),
    text: (_, [coupling]) => `: ${coupling}`,
    remedy: 'Put a colon before the coupling.',
  },
  {
    before: new RegExp(`\\bworkload\\s+${NAME}\\s*:\\s*${NAME}(\\s*)$`),
    after: /^[[(]([^\])]*)[\])]/,
    text: (_, [, sizes]) => ` { ${sizes!.trim().replace(/\s*=\s*/g, ': ')} }`,
    remedy: 'Put sizes in braces.',
  },
  { before: /()$/, after: new RegExp(`^(mapping\\s+${NAME})\\s*:\\s*`), text: (_, [, head]) => `${head} of ` },
  { before: /\bmapping\s.*\bof\s+[\w."]+(\s*)$/, after: /^,/, text: () => ' on' },
  {
    before: /\bmapping\s+(of\s+)$/,
    after: new RegExp(`^${NAME}`),
    text: (_, [workload]) => `m of ${workload}`,
    remedy: 'A mapping has a name of its own.',
  },
];

const OF_CONSTRAINTS: readonly Habit[] = [
  {
    rules: ['Properties'],
    before: new RegExp(`\\bfactors\\s*:[^;{}]*${NAME}(\\s+)$`),
    after: /^in\s*[[(]\s*1\s*(?:,|\.\.)\s*(\w+)\s*[\])]/,
    text: (_, [, most]) => ` <= ${most}`,
  },
  {
    rules: ['Properties'],
    before: new RegExp(`\\bfactors\\s*:[^;{}]*${NAME}\\s*(=\\s*1)$`),
    after: /^\.\.=?\s*(\w+)/,
    text: (_, [, most]) => `<= ${most}`,
  },
  {
    rules: ['Properties'],
    before: new RegExp(`\\bfactors\\s*:(?:[^;{}]*,)?\\s*${NAME}(\\s+)$`),
    after: /^[\d(]\w*/,
    text: (_, [value]) => ` = ${value}`,
    remedy: CONSTRAINT,
  },
  {
    rules: ['Properties'],
    before: /\bfactors\s*:[^;{}]*()$/,
    after: new RegExp(`^\\d\\w*\\s*[<>=]+\\s*${NAME}\\s*[<>=]`),
    text: () => null,
    remedy: `A dimension has one constraint on a level. ${CONSTRAINT}`,
  },
  {
    rules: ['Properties'],
    before: /\bfactors\s*:(?:[^;{}]*,)?\s*()$/,
    after: FROM_BOUND,
    text: (_, [written]) => turnedAround(written)?.text,
    remedy: CONSTRAINT,
  },
];

const ONE_MESH = 'A mesh is one number of instances; several directions are fanouts of their own.';

/** The first that fits a place counts. */
export const HABITS: readonly Habit[] = [
  ...OF_DECLARATIONS,
  ...OF_COUPLINGS,
  ...OF_NETWORKS,
  {
    rules: ['Mapping'],
    before: new RegExp(`${NAME}\\s*:\\s*()$`),
    after: /^\{([^{}]*)\}/,
    text: (_, [, loops]) => loops!.trim(),
    remedy: 'Write lists without braces.',
  },
  {
    before: /()$/,
    after: new RegExp(`^([a-z]+\\s+${NAME})\\s*:\\s*(?=\\{)`),
    text: (_, [, head]) => `${head} `,
    remedy: 'Leave out the colon before a brace.',
  },
  { before: /\b(\d{1,3})$/, after: /^(?:,\d{3})+\b/, text: ([, first], [rest]) => first + rest.replaceAll(',', '') },
  {
    rules: ['Properties'],
    before: /:[^{}]*()$/,
    after: /^,(?=\s*([A-Za-z]+)\s*:)/,
    text: (_, [, keyword]) => (isProperty(keyword!) ? ';' : undefined),
    remedy: 'Semicolons or line breaks separate properties.',
  },
  ...OF_CONSTRAINTS,
  {
    rules: ['Properties'],
    before: /\b(bits\s*:\s*)$/,
    after: /^[\d(]/,
    text: (_, [value]) => `valueBits: ${value}`,
    fact: '`bits` are given for each operand, as in `bits: W 8, In 8, Out 32`; `valueBits` are those of words that are all alike.',
  },
  {
    rules: ['Properties'],
    before: LIST_BEFORE,
    after: new RegExp(`^${NAME}`),
    text: (_, [name]) => `, ${name}`,
    remedy: 'Commas separate the parts of a list.',
  },
  {
    rules: ['Mapping'],
    before: /:[^;{}:]*[\w)](\s+)$/,
    after: new RegExp(`^${NAME}(?=\\s*[\\d(]|\\s*$)`),
    text: (_, [name]) => `, ${name}`,
    remedy: 'Commas separate the loops of a level.',
  },
  {
    rules: ['Properties'],
    before: /(?:^|[{;,}])\s*()$/,
    after: /^([A-Za-z]+)(?:\s*=(?!=)|(?=\s+[\w("]))/,
    text: (_, after) => (isProperty(after[1]!) ? withColon(after) : undefined),
    remedy: 'Put a colon between a property and its value.',
  },
  {
    rules: ['Sizes'],
    before: /(?:^|[{;,])\s*()$/,
    after: new RegExp(`^${NAME}(?:\\s*=\\s*|\\s+(?=[\\d(]))[^{}]*[^{}\\s]`),
    text: (_, [sizes]) => sizes.replace(new RegExp(`(${NAME})(?:\\s*=\\s*|\\s+(?=[\\d(]))`, 'g'), '$1: '),
    remedy: 'Put a colon between a dimension and its size.',
  },
  {
    rules: ['Mapping'],
    before: /(?:^|[{;])\s*()$/,
    after: new RegExp(`^(${NAME})(?:\\s*=(?!=)|(?=\\s))(?=\\s*[A-Za-z_"][^:]*(?:$|[;}]))`),
    text: (_, after) => withColon(after),
    remedy: 'Put a colon between a level and its loops.',
  },
  {
    before: new RegExp(`(?:\\b(?:bypass|order|factors)\\s*:|\\bover|${NAME}\\s*:)\\s*()$`),
    after: /^\[([^[\]]*)\]/,
    text: (_, [, list]) => list!.trim(),
    remedy: 'Write lists without brackets.',
  },
  { before: /(=)$/, after: /^=+/, text: () => '=' },
  {
    before: /\b(?:fanout|compute)\b.*\[[^\]]*\S()\s*$/,
    after: /^(?:[xX]|,)\s*(\w+)\s*(?=\])/,
    text: (_, [, other]) => ` * ${other}`,
    remedy: ONE_MESH,
  },
  {
    before: new RegExp(`\\b(?:fanout|compute)\\s+${NAME}\\s*\\[[^[\\]]*[^[\\]\\s](\\s*\\]\\s*)$`),
    after: /^\[\s*(\w+)\s*(?=\])/,
    text: (_, [, other]) => ` * ${other}`,
    remedy: ONE_MESH,
  },
  {
    before: new RegExp(`\\b(?:fanout|compute)\\s+${NAME}(\\s*)$`),
    after: /^(?:\(\s*(\w+)\s*\)|(\d\w*))/,
    text: (_, [, one, other]) => `[${one ?? other}]`,
    remedy: 'Put the number of instances in brackets.',
  },
  { before: /\bover\s.*\w(\s+)$/, after: /^and\b/, text: () => ',' },
  { before: new RegExp(`^\\s*(?:workload|architecture)\\s+${NAME}\\s*()$`), after: /^=(?!=)/, text: () => ':' },
  {
    rules: ['Mapping'],
    before: new RegExp(`(${NAME}\\s*)$`),
    after: new RegExp(`^[=*]\\s*\\w+(?:\\s*,\\s*${NAME}\\s*[=*]\\s*\\w+)*`),
    text: ([, name], [loops]) => (name + loops).replace(/\s*[=*]\s*/g, ' '),
    remedy: 'A loop is a dimension and its iterations.',
  },
  {
    rules: ['Mapping'],
    before: new RegExp(`:.*?(${NAME}\\s*:\\s*)$`),
    after: /^\d\w*/,
    text: ([, name], [iterations]) => `${name!.replace(/\s*:\s*$/, '')} ${iterations}`,
    remedy: 'A loop is a dimension and its iterations.',
  },
  {
    rules: ['Mapping'],
    before: /[:,]\s*()$/,
    after: new RegExp(`^(\\d+)\\s*[*x]?\\s*(${NAME})`),
    text: (_, [, iterations, name]) => `${name} ${iterations}`,
    remedy: 'A loop is a dimension and its iterations.',
  },
  ...FUNCTION_CALLS,
];

/** A name with a colon in the place of what follows it. */
function withColon({ 0: all, 1: name, input }: RegExpExecArray): string {
  return /\s/.test(input[all.length] ?? ' ') ? `${name}:` : `${name}: `;
}
