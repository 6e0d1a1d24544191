import { type AstNode, AstUtils } from 'langium';
import type { Architecture, Level } from '../../domain/index.js';
import { number, plural } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import { textOf } from '../../references/dimensions.js';
import { exampleLine, factsText, ownerOf, rowOf, UNITS, unitName, wordsOf } from '../../schema/index.js';
import { componentHover } from './component.js';
import type { HoverContext } from './context.js';
import { bandwidths, energies, sizeText } from './level.js';
import { type Block, blocks, code } from './markdown.js';
import { notGiven } from './missing-quantities.js';
import { reference } from './reference.js';
import { tableHover } from './table.js';

/** What a property means, its unit and default, and what it comes to here. */
export function propertyHover(node: ast.Property, context: HoverContext): Block {
  const { lowering, at } = context;
  const { $container: owner } = node;
  const row = rowOf(node);
  if (!row) return undefined;
  return blocks(
    `${code(node.keyword)} of ${withArticle(ownerOf(owner))}`,
    row.meaning,
    `${factsText(row)} Example: ${code(exampleLine(node.keyword, row))}.`.trimStart(),
    ast.isLevel(owner) ? here(node, owner, lowering) : undefined,
    constraint(at),
    word(node, context),
    ast.isComponentProperty(node) ? componentHover(node, context) : undefined,
    ast.isDirectedProperty(node) || ast.isQuantityProperty(node) ? tableHover(node, context) : undefined,
    reference(node, context),
  );
}

const withArticle = (owner: string): string => `${/^[aeiou]/.test(owner) ? 'an' : 'a'} ${owner}`;

function here(node: ast.Property, level: ast.Level, lowering: Lowering): Block {
  const architecture = lowering.architecture(level.$container).value;
  const lowered = architecture?.levels[level.$containerIndex ?? 0];
  const given = lowered && !notGiven(level, lowered, lowering).some((quantity) => quantity === node.keyword);
  const amount = given && comesTo(node.keyword, lowered, architecture);
  return amount ? `Here **${amount}**.` : undefined;
}

/** The constraint under the cursor in words. */
function constraint(at: AstNode): Block {
  const node = AstUtils.getContainerOfType(at, ast.isFactorConstraint);
  const value = node?.value?.$cstNode?.text;
  if (!node?.operator || (value === undefined && !node.all)) return undefined;
  const how = { '=': 'exactly', '<=': 'at most', '>=': 'at least' }[node.operator];
  const level = node.$container.$container;
  const dimension = code(textOf(node));
  return node.all
    ? `${code(level.name)} iterates all of ${dimension} that the levels outside leave.`
    : `${code(level.name)} iterates ${dimension} ${how} ${value} times.`;
}

/** The unit or the word under the cursor. */
function word(node: ast.Property, { at, word: written }: HoverContext): Block {
  if (written === undefined) return undefined;
  const named = ast.isQuantity(at) ? unitName(at) : undefined;
  const unit = named?.split('/').includes(written) ? named : undefined;
  const isWord = ast.isWordProperty(node) && node.word === written;
  const meaning = unit !== undefined ? UNITS[unit]?.meaning : isWord ? wordsOf(rowOf(node))?.[written] : undefined;
  return meaning ? `${code(unit ?? written)}: ${meaning}.` : undefined;
}

/** What a property of a level comes to, where that is more than what is written. */
function comesTo(keyword: string, level: Level, { couplings: [coupling] }: Architecture): string | undefined {
  switch (keyword) {
    case 'size':
      return level.type === 'memory' && level.size !== null ? sizeText(level) : undefined;
    case 'bandwidth':
      return level.type === 'memory' || level.type === 'link' ? bandwidths(level) : undefined;
    case 'energy':
      if (level.type === 'memory' || level.type === 'link') {
        const { read, write } = energies(level, coupling!);
        return `read ${read}, write ${write} pJ per word`;
      }
      return level.type === 'compute' ? `${number(level.energy)} pJ per MAC` : undefined;
    case 'leakage':
      return level.type === 'fanout' ? undefined : `${number(level.leakage)} pJ per cycle`;
    case 'area':
      return level.area === null ? undefined : `${number(level.area)} µm²`;
    case 'buffering':
      return level.type === 'memory' && level.size !== null
        ? `${plural(level.size / level.buffering, level.bits ? 'bit' : 'word')} for tiles`
        : undefined;
    default:
      return undefined;
  }
}
