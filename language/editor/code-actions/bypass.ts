import { type AstNode, AstUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import { operandsWithoutBits } from '../../lower/bits.js';
import { printName } from '../../print/print.js';
import { addProperties } from './edits.js';
import { type Edit, type Fix, type FixContext, insert } from './fix.js';
import { removeListed } from './lists.js';
import { written } from './names.js';

/** An operand that a mapping keeps after all, or whose memory leaves it to the mapping. */
export function mappingBypass(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const level = AstUtils.getContainerOfType(at, ast.isLevelLoops)?.level?.ref;
  const remove = removeListed(at, diagnostic, context);
  const isOutermost = level?.$container.levels.find(ast.isMemory) === level;
  if (!ast.isMemory(level) || isOutermost) return remove;
  const operand = written(diagnostic, context);
  const title = `Add \`mayBypass: ${operand}\` to \`${level.name}\``;
  return [...remove, { title, edits: mayBypass(level, operand) }];
}

function mayBypass(level: ast.Memory, operand: string): Edit[] {
  const property = level.properties.filter(ast.isOperandsProperty).find(({ keyword }) => keyword === 'mayBypass');
  const last = property?.operands.at(-1)?.$refNode;
  return last ? [insert(level, last.end, `, ${operand}`)] : addProperties(level, [`mayBypass: ${operand}`]);
}

/** The widths that a memory lacks, as wide as the last that it has. */
export function missingBits(at: AstNode): Fix[] {
  const property = AstUtils.getContainerOfType(at, ast.isBitsProperty);
  const last = property?.widths.at(-1);
  if (!property || !last?.$cstNode) return [];
  const bits = last.bits?.$cstNode?.text ?? '8';
  const text = operandsWithoutBits(property)
    .map(({ name }) => `${printName(name)} ${bits}`)
    .join(', ');
  return [{ title: `Add \`${text}\``, edits: [insert(property, last.$cstNode.end, `, ${text}`)], preferred: true }];
}
