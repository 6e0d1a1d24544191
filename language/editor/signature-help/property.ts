import type { SignatureHelp } from 'vscode-languageserver-types';
import { computationOf, namedOperandsOf } from '../../lower/operands.js';
import { exampleOf, factsText, type LevelKind, type Property, propertyOf } from '../../schema/index.js';
import { type CompletionContext, couplingAround } from '../cursor/context.js';
import type { Token } from '../cursor/tokens.js';
import { known } from './level.js';
import { type Parameter, signature } from './signature.js';

/** The parts of a property's value. */
export function propertySignature(context: CompletionContext): SignatureHelp | undefined {
  const { before, blocks } = context.place;
  const kind = blocks.at(-1)!.head[0]?.text as LevelKind;
  const [key, colon, ...value] = before;
  const row = colon?.text === ':' ? propertyOf(kind, key!.text) : undefined;
  if (!row) return undefined;
  switch (key!.text) {
    case 'factors':
      return factors(value, context);
    case 'order':
      return order(value, context);
    case 'bypass':
    case 'mayBypass':
      return bypass(key!.text, row, context);
    case 'bits':
      return bits(row, value, context);
    default:
      return kind !== 'compute' && (key!.text === 'energy' || key!.text === 'bandwidth')
        ? directed(key!.text, row, value)
        : signature(`${key!.text}: ${form(row)}`, [{ label: form(row), documentation: meaning(row) }], 0);
  }
}

/** What is in the example, which stands for what may be written. */
const form = exampleOf;

const meaning = (row: Property): string => `${row.meaning} ${factsText(row)}`.trimEnd();

/** One quantity for both directions, or one for each. */
function directed(keyword: 'energy' | 'bandwidth', row: Property, value: readonly Token[]): SignatureHelp {
  const unit = keyword === 'energy' ? ' pJ' : '';
  const texts = value.map(({ text }) => text);
  const direction = texts.findLast((text) => text === 'read' || text === 'write');
  if (value.length > 0 && direction === undefined) {
    const both = `quantity${unit}`;
    return signature(`${keyword}: ${both}`, [{ label: both, documentation: meaning(row) }], 0);
  }
  const [read, write] = [`read quantity${unit}`, `write quantity${unit}`];
  const parameters: Parameter[] = [
    { label: read, documentation: `${meaning(row)} Of reads, which serve levels further in and drains.` },
    { label: write, documentation: `${meaning(row)} Of writes: fills and updates.` },
  ];
  // After a comma the other direction follows.
  const writes = (direction === 'write') !== (texts.at(-1) === ',');
  return signature(`${keyword}: ${read}, ${write}`, parameters, writes ? 1 : 0);
}

/** `M <= 16`: which of the three is being written. */
function factors(value: readonly Token[], context: CompletionContext): SignatureHelp {
  const written = value.length - 1 - value.findLastIndex(({ text }) => text === ',');
  return signature(
    'factors: dimension = iterations, …',
    [
      { label: 'dimension', documentation: `One that the level iterates, at most once.${known(context)}` },
      { label: '=', documentation: '`=` exactly that many iterations, `<=` at most, `>=` at least that many.' },
      {
        label: 'iterations',
        documentation: 'A whole number, reduced where the workload is smaller, or `= all` for the whole dimension.',
      },
    ],
    Math.min(written, 2),
  );
}

function order(value: readonly Token[], context: CompletionContext): SignatureHelp {
  const parameters: Parameter[] = [
    { label: 'outermost', documentation: `The dimension whose loop is outside all that follow.${known(context)}` },
    {
      label: '…',
      documentation:
        'Dimensions that are not named go anywhere. With `_` for any of them the list is positional: it is as long as the coupling has dimensions.',
    },
  ];
  return signature('order: outermost, …, innermost', parameters, value.some(({ text }) => text === ',') ? 1 : 0);
}

function bypass(keyword: string, row: Property, context: CompletionContext): SignatureHelp {
  const documentation = `${row.meaning}${operands(context)}`;
  return signature(`${keyword}: operand, …`, [{ label: 'operand, …', documentation }], 0);
}

/** `W 8`: which of the two is being written. */
function bits(row: Property, value: readonly Token[], context: CompletionContext): SignatureHelp {
  const written = value.length - 1 - value.findLastIndex(({ text }) => text === ',');
  return signature(
    'bits: operand width, …',
    [
      { label: 'operand', documentation: `${row.meaning}${operands(context)}` },
      { label: 'width', documentation: 'The bits of one word of it: a whole number, or an expression.' },
    ],
    Math.min(written, 1),
  );
}

/** ` Coupling … has …`: the operands to choose from. */
function operands(context: CompletionContext): string {
  const coupling = couplingAround(context);
  const names = namedOperandsOf(computationOf(coupling)).map(({ name }) => `\`${name}\``);
  return names.length > 0 ? ` Coupling \`${coupling!.name}\` has ${names.join(', ')}.` : '';
}
