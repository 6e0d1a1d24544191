import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Params } from '../../diagnostics/index.js';
import { exact } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { numberOf } from '../../lower/expression.js';
import type { Lowering } from '../../lower/index.js';
import { printName } from '../../print/print.js';
import { couplingsOf, textOf } from '../../references/dimensions.js';
import { indentOf, removeAllFromList, removeFromList, removeStatement, setNumber } from './edits.js';
import { type DiagnosticWith, type Edit, type Fix, type FixContext, insert, replace } from './fix.js';
import { written } from './names.js';

/** Takes out what a diagnostic is about: a part of a list, with the whole property where it is the only part. */
export function removeListed(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const title = `Remove \`${written(diagnostic, context)}\``;
  return [{ title, edits: withoutPart(at, diagnostic, context), preferred: true }];
}

function withoutPart(at: AstNode, { range }: Diagnostic, { document }: FixContext): Edit[] {
  const loops = AstUtils.getContainerOfType(at, ast.isLevelLoops);
  if (loops?.operands.length === 1 && !ast.isLoop(at)) return keeping(loops);
  const property = AstUtils.getContainerOfType(at, ast.isProperty);
  const parts = partsOf(property);
  if (property && parts && parts.length < 2) return removeStatement(property);
  const start = document.textDocument.offsetAt(range.start);
  const end = document.textDocument.offsetAt(range.end);
  return removeFromList(at, { offset: start, end });
}

/** The loops of a level, all of whose operands are kept: without `bypass`. */
function keeping(loops: ast.LevelLoops): Edit[] {
  const [level, last] = [loops.level.$refNode, loops.operands.at(-1)?.$refNode];
  return level && last ? replace(loops, { offset: level.end, end: last.end }, '') : [];
}

function partsOf(property: ast.Property | undefined): readonly unknown[] | undefined {
  if (ast.isOperandsProperty(property)) return property.operands;
  if (ast.isBitsProperty(property)) return property.widths;
  if (ast.isFactorsProperty(property)) return property.constraints;
  return ast.isOrderProperty(property) ? property.entries : undefined;
}

/** What names something that does not exist, where other parts of the list do without it. */
export function removeUnresolved(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const edits = ast.isLoop(at)
    ? at.$container.loops.length > 1
      ? removeAllFromList([at], at.$container.loops)
      : removeStatement(at.$container)
    : ast.isFactorConstraint(at)
      ? withoutConstraint(at)
      : ast.isOrderEntry(at) || ast.isOperandsProperty(at) || isBypassed(at, diagnostic, context)
        ? withoutPart(at, diagnostic, context)
        : ast.isLevelLoops(at) || ast.isSize(at)
          ? removeStatement(at)
          : ast.isUnrolledDimension(at) && at.$container.dimensions.length > 1
            ? withoutPart(at, diagnostic, context)
            : [];
  const isList = ast.isOperandsProperty(at) || ast.isLevel(at) || isBypassed(at, diagnostic, context);
  const part = isList ? written(diagnostic, context) : at.$cstNode?.text;
  return edits.length > 0 ? [{ title: `Remove \`${part}\``, edits }] : [];
}

/** Whether a diagnostic is about an operand that a mapping does not keep, not about the level that it names. */
function isBypassed(at: AstNode, { range }: Diagnostic, { document }: FixContext): boolean {
  const start = document.textDocument.offsetAt(range.start);
  return ast.isLevelLoops(at) && at.operands.some((operand) => operand?.$refNode?.offset === start);
}

/** Takes out a constraint, with the whole property where it is the only one. */
export function withoutConstraint(constraint: ast.FactorConstraint): Edit[] {
  const { $container: property } = constraint;
  return property.constraints.length > 1 ? removeFromList(constraint, constraint.$cstNode) : removeStatement(property);
}

/** One of two constraints for a dimension. */
export function repeatedConstraint(at: AstNode, diagnostic: Diagnostic, context: FixContext): Fix[] {
  const constraint = AstUtils.getContainerOfType(at, ast.isFactorConstraint);
  if (!constraint) return [];
  const { constraints } = constraint.$container;
  const first = constraints.find((one) => one.dimension?.ref && textOf(one) === textOf(constraint));
  const [a, b] = [written(diagnostic, context), first?.$cstNode?.text ?? ''];
  return [
    { title: `Remove \`${a}\``, edits: removeFromList(constraint, constraint.$cstNode), preferred: true },
    ...(first && a !== b ? [{ title: `Remove \`${b}\``, edits: removeFromList(first, first.$cstNode) }] : []),
  ];
}

/** An attribute, a property, a size or an import that stands by itself. */
export function removeWhole(at: AstNode): Fix[] {
  const node =
    AstUtils.getContainerOfType(at, ast.isAttribute) ??
    AstUtils.getContainerOfType(at, ast.isProperty) ??
    AstUtils.getContainerOfType(at, ast.isSize) ??
    AstUtils.getContainerOfType(at, ast.isImport);
  if (!node) return [];
  const name = 'keyword' in node ? node.keyword : ast.isSize(node) ? node.index.$refText : 'import';
  return [{ title: `Remove this \`${name}\``, edits: removeStatement(node), preferred: true }];
}

/** A dimension or stride that nothing uses, or that is declared twice. */
export function removeIndex(at: AstNode): Fix[] {
  if (!ast.isIndex(at)) return [];
  const { dimensions, strides } = at.$container;
  const all: readonly ast.Index[] = ast.isDimension(at) ? dimensions : strides;
  const keyword = ast.isDimension(at) ? 'dims' : 'strides';
  const start = GrammarUtils.findNodeForKeyword(at.$container.$cstNode, keyword);
  const whole = start && at.$cstNode && { offset: start.offset, end: at.$cstNode.end };
  const edits = all.length > 1 ? removeFromList(at, at.$cstNode) : removeStatement(at, whole);
  return [{ title: `Remove \`${at.name}\``, edits, preferred: true }];
}

/** A positional order for one coupling that has as many dimensions, or for each of them. */
export function orderCoupling(at: AstNode): Fix[] {
  const order = AstUtils.getContainerOfType(at, ast.isOrderProperty);
  const whole = order?.$cstNode;
  if (!order || !whole) return [];
  const couplings = couplingsOf(AstUtils.getContainerOfType(order, ast.isArchitecture));
  const fitting = couplings.filter(({ dimensions }) => dimensions.length === order.entries.length);
  const text = whole.text.replace(/^order\s*:\s*/, '');
  const lines = fitting.map(({ name }) => `order: ${printName(name)}: ${text}`);
  const each = lines.join(`\n${indentOf(order)}`);
  return [
    ...(lines.length > 1
      ? [{ title: 'Write it for each coupling', edits: replace(order, whole, each), preferred: true }]
      : []),
    ...fitting.map(({ name }, i) => ({
      title: `Write it for \`${name}\``,
      edits: replace(order, whole, lines[i] ?? ''),
      preferred: lines.length === 1,
    })),
  ];
}

/** `_` for the dimensions that a positional order lacks, or without those that are too many, or without any. */
export function orderLength(at: AstNode, { data }: DiagnosticWith<Params<'ffarch/order-length'>>): Fix[] {
  const order = AstUtils.getContainerOfType(at, ast.isOrderProperty);
  const { dimensions = [], entries = 0 } = data;
  const missing = dimensions.length - entries;
  const last = order?.entries.at(-1)?.$cstNode;
  if (!order || !last) return [];
  if (missing > 0) {
    const text = `${last.text}${', _'.repeat(missing)}`;
    return [{ title: `Add ${exact(missing)} more \`_\``, edits: replace(order, last, text), preferred: true }];
  }
  const excess = missing < 0 ? order.entries.slice(missing) : [];
  if (excess.length > 0 && excess.length < order.entries.length && excess.every(({ placeholder }) => placeholder)) {
    const edits = removeAllFromList(excess, order.entries);
    return [{ title: `Remove the last ${exact(-missing)}`, edits, preferred: true }];
  }
  const placeholders = order.entries.filter(({ placeholder }) => placeholder);
  const edits =
    placeholders.length < order.entries.length
      ? removeAllFromList(placeholders, order.entries)
      : removeStatement(order);
  return [{ title: 'Remove all `_`', edits }];
}

/** Two loops of a dimension on a level as one. */
export function repeatedLoop(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const loop = AstUtils.getContainerOfType(at, ast.isLoop);
  const name = loop?.dimension?.ref?.name;
  const [first, ...others] = loop?.$container.loops.filter(({ dimension }) => dimension?.ref?.name === name) ?? [];
  const product = productOf([first, ...others], lowering);
  if (!loop || !first?.iterations || product === undefined) return [];
  const edits = [...setNumber(first, first.iterations, product), ...removeAllFromList(others, loop.$container.loops)];
  return [{ title: `Multiply them into \`${name} ${product}\``, edits, preferred: true }];
}

/** The loops of a level that are given twice as one list, with one loop for a dimension. */
export function repeatedLevelLoops(at: AstNode, _: Diagnostic, { lowering }: FixContext): Fix[] {
  const entry = AstUtils.getContainerOfType(at, ast.isLevelLoops);
  const first = entry?.$container.levels.find(({ level }) => level?.ref && level.ref === entry.level?.ref);
  if (!entry || !first?.$cstNode || first === entry) return [];
  const added = new Set(entry.loops);
  const edits: Edit[] = [];
  for (const outer of first.loops) {
    const same = entry.loops.filter(({ dimension }) => dimension?.ref && dimension.ref === outer.dimension?.ref);
    const product = same.some((loop) => added.has(loop)) ? productOf([outer, ...same], lowering) : undefined;
    if (product === undefined) continue;
    edits.push(...setNumber(outer, outer.iterations, product));
    for (const loop of same) added.delete(loop);
  }
  if (added.size > 0) {
    const texts = [...added].map(({ $cstNode }) => $cstNode?.text ?? '').join(', ');
    edits.push(insert(first, first.$cstNode.end, `${first.loops.length > 0 ? ',' : ''} ${texts}`));
  }
  const title = `Put all loops of \`${entry.level.$refText}\` in one list`;
  return [{ title, edits: [...edits, ...removeStatement(entry)], preferred: true }];
}

/** What the iterations of loops multiply to; undefined if some have no value. */
function productOf(loops: readonly (ast.Loop | undefined)[], lowering: Lowering): number | undefined {
  return loops.reduce<number | undefined>((product, loop) => {
    const value = numberOf(loop?.iterations, lowering);
    return product === undefined || value === undefined ? undefined : product * value;
  }, 1);
}
