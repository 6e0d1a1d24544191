import { AstUtils } from 'langium';
import type { Role } from '../../domain/index.js';
import { leftBy } from '../../evaluation/rounds.js';
import { inUnit, number } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { namedOperandsOf } from '../../lower/operands.js';
import { printName } from '../../print/print.js';
import { dimensionsMeant, isNamingDimension } from '../../references/dimensions.js';
import { couplingAtHand } from '../readings.js';
import { documentation, type HoverContext } from './context.js';
import { type Block, blocks, code, source, table } from './markdown.js';

/** The kernel, and which operands each of its dimensions indexes. */
export function couplingHover(node: ast.Coupling, context: HoverContext): string {
  const operands = namedOperandsOf(node.computation);
  return blocks(
    source(`coupling ${printName(node.name)}`),
    documentation(node, context),
    node.computation?.$cstNode && source(node.computation.$cstNode.text),
    table(
      ['dimension', ...operands.map(({ name }) => code(name))],
      node.dimensions.map((dimension) => [
        code(dimension.name),
        ...operands.map((operand) => (indexes(dimension, operand) ? 'relevant' : 'orthogonal')),
      ]),
    ),
    defaultsOf(node, context),
    node.strides.length > 0
      ? `Strides, 1 unless a workload gives them: ${node.strides.map(({ name }) => code(name)).join(', ')}.`
      : undefined,
  );
}

/** The dimensions that a workload may leave out. */
function defaultsOf(node: ast.Coupling, { lowering }: HoverContext): Block {
  const defaults = Object.entries(lowering.coupling(node).value?.defaults ?? {});
  if (defaults.length === 0) return undefined;
  return `Unless a workload gives them: ${defaults.map(([name, value]) => `${code(name)} ${number(value)}`).join(', ')}.`;
}

/** Which operands a dimension moves, and how large it is here. */
export function dimensionHover(node: ast.Dimension, context: HoverContext): string {
  const meant = isNamingDimension(context.at) ? dimensionsMeant(context.at) : [];
  return meant.length > 1 ? severalHover(meant, context) : oneHover(node, context);
}

/** A name that stands for a dimension of each of several couplings: what each moves. */
function severalHover(meant: readonly ast.Dimension[], { at, services }: HoverContext): string {
  const owner = AstUtils.getContainerOfType(at, ast.isArchitecture);
  const architecture = owner && services.lowering.LoweringProvider.lowering.architecture(owner).value;
  const atHand = owner && architecture && couplingAtHand(owner, architecture, services);
  const ofAtHand = meant.find(({ $container }) => $container.name === atHand?.name);
  const names = (list: readonly ast.Operand[]) => list.map((operand) => code(operand.name)).join(', ');
  const rows = (ofAtHand ? [ofAtHand] : meant).map((dimension): string[] => {
    const operands = namedOperandsOf(dimension.$container.computation);
    const relevant = operands.filter((operand) => indexes(dimension, operand));
    const orthogonal = operands.filter((operand) => !indexes(dimension, operand));
    return [code(dimension.$container.name), names(relevant), names(orthogonal)];
  });
  const couplings = meant.map(({ $container }) => printName($container.name)).join(', ');
  return blocks(
    source(`dimension ${printName(meant[0]!.name)} of ${couplings}`),
    ofAtHand ? 'For the workload at hand:' : undefined,
    table(['coupling', 'relevant to', 'orthogonal to'], rows),
  );
}

function oneHover(node: ast.Dimension, context: HoverContext): string {
  const { name, $container: coupling } = node;
  const operands = namedOperandsOf(coupling.computation);
  const defaulted = context.lowering.coupling(coupling).value?.defaults[name];
  const names = (list: readonly ast.Operand[]) => list.map((operand) => code(operand.name)).join(', ');
  const relevant = operands.filter((operand) => indexes(node, operand));
  const orthogonal = operands.filter((operand) => !indexes(node, operand));
  return blocks(
    source(`dimension ${printName(name)} of ${printName(coupling.name)}`),
    documentation(node, context),
    relevant.length > 0 ? `Relevant to ${names(relevant)}.` : undefined,
    orthogonal.length > 0
      ? `Orthogonal to ${names(orthogonal)}: its iterations can keep their tiles where they are.`
      : undefined,
    defaulted === undefined ? undefined : `${number(defaulted)} unless a workload gives it.`,
    loopsOf(name, context),
  );
}

/** The loops of a dimension in the mapping around the cursor, and its size. */
export function loopsOf(dimension: string, { at, lowering }: HoverContext): Block {
  const mapping = AstUtils.getContainerOfType(at, ast.isMapping);
  const size = lowering.named(mapping?.workload)?.value?.sizes[dimension];
  const lowered = mapping && lowering.mapping(mapping).value;
  if (!lowered) return undefined;
  const loops = lowered.mapping.flatMap(({ level, loops }) =>
    loops.filter((loop) => loop.dimension === dimension).map(({ iterations }) => ({ level, iterations })),
  );
  const product = loops.reduce((n, { iterations }) => n * iterations, 1);
  const factors = loops.map(({ level, iterations }) => `${code(level)} ${number(iterations)}`).join(' × ');
  const written = loops.length > 0 ? `${factors} = ` : '';
  const { levels } = lowered.architecture;
  const placed = levels
    .map(({ name, type }) => ({
      iterations: loops.find(({ level }) => level === name)?.iterations ?? 1,
      spatial: type !== 'memory',
    }))
    .reverse();
  // A spatial loop need not divide: then more iterations are written than there are.
  return product > (size ?? 1) && leftBy(size ?? 1, placed) === 1
    ? `${written}${number(product)}: all **${number(size ?? 1)}** iterations here. Instances without one idle in the last round.`
    : `${written}**${number(product)}** of ${inUnit(number(size ?? 1), 'iterations')} here.`;
}

/** What a stride multiplies. */
export function strideHover(node: ast.Stride, context: HoverContext): string {
  const { name, $container: coupling } = node;
  const operands = namedOperandsOf(coupling.computation);
  const uses = operands.flatMap((operand) =>
    operand.axes
      .flatMap(({ terms }) => terms)
      .filter(({ factors }) => factors.some(({ ref }) => ref === node))
      .map((term) => `${code(term.$cstNode?.text ?? name)} in ${code(operand.name)}`),
  );
  return blocks(
    source(`stride ${printName(name)} of ${printName(coupling.name)}`),
    documentation(node, context),
    uses.length > 0 ? `The coefficient of ${uses.join(', ')}.` : undefined,
    '1 unless a workload gives it.',
  );
}

const ROLES: Readonly<Record<Role, string>> = {
  out: 'The output, which is accumulated',
  w: 'The first factor, the weights',
  in: 'The second factor, the inputs',
};

/** The role of an operand, what indexes it, and in an architecture where it is stored. */
export function operandHover(node: ast.Operand, context: HoverContext): string {
  const { name, axes, $container } = node;
  const whole = axes.flatMap(({ $cstNode }) => $cstNode?.text ?? []).filter((axis) => axis.endsWith(']'));
  const indices = whole.join('');
  const role = ROLES[node.$containerProperty as Role];
  return blocks(
    source(`operand ${printName(name)}${indices} of ${printName($container.$container.name)}`),
    documentation(node, context),
    role && `${role}.`,
    storedBy(node, context),
  );
}

/** What indexes an axis, and how many words that are along it. */
export function axisHover(node: ast.Axis): Block {
  const { $container: operand, terms } = node;
  if (!ast.isOperand(operand) || terms.length === 0) return undefined;
  const dimensions = terms.map(({ factors }) => factors.find(({ ref }) => ast.isDimension(ref))?.$refText);
  if (dimensions.includes(undefined)) return undefined;
  const names = dimensions.map((name) => code(name!)).join(', ');
  const extent = terms.map(({ coefficients, factors }, i) => {
    const strides = factors.filter(({ ref }) => ast.isStride(ref)).map(({ $refText }) => $refText);
    return [...coefficients.map(({ value }) => value), ...strides, `(${dimensions[i]} − 1)`].join('·');
  });
  return blocks(
    source(`axis ${node.$cstNode?.text ?? ''} of ${printName(operand.name)}`),
    terms.length === 1
      ? `As many words as ${names} has iterations.`
      : `A sliding window: ${names} move over the same words, ${code(`${extent.join(' + ')} + 1`)} of them where none is left out.`,
  );
}

function storedBy(operand: ast.Operand, { at }: HoverContext): Block {
  const architecture = AstUtils.getContainerOfType(at, ast.isArchitecture);
  if (!architecture) return undefined;
  const stores = architecture.levels
    .filter(ast.isMemory)
    .filter(
      ({ properties }) =>
        !properties.some(
          (property) =>
            ast.isOperandsProperty(property) &&
            property.keyword === 'bypass' &&
            property.operands.some(({ ref }) => ref === operand),
        ),
    );
  const names = stores.map(({ name }) => code(name)).join(', ');
  return stores.length > 0 ? `Stored by ${names}.` : `Stored by no memory of ${code(architecture.name)}.`;
}

function indexes({ name }: ast.Dimension, { axes }: ast.Operand): boolean {
  return axes.some(({ terms }) => terms.some(({ factors }) => factors.some(({ $refText }) => $refText === name)));
}
