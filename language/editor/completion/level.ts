// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are snippets of LSP
import { CompletionItemKind } from 'vscode-languageserver-types';
import { componentsOf, isComponentClass } from '../../estimates/index.js';
import * as ast from '../../generated/ast.js';
import { clockIn } from '../../lower/clock.js';
import { computationOf } from '../../lower/operands.js';
import { printName } from '../../print/print.js';
import {
  defaultText,
  exampleLine,
  factsText,
  isFromTable,
  isNeeded,
  isUnbounded,
  LEVEL_PROPERTIES,
  type LevelKind,
  type Property,
  type PropertyKeyword,
  propertyOf,
  signOf,
  UNITS,
  unitsFor,
  wordsOf,
} from '../../schema/index.js';
import { sectionOf } from '../../session/documentation.js';
import { type CompletionContext, couplingAround, declarationAround } from '../cursor/context.js';
import { isName, nameOf, type Token } from '../cursor/tokens.js';
import { components } from './component.js';
import { couplingsAround, dimensions, dimensionsAround, qualifierIn, unqualified } from './dimensions.js';
import { choice, type Entry, fromFile, keyword, literal } from './entry.js';
import { isComplete, isValue, operands, units } from './expressions.js';
import { members } from './names.js';

/** The properties of a level that are not given yet, and their values. */
export function completeLevel(context: CompletionContext): Entry[] {
  const { before } = context.place;
  const type = levelAround(context);
  if (before.length === 0) return properties(type, context);
  const sign = before[1]?.text;
  const isBound = propertyOf(type, before[0]!.text)?.form === 'bound';
  if (isBound && sign === undefined) return [operator('>=', 'at least', isValue(context.place.after[0]))];
  return sign === ':' || (isBound && sign === '>=') ? value(before[0]!.text, before.slice(2), type, context) : [];
}

/** The kind of the level around the cursor. */
const levelAround = ({ place }: CompletionContext): LevelKind => place.blocks.at(-1)!.head[0]!.text as LevelKind;

function properties(type: LevelKind, context: CompletionContext): Entry[] {
  const { blocks, start, after } = context.place;
  const others = blocks.at(-1)!.items.filter(([key, sign]) => isSign(sign) && key!.start !== start);
  const given = new Set(others.map(([key]) => key!.text));
  const keyed = isSign(after[0]);
  const open = LEVEL_PROPERTIES[type].filter(
    (name) =>
      !given.has(name) &&
      (keyed ? takes(type, name, after.slice(1)) : isUseful(name, propertyOf(type, name)!, context)),
  );
  const all = open.map((name): Entry => {
    const row = propertyOf(type, name)!;
    return {
      label: name,
      kind: CompletionItemKind.Property,
      detail: isNeeded(row) ? 'needed' : `default ${defaultText(row)}`,
      documentation: documentation(name, row, type, context),
      snippet: keyed ? name : `${name}${signOf(row)} ${placeholder(name, row, context)}`,
      rank: isNeeded(row) ? 0 : 1,
    };
  });
  const needed = all.filter(({ rank }) => rank === 0);
  return needed.length > 1 && !keyed ? [together(needed), ...all] : all;
}

/** Whether a value follows a property after a sign. */
function isSign(token: Token | undefined): boolean {
  return token?.text === ':' || token?.text === '>=';
}

/** Whether a property would change anything, and is not out of date. */
function isUseful(name: PropertyKeyword, row: Property, context: CompletionContext): boolean {
  if (row.replacedBy) return false;
  if (name === 'factors') return constrained(context).length > 0;
  if (name === 'mayBypass') return !isOutermost(context);
  return name !== 'valueBits' || !givenBits(context).includes('bits');
}

/** What says how many bits are in what the memory around the cursor holds. */
function givenBits({ place }: CompletionContext): string[] {
  const keys = place.blocks.at(-1)!.items.flatMap(([key, colon]) => (colon?.text === ':' ? [key!.text] : []));
  return keys.filter((key) => key === 'bits' || key === 'valueBits');
}

/** Whether a value that is written already could be that of a property. */
function takes(type: LevelKind, name: PropertyKeyword, value: readonly Token[]): boolean {
  const [first, second] = value;
  if (!first) return true;
  if (value.some(({ text }) => ['=', '<=', '>='].includes(text))) return name === 'factors';
  if (value.some(({ text }) => text === '_')) return name === 'order';
  const words = wordsOf(propertyOf(type, name));
  const isWordOf = (all: object | undefined) => all !== undefined && Object.hasOwn(all, first.text);
  const isWord = LEVEL_PROPERTIES[type].some((other) => isWordOf(wordsOf(propertyOf(type, other))));
  if (words || isWord) return isWordOf(words);
  if (first.text === 'read' || first.text === 'write') return name === 'energy' || name === 'bandwidth';
  if (first.text === 'unbounded') return isUnbounded(propertyOf(type, name));
  if (first.text === 'shared') return name === 'bandwidth';
  if (name === 'component' || isComponentClass(first.text)) return name === 'component' && isComponentClass(first.text);
  if (name === 'bits') return isName(first) && isValue(second);
  if (['bypass', 'mayBypass', 'factors', 'order'].includes(name)) return isName(first) && !isValue(second);
  return isValue(first) || first.text === '-' || (isName(first) && second?.text !== ',' && !isValue(second));
}

/** All properties that the level cannot do without, one a line. */
function together(needed: readonly Entry[]): Entry {
  let count = 0;
  const renumbered = needed.map(({ snippet }) => snippet!.replace(/\$\{\d+(?=[:|])/g, () => `\${${++count}`));
  return {
    label: needed.map(({ label }) => label).join(', '),
    kind: CompletionItemKind.Snippet,
    detail: 'all that is needed',
    snippet: renumbered.join('\n'),
    untyped: true,
  };
}

function documentation(name: string, row: Property, type: LevelKind, { services }: CompletionContext): string {
  const reference = services.session.Documentation.reference(sectionOf(name, type));
  const example = `\`\`\`ffarch\n${exampleLine(name, row)}\n\`\`\``;
  return [row.meaning, factsText(row), example, reference].filter(Boolean).join('\n\n');
}

/** What a property is filled in with. */
function placeholder(name: string, row: Property, context: CompletionContext): string {
  const coupling = couplingAround(context);
  switch (name) {
    case 'energy':
      return row.typical.replace(/^\S+/, '${1:$&}');
    case 'bypass':
    case 'mayBypass':
      return choice(1, operandNames(coupling));
    case 'bits':
      return operandNames(coupling)
        .map((operand, i) => `${literal(operand)} \${${i + 1}:8}`)
        .join(', ');
    case 'factors':
      return `${choice(1, constrained(context).map(printName))} = \${2:1}`;
    case 'order':
      return `\${1:${literal(dimensionNames(coupling).join(', '))}}`;
    case 'component':
      return choice(1, componentsOf(levelAround(context)));
    case 'size':
      return `\${1:${isOutermost(context) ? 'unbounded' : row.typical}}`;
    default: {
      const words = wordsOf(row);
      return words
        ? choice(1, [row.typical, ...Object.keys(words).filter((word) => word !== row.typical)])
        : `\${1:${row.typical}}`;
    }
  }
}

function value(key: string, tokens: readonly Token[], type: LevelKind, context: CompletionContext): Entry[] {
  const row = propertyOf(type, key);
  if (!row) return [];
  const part = tokens.slice(tokens.findLastIndex(({ text }) => text === ',') + 1);
  const taken = new Set([...tokens, ...context.place.after].map((token) => nameOf(token) ?? ''));
  switch (key) {
    case 'energy':
    case 'bandwidth':
      return directed(key, tokens, part, type, context);
    case 'bypass':
    case 'mayBypass':
      return part.length > 0 ? [] : members(operandNodes(couplingAround(context)), taken, context);
    case 'bits':
      return part.length > 0 ? operands(part.slice(1), context) : widths(taken, context);
    case 'factors':
      return factor(part, taken, context);
    case 'component':
      return tokens.length > 0 ? [] : components(type);
    case 'order':
      return part.length > 0 && !['.', ':'].includes(part.at(-1)!.text) ? [] : order(tokens, taken, context);
  }
  const words = wordsOf(row);
  if (words) return tokens.length > 0 ? ofOperand(key, tokens, context) : enumeration(words);
  const known = unitsHere(key, type, context);
  if (isComplete(tokens)) return ended(tokens) ? [] : units(known);
  const isTable = isFromTable(key) && tokens.length === 0 && !isValue(context.place.after[0]);
  return [...boundless(row, tokens), ...operands(tokens, context, known), ...(isTable ? [fromFile()] : [])];
}

/** `multicast: none for W` */
function ofOperand(key: string, [, only, ...rest]: readonly Token[], context: CompletionContext): Entry[] {
  if (key !== 'multicast' && key !== 'reduction') return [];
  if (!only) return [keyword('for', 'one operand only', 'for $1')];
  const nodes = operandNodes(couplingAround(context)).filter(
    ({ $containerProperty }) => key === 'multicast' || $containerProperty === 'out',
  );
  return only.text === 'for' && rest.length === 0 ? members(nodes, new Set(), context) : [];
}

/** `unbounded`, where nothing is written yet. */
function boundless(row: Property | undefined, tokens: readonly Token[]): Entry[] {
  return isUnbounded(row) && tokens.length === 0 ? enumeration({ unbounded: 'as much as is needed' }) : [];
}

/** `read 2 pJ, write 3 pJ per wordline` */
function directed(
  key: 'energy' | 'bandwidth',
  tokens: readonly Token[],
  part: readonly Token[],
  type: LevelKind,
  context: CompletionContext,
): Entry[] {
  const isDirection = ({ text }: Token) => text === 'read' || text === 'write';
  const amount = part[0] && isDirection(part[0]) ? part.slice(1) : part;
  const { after } = context.place;
  if (!isComplete(amount)) {
    const all = [...tokens, ...after].filter(isDirection).map(({ text }) => text);
    const open = ['read', 'write'].filter((word) => !all.includes(word));
    const directions = part.length === 0 && type !== 'compute' ? open : [];
    const amountOf = isValue(after[0]) ? '' : key === 'energy' ? ' ${1:2} pJ' : ' ${1:8}';
    // After one direction only the other one can follow.
    const alone = part.length === 0 && tokens.some(isDirection);
    const begins = tokens.length === 0;
    const isTable = begins && isFromTable(key) && !isValue(after[0]);
    return [
      ...boundless(propertyOf(type, key), tokens),
      ...(begins && key === 'bandwidth'
        ? [keyword('shared', 'one bandwidth for reads and writes together', `shared${amountOf}`)]
        : []),
      ...directions.map((word) => keyword(word, `the ${key} of ${word}s`, `${word}${amountOf}`)),
      ...(alone ? [] : operands(amount, context, unitsHere(key, type, context))),
      ...(isTable ? [fromFile()] : []),
    ];
  }
  if (key === 'energy') return energyUnits(amount, type, context);
  return ended(amount) ? [] : units(unitsHere(key, type, context));
}

/** The units of a property that mean something here: those per second with a clock, those of data with bits of words. */
function unitsHere(key: string, type: LevelKind, context: CompletionContext): readonly string[] {
  const architecture = declarationAround(context, ast.isArchitecture);
  const hasClock = architecture !== undefined && clockIn(architecture) !== undefined;
  const hasBits = givenBits(context).length > 0;
  // Links know the bits of the memories around.
  const isCounted = hasBits || type === 'link';
  return unitsFor(propertyOf(type, key)).filter((unit) => {
    switch (UNITS[unit]!.measure) {
      case 'power':
        return hasClock;
      case 'data rate':
        return hasClock && isCounted;
      case 'energy of data':
        return isCounted;
      case 'data':
        // Larger ones than bytes are hardly moved in a cycle.
        return key === 'size' || (hasBits && (unit === 'b' || unit === 'B'));
      default:
        return true;
    }
  });
}

/** `W 8` */
function widths(taken: ReadonlySet<string>, context: CompletionContext): Entry[] {
  const counted = isValue(context.place.after[0]);
  return members(operandNodes(couplingAround(context)), taken, context).map((entry) =>
    counted ? entry : { ...entry, snippet: `${literal(printName(entry.label))} \${1:8}` },
  );
}

/** `pJ per wordline` */
function energyUnits(amount: readonly Token[], type: LevelKind, context: CompletionContext): Entry[] {
  const [next] = context.place.after;
  if (amount.at(-1)?.text === 'per') return next?.text === 'wordline' ? [] : [keyword('wordline', PER_WORDLINE)];
  if (next?.text === 'wordline') return [keyword('per', PER_WORDLINE)];
  const shared = next?.text === 'per' || amount.some(({ text }) => text === 'per');
  const wordlines = type === 'memory' && !shared ? [keyword('per wordline', PER_WORDLINE)] : [];
  return ended(amount) ? wordlines : [...units(unitsHere('energy', type, context)), ...wordlines];
}

const PER_WORDLINE = 'shared by the values of a wordline';

/** Whether an expression has its unit. */
function ended(expression: readonly Token[]): boolean {
  const [last, previous] = [expression.at(-1), expression.at(-2)];
  return (
    last?.kind === 'word' &&
    previous !== undefined &&
    (previous.kind === 'number' || previous.text === ')' || previous.kind === 'word')
  );
}

/** `M <= 12` */
function factor(written: readonly Token[], taken: ReadonlySet<string>, context: CompletionContext): Entry[] {
  const part = unqualified(written);
  if (part.length === 0) {
    const names = constrained(context);
    return dimensions(written, taken, context, (name) => names.includes(name));
  }
  if (part.length === 1) {
    const [next] = context.place.after;
    const counted = isValue(next) || isName(next);
    const bounded = isOutermost(context) ? [] : [operator('<=', 'at most', counted)];
    return [operator('=', 'exactly', counted), ...bounded, operator('>=', 'at least', counted)];
  }
  const whole = part.length === 2 && part[1]!.text === '=' && !isValue(context.place.after[0]);
  return [
    ...(whole ? [keyword('all', 'the whole dimension, whatever its size')] : []),
    ...operands(part.slice(2), context),
  ];
}

function operator(label: string, detail: string, counted: boolean): Entry {
  return { label, kind: CompletionItemKind.Operator, detail, snippet: counted ? label : `${label} \${1:1}` };
}

function order(tokens: readonly Token[], taken: ReadonlySet<string>, context: CompletionContext): Entry[] {
  const couplings = couplingsAround(context);
  const named = tokens[1]?.text === ':' ? couplings.find(({ name }) => name === nameOf(tokens[0])) : undefined;
  const only = named ?? (couplings.length === 1 ? couplings[0] : undefined);
  if (qualifierIn(tokens) !== undefined || !only) return dimensions(tokens, taken, context);
  const entries = tokens.slice(named ? 2 : 0).filter(({ text }) => text !== ',').length;
  const placeholder = { ...keyword('_', 'any other dimension, at this position'), rank: 1 };
  return [...members(only.dimensions, taken, context), ...(entries < only.dimensions.length ? [placeholder] : [])];
}

function enumeration(words: Readonly<Record<string, string>>): Entry[] {
  return Object.entries(words).map(([label, detail]) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: detail || undefined,
    snippet: label,
  }));
}

/** The dimensions that a spatial level unrolls, as they are written; undefined for memories. */
function unrolled({ place }: CompletionContext): string[] | undefined {
  const { head } = place.blocks.at(-1)!;
  if (head[0]!.text === 'memory' || head[0]!.text === 'link') return undefined;
  const over = head.findIndex(({ text }, i) => text === 'over' && i > 1);
  return over < 0
    ? []
    : head
        .slice(over + 1)
        .map(nameOf)
        .filter((name) => name !== undefined);
}

/** The dimensions that constraints of the level may name: all of the coupling on memories, else those that it unrolls. */
function constrained(context: CompletionContext): string[] {
  const over = unrolled(context);
  const all = dimensionsAround(context).map(({ name }) => name);
  return over === undefined ? all : all.filter((name) => over.includes(name));
}

function isOutermost(context: CompletionContext): boolean {
  const first = declarationAround(context, ast.isArchitecture)?.levels[0];
  return first?.$cstNode?.offset === context.place.blocks.at(-1)!.head[0]!.start;
}

function operandNodes(coupling: ast.Coupling | undefined): ast.Operand[] {
  const { out, w, in: input } = computationOf(coupling) ?? {};
  return [input, w, out].filter((operand) => operand !== undefined);
}

function operandNames(coupling: ast.Coupling | undefined): string[] {
  return operandNodes(coupling).map(({ name }) => printName(name));
}

function dimensionNames(coupling: ast.Coupling | undefined): string[] {
  return coupling?.dimensions.map(({ name }) => printName(name)) ?? [];
}
