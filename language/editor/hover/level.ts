import { AstUtils } from 'langium';
import {
  type Architecture,
  accepts,
  architectureFor,
  type Coupling,
  keptRoles,
  type Level,
  type Link,
  type Memory,
  ROLES,
  type Role,
  type SpatialLevel,
} from '../../domain/index.js';
import { resultOf } from '../../evaluation/evaluation.js';
import { impliedFills } from '../../evaluation/occupancy.js';
import { bytes, constraintText, inUnit, number, ofOperands, plural } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { structuralFlaw } from '../../model/index.js';
import { printDimension, printName } from '../../print/print.js';
import { couplingAtHand, readings } from '../readings.js';
import { documentation, type HoverContext } from './context.js';
import { levelReport } from './level-report.js';
import { type Block, blocks, code, list, source } from './markdown.js';
import { notGiven, type Quantity } from './missing-quantities.js';

/**
 * What a level is, and what it does: in the mapping that names it under the cursor, else in the last result of its
 * architecture.
 */
export function levelHover(node: ast.Level, context: HoverContext): string {
  const architecture = context.lowering.architecture(node.$container).value;
  const level = architecture?.levels[node.$containerIndex ?? 0];
  const head = `${node.$type.toLowerCase()} ${printName(node.name)}`;
  if (!architecture || !level) return blocks(source(head), documentation(node, context));
  const lacking = notGiven(node, level, context.lowering);
  return blocks(
    source(head),
    documentation(node, context),
    ...said(node, level, architecture, lacking, context),
    '---',
    inMapping(level, context) ?? inLastResult(level, architecture, context),
  );
}

/** What a level says: in the coupling of the mapping or the workload at hand, or else in each. */
function said(
  node: ast.Level,
  level: Level,
  architecture: Architecture,
  lacking: readonly Quantity[],
  context: HoverContext,
): Block[] {
  const l = node.$containerIndex ?? 0;
  const constrained = (view: Architecture) =>
    [constraints(view.levels[l]!), implied(view.levels[l]!, view, context)].filter((block) => block !== undefined);
  const coupling = atHand(node, architecture, context);
  if (coupling) {
    const view = architectureFor(architecture, coupling);
    const isOther = architecture.names !== undefined || view !== architecture;
    return [
      describe(view.levels[l]!, view, lacking),
      isOther ? `For ${code(coupling.name)}, the coupling of the workload at hand:` : undefined,
      ...constrained(view),
    ];
  }
  const each = readings(
    architecture,
    (view) => {
      const read = view.levels[l]!;
      const unrolled = 'dimensions' in read && architecture.names ? over(read.dimensions.map(code)) : undefined;
      return [unrolled && `${unrolled}.`, ...constrained(view)].filter((text) => text !== undefined).join(' ');
    },
    (text) => text,
  );
  if (each.length === 1 && !architecture.names)
    return [describe(level, architecture, lacking), ...constrained(architecture)];
  return [
    describe(level, architecture, lacking),
    list(
      each.filter(({ what }) => what !== '').map(({ what, couplings }) => `${couplings.map(code).join(', ')}: ${what}`),
    ),
  ];
}

/** The coupling of the workload that the mapping under the cursor maps, or else of the one at hand. */
function atHand(
  node: ast.Level,
  architecture: Architecture,
  { at, lowering, services }: HoverContext,
): Coupling | undefined {
  const mapping = AstUtils.getContainerOfType(at, ast.isMapping);
  if (!mapping) return couplingAtHand(node.$container, architecture, services);
  const coupling = lowering.named(mapping.workload)?.value?.coupling;
  return coupling && accepts(architecture, coupling) ? coupling : undefined;
}

function constraints(level: Level): Block {
  const factors = level.factors.map((factor) => code(constraintText(factor)));
  const order =
    level.type === 'memory' && level.order.length > 0 ? level.order.map((one) => one ?? '_').join(', ') : '';
  const all = [...factors, ...(order === '' ? [] : [`loops in the order ${code(order)}`])];
  return all.length > 0 ? `Constraints: ${all.join(', ')}.` : undefined;
}

/** What the constraints alone take of a level. */
function implied(level: Level, architecture: Architecture, { services }: HoverContext): Block {
  if (structuralFlaw(architecture)) return undefined;
  const fill = impliedFills(architecture, services.session.ModelSettings.options).get(level.name);
  return fill && `They alone take at least ${fill.label}: ${fill.tooltip}`;
}

/**
 * What an architecture says of a level, on one line.
 *
 * @param lacking what it does not say
 */
export function describe(level: Level, architecture: Architecture, lacking: readonly Quantity[]): string {
  const facts =
    level.type === 'memory'
      ? factsOfMemory(level, architecture)
      : level.type === 'link'
        ? factsOfLink(level, architecture)
        : factsOfInstances(level, architecture);
  const known = facts.filter(([quantity]) => quantity === null || !lacking.includes(quantity)).map(([, text]) => text);
  return [...known, ...(lacking.length > 0 ? [`no ${lacking.join(', no ')} yet`] : [])].join(' · ');
}

/** What is said of a level, and the quantity that it is said of. */
type Facts = readonly (readonly [quantity: Quantity | null, text: string])[];

function factsOfInstances(level: SpatialLevel, { couplings: [coupling], levels, names }: Architecture): Facts {
  const written = names?.[levels.indexOf(level)]?.over.map((name) => code(printDimension(name)));
  const unrolls = over(written ?? level.dimensions.map(code));
  if (level.type === 'fanout') {
    const { mesh, leastUsed, multicast, reduction } = level;
    const sharing = ofOperands(ROLES.map((role) => [coupling!.operands[role].name, multicast[role]]));
    return [
      ['mesh', `${plural(mesh, 'instance')} of all that follows`],
      [null, unrolls],
      ...(sharing === 'full' ? [] : [[null, `multicast ${sharing}`] as const]),
      ...(reduction === 'full' ? [] : [[null, `reduction ${reduction}`] as const]),
      ...(leastUsed > 1 ? [[null, `mappings use ${number(leastUsed)} instances or more`] as const] : []),
    ];
  }
  const unrolled = level.mesh > 1 ? `, ${unrolls}` : '';
  return [
    [null, `${plural(level.mesh, 'MAC')} at once${unrolled}`],
    ['energy', `${number(level.energy)} pJ each`],
    [null, `${plural(level.cycles, 'cycle')} each`],
  ];
}

function factsOfMemory(memory: Memory, { couplings: [coupling] }: Architecture): Facts {
  const { buffering, bits, mayBypass } = memory;
  const names = (roles: readonly Role[]) => roles.map((role) => code(coupling!.operands[role].name)).join(', ');
  const stored = keptRoles(memory);
  const decided = mayBypass.length > 0 ? `; a mapping may bypass ${names(mayBypass)}` : '';
  const widths = bits
    ? [inUnit(ofOperands(stored.map((role) => [coupling!.operands[role].name, bits[role]])), 'bits')]
    : [];
  const { read, write } = energies(memory, coupling!);
  const buffers = buffering > 1 ? ` in ${number(buffering)} buffers` : '';
  return [
    [null, `Stores ${stored.length > 0 ? names(stored) : 'nothing'}${decided}`],
    ...widths.map((text) => [null, text] as const),
    ['size', `${sizeText(memory)}${buffers}`],
    ['bandwidth', bandwidths(memory)],
    ['energy', read === write ? `${read} pJ per word` : `read ${read}, write ${write} pJ per word`],
  ];
}

function factsOfLink(link: Link, { couplings: [coupling] }: Architecture): Facts {
  const names = link.bypass.map((role) => code(coupling!.operands[role].name)).join(', ');
  const passing = ROLES.filter((role) => !link.bypass.includes(role));
  const { bits } = link;
  const widths = bits && ofOperands(passing.map((role) => [coupling!.operands[role].name, bits[role]]));
  const { read, write } = energies(link, coupling!);
  return [
    [null, `Words pass${names === '' ? '' : `, ${names} for free`}`],
    ...(widths ? [[null, inUnit(widths, 'bits')] as const] : []),
    ['bandwidth', bandwidths(link)],
    ['energy', read === write ? `${read} pJ per word` : `inwards ${read}, outwards ${write} pJ per word`],
  ];
}

/** In pJ per word, of each direction. */
export function energies(memory: Memory | Link, { operands }: Coupling): Readonly<Record<'read' | 'write', string>> {
  const of = (energy: Memory['readEnergy']): string =>
    ofOperands(keptRoles(memory).map((role) => [operands[role].name, energy[role]]));
  return { read: of(memory.readEnergy), write: of(memory.writeEnergy) };
}

/** In words or bits, and in bytes where the bits of a word are known. */
export function sizeText(memory: Memory): string {
  const { size, bits } = memory;
  return size === null ? 'unbounded' : `${plural(size, bits ? 'bit' : 'word')}${inBytes(memory, size)}`;
}

/** ` (256 KiB)`, where it is known how many bits are counted. */
function inBytes(memory: Memory | Link, ...amounts: readonly number[]): string {
  const counted = memory.bits ? 1 : memory.type === 'memory' ? memory.valueBits : null;
  return counted === null ? '' : ` (${amounts.map((amount) => bytes(amount, counted)).join(' and ')})`;
}

/** In words or bits per cycle, and in bytes where the bits of a word are known. */
export function bandwidths(memory: Memory | Link): string {
  const { readBandwidth: read, writeBandwidth: write, sharedBandwidth, bits } = memory;
  const [reads, writes] = memory.type === 'link' ? ['inwards', 'outwards'] : ['read', 'write'];
  const unit = bits ? 'bits/cycle' : 'words/cycle';
  if (read === Number.POSITIVE_INFINITY && write === Number.POSITIVE_INFINITY) return 'unbounded bandwidth';
  if (sharedBandwidth) {
    return `${inUnit(number(read), unit)}${inBytes(memory, read)}, shared by ${memory.type === 'link' ? 'both directions' : 'reads and writes'}`;
  }
  return `${reads} ${number(read)}, ${writes} ${inUnit(number(write), unit)}${inBytes(memory, read, write)}`;
}

function over(dimensions: readonly string[]): string {
  return dimensions.length === 0 ? 'over no dimension' : `over ${dimensions.join(', ')}`;
}

function inMapping(level: Level, context: HoverContext): Block {
  const mapping = AstUtils.getContainerOfType(context.at, ast.isMapping);
  if (!mapping) return undefined;
  const result = resultOf(mapping, context.lowering, context.services.session.ModelSettings.options);
  if (typeof result === 'string') return result;
  return blocks(
    `In mapping ${code(mapping.name)} of ${code(result.workload)}:`,
    levelReport(result, level.name, level.type === 'memory' ? level.valueBits : null),
  );
}

function inLastResult(level: Level, architecture: Architecture, { services }: HoverContext): string {
  const last = services.session.LastResults.forArchitecture(architecture);
  const report = last && levelReport(last.report, level.name, level.type === 'memory' ? level.valueBits : null);
  if (!last || !report) return howToGetResults(architecture);
  return blocks(
    `In the last result, for ${code(last.report.workload)}${last.outdated === null ? '' : `, **${last.outdated}**`}:`,
    report,
  );
}

/** What to do for an architecture that nothing has been mapped on. */
export function howToGetResults({ name }: Architecture): string {
  return `Nothing has been mapped on ${code(name)} yet. Run **FactorFlow: Map Workload** to see what each level needs, or hover over a level inside a \`mapping\`.`;
}
