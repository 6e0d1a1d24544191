import { type AstNode, AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import { operandsOf } from '../../lower/operands.js';
import { freeName, printName } from '../../print/print.js';
import { quoted } from '../../wording.js';
import { removeAllFromList, removeStatement, type Span } from './edits.js';
import { type Edit, type Fix, insert, replace } from './fix.js';

/** A product that is not a stride times a dimension. */
export function termNotLinear(at: AstNode): Fix[] {
  const term = AstUtils.getContainerOfType(at, ast.isTerm);
  if (!term) return [];
  const factors = term.factors.flatMap(({ ref }) => ref ?? []);
  if (factors.length === 0) return ofNumbers(term);
  const [dimensions, strides] = [factors.filter(ast.isDimension), factors.filter(ast.isStride)];
  if (dimensions.length > 1) return ofDimensions(term, dimensions);
  return dimensions.length === 0 ? ofStrides(term, strides) : ofManyStrides(term, strides, dimensions[0]!);
}

/** Numbers move a window to where it begins, which changes no count. */
function ofNumbers(term: ast.Term): Fix[] {
  if (!term.$cstNode || term.$container.terms.length === 1) return [];
  return [{ title: `Remove \`${term.$cstNode.text}\``, edits: replace(term, withSign(term.$cstNode, term), '') }];
}

/** Dimensions do not multiply: each has brackets of its own, or they are the steps of a window. */
function ofDimensions(term: ast.Term, dimensions: readonly ast.Dimension[]): Fix[] {
  const names = [...new Set(dimensions.map(({ name }) => printName(name)))];
  const sum = names.join(' + ');
  const apart = names.map((name) => `[${name}]`).join('');
  const axis = term.$container;
  if (term.coefficients.length > 0) return [];
  return [
    ...(axis.terms.length === 1 && names.length > 1 && term.factors.length === names.length
      ? [{ title: `Change \`${axis.$cstNode?.text}\` to \`${apart}\``, edits: replace(axis, axis.$cstNode, apart) }]
      : []),
    { title: `Change \`${term.$cstNode?.text}\` to \`${sum}\``, edits: replace(term, term.$cstNode, sum) },
  ];
}

/** A stride alone was forgotten to be multiplied by what its name begins with, or is a dimension. */
function ofStrides(term: ast.Term, [stride, ...others]: readonly ast.Stride[]): Fix[] {
  const operand = AstUtils.getContainerOfType(term, ast.isOperand);
  const coupling = AstUtils.getContainerOfType(term, ast.isCoupling);
  if (!operand || !coupling || others.length > 0) return [];
  const used = new Set(indicesOf(operand));
  const meant = coupling.dimensions.filter((one) => stride!.name.startsWith(one.name) && !used.has(one));
  const name = printName(stride!.name);
  const written = term.$cstNode?.text ?? name;
  const products = meant.map(({ name: dimension }): Fix => {
    const text = `${written}*${printName(dimension)}`;
    return { title: `Change \`${written}\` to \`${text}\``, edits: replace(term, term.$cstNode, text) };
  });
  const last = coupling.dimensions.at(-1)?.$cstNode;
  const uses = coupling.computation ? operandsOf(coupling.computation).flatMap(termsOf) : [];
  const alone = uses.every(({ factors }) => factors.length === 1 || !factors.some(({ ref }) => ref === stride));
  if (!last || !alone || products.length > 0) return products;
  const edits = [insert(coupling, last.end, `, ${name}`), ...withoutStride(stride!)];
  return [{ title: `Make \`${name}\` a dimension`, edits }];
}

/** Several strides of a dimension are one, which workloads set to their product. */
function ofManyStrides(term: ast.Term, strides: readonly ast.Stride[], dimension: ast.Dimension): Fix[] {
  const coupling = AstUtils.getContainerOfType(term, ast.isCoupling);
  const last = coupling?.strides.at(-1)?.$cstNode;
  if (!coupling || !last) return [];
  const name = freeIndex(strides.map((stride) => stride.name).join('_'), coupling);
  const product = strides.map((stride) => printName(stride.name)).join('*');
  const edits = [
    insert(coupling, last.end, `, ${name}`),
    ...replace(term, term.$cstNode, [...numbersOf(term), name, printName(dimension.name)].join('*')),
  ];
  return [{ title: `Declare stride \`${name}\` for \`${product}\``, edits }];
}

function withoutStride(stride: ast.Stride): Edit[] {
  const { strides, $cstNode: coupling } = stride.$container;
  if (strides.length > 1) return removeAllFromList([stride], strides);
  const own = stride.$cstNode;
  const before = own && /\bstrides\s*$/.exec(coupling?.root.fullText.slice(0, own.offset) ?? '');
  return before ? removeStatement(stride, { offset: own.offset - before[0].length, end: own.end }) : [];
}

/** A dimension that indexes an operand already: once is enough, or another one was meant. */
export function dimensionTwice(at: AstNode): Fix[] {
  const term = AstUtils.getContainerOfType(at, ast.isTerm);
  const coupling = AstUtils.getContainerOfType(at, ast.isCoupling);
  const last = coupling?.dimensions.at(-1)?.$cstNode;
  const dimension = term?.factors.find(({ ref }) => ast.isDimension(ref));
  if (!term?.$cstNode || !coupling || !last || !dimension?.$refNode) return [];
  const { terms, $cstNode: axis } = term.$container;
  const alone = terms.length === 1;
  const name = freeIndex(`${dimension.$refText.replace(/\W/g, '')}_2`, coupling);
  return [
    {
      title: `Remove \`${(alone ? axis : term.$cstNode)?.text}\``,
      edits: alone ? replace(term.$container, axis, '') : replace(term, withSign(term.$cstNode, term), ''),
    },
    {
      title: `Declare dimension \`${name}\``,
      edits: [insert(coupling, last.end, `, ${name}`), ...replace(term, dimension.$refNode, name)],
    },
  ];
}

/** A term of a sum with the plus before or after it. */
function withSign({ offset, end }: Span, term: ast.Term): Span {
  const text = AstUtils.getDocument(term).textDocument.getText();
  const before = /\s*\+\s*$/.exec(text.slice(0, offset));
  if (before) return { offset: offset - before[0].length, end };
  return { offset, end: end + (/^\s*\+\s*/.exec(text.slice(end))?.[0].length ?? 0) };
}

/** Brackets for an operand that has none: the dimensions that index one of the others and not both. */
export function unindexed(at: AstNode): Fix[] {
  const operand = AstUtils.getContainerOfType(at, ast.isOperand);
  if (!operand?.$cstNode) return [];
  const coupling = operand.$container.$container;
  const others = operandsOf(operand.$container).filter((other) => other !== operand);
  const [one = [], two = []] = others.map(indicesOf);
  const axes = coupling.dimensions
    .filter((dimension) => one.includes(dimension) !== two.includes(dimension))
    .map(({ name }) => `[${printName(name)}]`)
    .join('');
  if (axes === '') return [];
  return [{ title: `Add ${quoted([axes])}`, edits: [insert(operand, operand.$cstNode.end, axes)] }];
}

/** A name like another that no dimension or stride of a coupling has. */
function freeIndex(name: string, { dimensions, strides }: ast.Coupling): string {
  return freeName(name, new Set([...dimensions, ...strides].map((index) => index.name)));
}

const numbersOf = ({ coefficients }: ast.Term): string[] => coefficients.map(({ value }) => value);

const termsOf = ({ axes }: ast.Operand): ast.Term[] => axes.flatMap(({ terms }) => terms);

const indicesOf = (operand: ast.Operand): ast.Index[] =>
  termsOf(operand).flatMap(({ factors }) => factors.flatMap(({ ref }) => ref ?? []));
