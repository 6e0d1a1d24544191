import { isProperty } from '../schema/index.js';
import { FROM_BOUND, turnedAround } from './comparisons.js';
import { FUNCTION_CALLS } from './functions.js';

/** What other languages write otherwise, where the parser finds it. */
export interface Habit {
  /** The rules of the grammar in which the parser stands, that of a file empty; any, if there are none. */
  readonly rules?: readonly string[];
  /** The line before the place, and what stands there and behind it. */
  readonly before: RegExp;
  readonly behind: RegExp;
  /**
   * What is meant, of what both have found; the part before the place that it replaces is the first group of `before`.
   * Null where it cannot be put there, undefined where it is none of the habit.
   */
  text(before: RegExpExecArray, behind: RegExpExecArray): string | null | undefined;
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
    behind: /^\w+(?:[\s,]+\w+)*/,
    text: ([, first], [rest]) => (first + rest).split(/[\s,]+/).join(', '),
    remedy: 'Commas separate the parts of a list.',
  },
  { before: /\b(?:dims|strides)()$/, behind: /^\s*:/, text: () => '' },
  {
    rules: ['Coupling'],
    before: /()$/,
    behind: /^(?:dims|strides)\b/,
    text: () => null,
    remedy: 'The dimensions come first, in one list, then the strides, then the computation.',
  },
  { rules: ['Computation'], before: /\]()\s*$/, behind: /^=/, text: () => '+=' },
  {
    rules: ['Computation'],
    before: /\+=.*\](\s+)$/,
    behind: new RegExp(`^${NAME}`),
    text: (_, [name]) => ` * ${name}`,
  },
  {
    rules: ['Axis'],
    before: /\b(\d+\s*)$/,
    behind: new RegExp(`^${NAME}`),
    text: ([, n], [name]) => `${n.trim()}*${name}`,
  },
  {
    rules: ['Axis'],
    before: /()$/,
    behind: /^,\s*/,
    text: () => '][',
    remedy: 'Each axis has brackets of its own.',
  },
  {
    rules: ['Axis'],
    before: /()$/,
    behind: /^(?:\d|[-/])/,
    text: () => null,
    remedy: 'An axis is a sum of dimensions, each alone or multiplied: `2*P + R`, or `strides s`, then `s*P + R`.',
  },
];

const OF_NETWORKS: readonly Habit[] = [
  { rules: ['Network'], before: /(?:^|[{;,])\s*()$/, behind: /^-\s+(?=[A-Za-z_"])/, text: () => '' },
  { rules: ['Network'], before: new RegExp(`${NAME}\\s*()$`), behind: /^\*/, text: () => 'x' },
  {
    rules: ['Network'],
    before: /()$/,
    behind: new RegExp(`^(\\d+)\\s*[*x]\\s*(${NAME})`),
    text: (_, [, times, name]) => `${name} x ${times}`,
    remedy: 'How often a layer is run stands behind it.',
  },
  {
    rules: ['Network'],
    before: new RegExp(`(?:^|[{;,}])\\s*(${NAME}\\s+${NAME}\\s*)$`),
    behind: /^\{/,
    text: ([, names]) => `${names.trim().replace(/\s+/, ' : ')} {`,
    remedy: 'A colon stands between a layer and its coupling.',
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
    behind: new RegExp(`^(const\\s+${NAME})\\s*:\\s*[A-Za-z_][\\w<>[\\].]*\\s*(?:=|$)\\s*`),
    text: (_, [, head]) => `${head} = `,
    fact: NO_TYPE,
  },
  {
    before: /()$/,
    behind: new RegExp(`^(const\\s+${NAME})\\s*:\\s*=?\\s*`),
    text: (_, [, head]) => `${head} = `,
    fact: BARE,
  },
  {
    before: new RegExp(`\\bconst\\s+((?:${MODIFIERS}|${TYPE})(?:\\s+${TYPE})*\\s+)$`),
    behind: new RegExp(`^${NAME}(?=\\s*=)`),
    text: (_, [name]) => name,
    fact: NO_TYPE,
  },
  {
    rules: [''],
    before: /^\s*()$/,
    behind: new RegExp(
      `^(?:(?:${MODIFIERS}\\s+)*(?:const\\s+)?(?:${TYPE}\\s+)+|(?:${MODIFIERS}\\s+)+(?:const\\s+)?)(${NAME})(?:\\s*:\\s*[A-Za-z_][\\w<>[\\].]*)?\\s*:?=\\s*`,
    ),
    text: (_, [, name]) => `const ${name} = `,
    fact: BARE,
  },
  {
    rules: [''],
    before: /^\s*()$/,
    behind: new RegExp(`^(${NAME})\\s*(?::=|:(?=\\s*[\\d(]))\\s*`),
    text: (_, [, name]) => `const ${name} = `,
    fact: BARE,
  },
];

const OF_DECLARATIONS: readonly Habit[] = [
  { before: /\bimport\s*()$/, behind: /^(?:\{[^{}]*\}|\*|\w+)(?:\s+as\s+\w+)?\s+from\s+(?=")/, text: () => '' },
  { before: /\bimport\s+"[^"]*"()\s*$/, behind: /^,\s*(?=")/, text: () => '; import ' },
  ...OF_CONSTANTS,
  { before: new RegExp(`\\bconst\\s+${NAME}()\\s*$`), behind: /^[\d(]\w*/, text: (_, [value]) => `= ${value}` },
  {
    rules: [''],
    before: /^\s*()$/,
    behind: new RegExp(`^${NAME}\\s*=(?!=)`),
    text: (_, [head]) => `const ${head}`,
  },
  {
    before: /\bconst\b[^,]*=[^,]*()$/,
    behind: new RegExp(`^,\\s*(?=${NAME}\\s*=)`),
    text: () => '; const ',
    remedy: 'Each constant is a declaration of its own.',
  },
  { before: /\bconst\b.*()$/, behind: /^,\s*$/, text: () => '' },
  { before: /\b(\d{1,3})$/, behind: /^(?:_\d{3})+\b/, text: ([, first], [rest]) => first + rest.replaceAll('_', '') },
  {
    before: new RegExp(`^\\s*(?:workload|architecture)\\s+${NAME}()\\s*$`),
    behind: new RegExp(`^${NAME}`),
    text: (_, [coupling]) => `: ${coupling}`,
    remedy: 'A colon stands before the coupling.',
  },
  {
    before: new RegExp(`\\bworkload\\s+${NAME}\\s*:\\s*${NAME}(\\s*)$`),
    behind: /^[[(]([^\])]*)[\])]/,
    text: (_, [, sizes]) => ` { ${sizes.trim().replace(/\s*=\s*/g, ': ')} }`,
    remedy: 'Sizes stand in braces.',
  },
  { before: /()$/, behind: new RegExp(`^(mapping\\s+${NAME})\\s*:\\s*`), text: (_, [, head]) => `${head} of ` },
  { before: /\bmapping\s.*\bof\s+[\w."]+(\s*)$/, behind: /^,/, text: () => ' on' },
  {
    before: /\bmapping\s+(of\s+)$/,
    behind: new RegExp(`^${NAME}`),
    text: (_, [workload]) => `m of ${workload}`,
    remedy: 'A mapping has a name of its own.',
  },
];

const OF_CONSTRAINTS: readonly Habit[] = [
  {
    rules: ['Properties'],
    before: new RegExp(`\\bfactors\\s*:[^;{}]*${NAME}(\\s+)$`),
    behind: /^in\s*[[(]\s*1\s*(?:,|\.\.)\s*(\w+)\s*[\])]/,
    text: (_, [, most]) => ` <= ${most}`,
  },
  {
    rules: ['Properties'],
    before: new RegExp(`\\bfactors\\s*:[^;{}]*${NAME}\\s*(=\\s*1)$`),
    behind: /^\.\.=?\s*(\w+)/,
    text: (_, [, most]) => `<= ${most}`,
  },
  {
    rules: ['Properties'],
    before: new RegExp(`\\bfactors\\s*:(?:[^;{}]*,)?\\s*${NAME}(\\s+)$`),
    behind: /^[\d(]\w*/,
    text: (_, [value]) => ` = ${value}`,
    remedy: CONSTRAINT,
  },
  {
    rules: ['Properties'],
    before: /\bfactors\s*:[^;{}]*()$/,
    behind: new RegExp(`^\\d\\w*\\s*[<>=]+\\s*${NAME}\\s*[<>=]`),
    text: () => null,
    remedy: `A dimension has one constraint on a level. ${CONSTRAINT}`,
  },
  {
    rules: ['Properties'],
    before: /\bfactors\s*:(?:[^;{}]*,)?\s*()$/,
    behind: FROM_BOUND,
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
    behind: /^\{([^{}]*)\}/,
    text: (_, [, loops]) => loops.trim(),
    remedy: 'Lists stand without braces.',
  },
  {
    before: /()$/,
    behind: new RegExp(`^([a-z]+\\s+${NAME})\\s*:\\s*(?=\\{)`),
    text: (_, [, head]) => `${head} `,
    remedy: 'No colon stands before a brace.',
  },
  { before: /\b(\d{1,3})$/, behind: /^(?:,\d{3})+\b/, text: ([, first], [rest]) => first + rest.replaceAll(',', '') },
  {
    rules: ['Properties'],
    before: /:[^{}]*()$/,
    behind: /^,(?=\s*([A-Za-z]+)\s*:)/,
    text: (_, [, keyword]) => (isProperty(keyword) ? ';' : undefined),
    remedy: 'Semicolons or line breaks separate properties.',
  },
  ...OF_CONSTRAINTS,
  {
    rules: ['Properties'],
    before: LIST_BEFORE,
    behind: new RegExp(`^${NAME}`),
    text: (_, [name]) => `, ${name}`,
    remedy: 'Commas separate the parts of a list.',
  },
  {
    rules: ['Mapping'],
    before: /:[^;{}:]*[\w)](\s+)$/,
    behind: new RegExp(`^${NAME}(?=\\s*[\\d(]|\\s*$)`),
    text: (_, [name]) => `, ${name}`,
    remedy: 'Commas separate the loops of a level.',
  },
  {
    rules: ['Properties'],
    before: /(?:^|[{;,}])\s*()$/,
    behind: /^([A-Za-z]+)(?:\s*=(?!=)|(?=\s+[\w("]))/,
    text: (_, behind) => (isProperty(behind[1]) ? withColon(behind) : undefined),
    remedy: 'A colon stands between a property and its value.',
  },
  {
    rules: ['Sizes'],
    before: /(?:^|[{;,])\s*()$/,
    behind: new RegExp(`^${NAME}(?:\\s*=\\s*|\\s+(?=[\\d(]))[^{}]*[^{}\\s]`),
    text: (_, [sizes]) => sizes.replace(new RegExp(`(${NAME})(?:\\s*=\\s*|\\s+(?=[\\d(]))`, 'g'), '$1: '),
    remedy: 'A colon stands between a dimension and its size.',
  },
  {
    rules: ['Mapping'],
    before: /(?:^|[{;])\s*()$/,
    behind: new RegExp(`^(${NAME})(?:\\s*=(?!=)|(?=\\s))(?=\\s*[A-Za-z_"][^:]*(?:$|[;}]))`),
    text: (_, behind) => withColon(behind),
    remedy: 'A colon stands between a level and its loops.',
  },
  {
    before: new RegExp(`(?:\\b(?:bypass|order|factors)\\s*:|\\bover|${NAME}\\s*:)\\s*()$`),
    behind: /^\[([^[\]]*)\]/,
    text: (_, [, list]) => list.trim(),
    remedy: 'Lists stand without brackets.',
  },
  { before: /(=)$/, behind: /^=+/, text: () => '=' },
  {
    before: /\b(?:fanout|compute)\b.*\[[^\]]*\S()\s*$/,
    behind: /^(?:[xX]|,)\s*(\w+)\s*(?=\])/,
    text: (_, [, other]) => ` * ${other}`,
    remedy: ONE_MESH,
  },
  {
    before: new RegExp(`\\b(?:fanout|compute)\\s+${NAME}\\s*\\[[^[\\]]*[^[\\]\\s](\\s*\\]\\s*)$`),
    behind: /^\[\s*(\w+)\s*(?=\])/,
    text: (_, [, other]) => ` * ${other}`,
    remedy: ONE_MESH,
  },
  {
    before: new RegExp(`\\b(?:fanout|compute)\\s+${NAME}(\\s*)$`),
    behind: /^(?:\(\s*(\w+)\s*\)|(\d\w*))/,
    text: (_, [, one, other]) => `[${one ?? other}]`,
    remedy: 'Instances stand in brackets.',
  },
  { before: /\bover\s.*\w(\s+)$/, behind: /^and\b/, text: () => ',' },
  { before: new RegExp(`^\\s*(?:workload|architecture)\\s+${NAME}\\s*()$`), behind: /^=(?!=)/, text: () => ':' },
  {
    rules: ['Mapping'],
    before: new RegExp(`(${NAME}\\s*)$`),
    behind: new RegExp(`^[=*]\\s*\\w+(?:\\s*,\\s*${NAME}\\s*[=*]\\s*\\w+)*`),
    text: ([, name], [loops]) => (name + loops).replace(/\s*[=*]\s*/g, ' '),
    remedy: 'A loop is a dimension and its iterations.',
  },
  {
    rules: ['Mapping'],
    before: new RegExp(`:.*?(${NAME}\\s*:\\s*)$`),
    behind: /^\d\w*/,
    text: ([, name], [iterations]) => `${name.replace(/\s*:\s*$/, '')} ${iterations}`,
    remedy: 'A loop is a dimension and its iterations.',
  },
  {
    rules: ['Mapping'],
    before: /[:,]\s*()$/,
    behind: new RegExp(`^(\\d+)\\s*[*x]?\\s*(${NAME})`),
    text: (_, [, iterations, name]) => `${name} ${iterations}`,
    remedy: 'A loop is a dimension and its iterations.',
  },
  ...FUNCTION_CALLS,
];

/** A name with a colon in the place of what follows it. */
function withColon({ 0: all, 1: name, input }: RegExpExecArray): string {
  return /\s/.test(input[all.length] ?? ' ') ? `${name}:` : `${name}: `;
}
