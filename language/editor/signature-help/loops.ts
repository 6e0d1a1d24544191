import type { SignatureHelp } from 'vscode-languageserver-types';
import { inUnit, number } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { printName } from '../../print/print.js';
import { Remaining } from '../completion/remaining.js';
import { type CompletionContext, declarationAround } from '../cursor/context.js';
import { isBypass } from '../cursor/place.js';
import { nameOf } from '../cursor/tokens.js';
import { signature } from './signature.js';

/** The parts of a loop in a mapping, with what the other loops leave of its dimension. */
export function loopSignature(context: CompletionContext): SignatureHelp | undefined {
  const { before } = context.place;
  const level = nameOf(before[0]);
  if (level === undefined) return undefined;
  if (isBypass(before)) return bypassSignature(level);
  const colon = before.findIndex(({ text }) => text === ':');
  if (colon < 0) return undefined;
  const loops = before.slice(colon + 1);
  const loop = loops.slice(loops.findLastIndex(({ text }) => text === ',') + 1);
  const dimension = nameOf(loop[0]);
  return signature(
    `${printName(level)}: dimension iterations, …`,
    [
      { label: 'dimension', documentation: 'The loops of the level, outermost first; a dimension has one of them.' },
      { label: 'iterations', documentation: left(level, dimension, loop[0]?.start ?? 0, context) },
    ],
    dimension === undefined ? 0 : 1,
  );
}

/** What a mapping does not keep on a level. */
function bypassSignature(level: string): SignatureHelp {
  const documentation =
    'Operands that the mapping does not keep here, of those that the level leaves to it with `mayBypass`.';
  return signature(
    `${printName(level)} bypass operand, …: dimension iterations, …`,
    [{ label: 'operand, …', documentation }],
    0,
  );
}

function left(level: string, dimension: string | undefined, start: number, context: CompletionContext): string {
  const what = 'A whole number, or an expression.';
  const mapping = declarationAround(context, ast.isMapping);
  if (!mapping || dimension === undefined) return what;
  const remaining = new Remaining(mapping, level, start, context);
  const [size, rest] = [remaining.size(dimension), remaining.left(dimension)];
  if (size === undefined) return what;
  return rest === undefined
    ? `${what} The other loops of \`${dimension}\` do not divide its ${inUnit(number(size), 'iterations')}.`
    : `${what} The other loops leave **${number(rest)}** of the ${inUnit(number(size), 'iterations')} of \`${dimension}\`.`;
}
