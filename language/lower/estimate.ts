import { forEachRole } from '../domain/coupling.js';
import {
  ATTRIBUTES,
  type Attributes,
  COMPONENTS,
  type Estimate,
  estimate,
  isRefusal,
  needsNode,
} from '../estimates/index.js';
import * as ast from '../generated/ast.js';
import type { Widths } from './bits.js';
import { clockOf } from './clock.js';
import { type Component, lowerComponent } from './component.js';
import type { Derived, DerivedProperty } from './derived.js';
import { levelName } from './level-name.js';
import { linkWidths } from './link-widths.js';
import type { Lowerings } from './lowerings.js';
import { type MemoryShape, memoryShape } from './memory-shape.js';
import { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { divide, parse, toNumber } from './rational.js';
import { ofRow, type WordEnergy } from './row-energy.js';

/** What follows from the component of a level, in the units in which levels are given. */
export interface LevelEstimate extends Derived {
  readonly component: Component;
  readonly estimate: Estimate;
  /** The time of a cycle in ns that `leakage` is for. */
  readonly cycle: number;
  /** What of it counts, since the level does not say it itself. */
  readonly taken: readonly DerivedProperty[];
}

/** The properties that follow from a component, in the order in which they are shown. */
const ESTIMATED: readonly DerivedProperty[] = ['energy', 'leakage', 'area'];

/** What an estimator is asked for, whoever that is. */
export interface EstimateRequest {
  readonly component: Component;
  /** Those that the component knows, with what follows from the level. */
  readonly attributes: Attributes;
  /** nm; null where it is not given. */
  readonly technology: number | null;
  /** The time of a cycle in ns. */
  readonly cycle: number;
}

/** What a level with a component asks for, whether or not our models cover it; undefined where that cannot be told. */
export function estimateRequestOf(level: ast.Level, lowering: Lowerings): EstimateRequest | undefined {
  const problems = new Problems();
  const properties = new Properties(level, problems);
  const asked = askedOf(level, properties, problems, lowering);
  if (!asked) return undefined;
  const { component, attributes, cycle } = timed(asked, properties, lowering);
  return { component, attributes, cycle, technology: technologyOf(properties, problems, lowering) };
}

/** What follows from the component of a level in the syntax tree; undefined where nothing does. */
export function estimateOf(level: ast.Level, lowering: Lowerings): LevelEstimate | undefined {
  const problems = new Problems();
  const properties = new Properties(level, problems);
  const asked = askedOf(level, properties, problems, lowering);
  return asked && judged(properties, asked, problems, lowering);
}

export function estimateMemory(
  properties: Properties,
  shape: MemoryShape,
  problems: Problems,
  lowering: Lowerings,
): LevelEstimate | undefined {
  const asked = askedOfMemory(properties, shape, problems, lowering);
  return asked && judged(properties, asked, problems, lowering);
}

export function estimateCompute(
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
): LevelEstimate | undefined {
  const asked = askedOfCompute(properties, problems, lowering);
  return asked && judged(properties, asked, problems, lowering);
}

export function estimateLink(
  properties: Properties,
  widths: Widths,
  problems: Problems,
  lowering: Lowerings,
): LevelEstimate | undefined {
  const asked = askedOfLink(properties, widths, problems, lowering);
  return asked && judged(properties, asked, problems, lowering);
}

/** A component with the attributes that it knows, and what words take of an energy of it. */
interface Asked {
  readonly component: Component;
  readonly attributes: Attributes;
  readonly ofWords: (energy: number) => WordEnergy;
}

function askedOf(level: ast.Level, properties: Properties, problems: Problems, lowering: Lowerings): Asked | undefined {
  if (ast.isMemory(level)) {
    return askedOfMemory(properties, memoryShape(properties, problems, lowering), problems, lowering);
  }
  if (ast.isLink(level)) {
    return askedOfLink(properties, linkWidths(level, properties, problems, lowering), problems, lowering);
  }
  return ast.isCompute(level) ? askedOfCompute(properties, problems, lowering) : undefined;
}

function askedOfMemory(
  properties: Properties,
  shape: MemoryShape,
  problems: Problems,
  lowering: Lowerings,
): Asked | undefined {
  const component = lowerComponent(properties, problems, lowering);
  if (!component) return undefined;
  const { widths } = shape;
  const rowBits = Number(component.attributes.width ?? shape.wordBits ?? widestWord(widths));
  if (!Number.isFinite(rowBits) || (widths.bits === null && widths.valueBits === null)) {
    return missingBits(component, properties, problems);
  }
  const attributes = knownOf(component, { width: rowBits, ...rows(shape, rowBits), ...component.attributes });
  return { component, attributes, ofWords: (energy) => ofRow(energy, rowBits, widths)! };
}

/** A word takes a wire for each of its bits, unless the component says how many wires one takes. */
function askedOfLink(
  properties: Properties,
  widths: Widths,
  problems: Problems,
  lowering: Lowerings,
): Asked | undefined {
  const component = lowerComponent(properties, problems, lowering);
  if (!component) return undefined;
  const { bits, valueBits } = widths;
  const widest = widestWord(widths);
  const width = Number(component.attributes.width ?? widest);
  if (!Number.isFinite(width)) return missingBits(component, properties, problems);
  const share = forEachRole((role) =>
    component.attributes.width === undefined ? (bits?.[role] ?? valueBits ?? widest) / widest : 1,
  );
  const attributes = knownOf(component, { width, ...component.attributes });
  return { component, attributes, ofWords: (energy) => forEachRole((role) => energy * share[role]) };
}

function missingBits(component: Component, properties: Properties, problems: Problems): undefined {
  const needed = !properties.has('energy');
  const params = { level: levelName(properties.level), component: component.class, needed };
  problems.add('ffarch/missing-component-bits', params, component.node, 'class');
}

function askedOfCompute(properties: Properties, problems: Problems, lowering: Lowerings): Asked | undefined {
  const component = lowerComponent(properties, problems, lowering);
  return component && { component, attributes: component.attributes, ofWords: (energy) => forEachRole(() => energy) };
}

const knownOf = (component: Component, attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(([name]) => COMPONENTS[component.class].attributes.some((one) => one === name)),
  );

/** The rows that hold what a memory has room for; none where it is unbounded. */
function rows({ size, widths }: MemoryShape, rowBits: number): Attributes {
  if (size === null) return {};
  const bits = widths.bits ? size : size * widths.valueBits!;
  return { depth: Math.ceil(bits / rowBits) };
}

const widestWord = ({ bits, valueBits }: Widths): number =>
  bits ? Math.max(...Object.values(bits)) : (valueBits ?? Number.NaN);

/** Whether an attribute that could not be read is written, or the size that it follows from: what is wrong is said there. */
const isWritten = (name: string, { node }: Component, properties: Properties): boolean =>
  node.attributes.some(({ keyword }) => keyword === name) ||
  (name === 'depth' && (!properties.has('size') || properties.quantity('size')?.quantity !== undefined));

/** The estimate of a component, unless the level says everything itself, or a file that it names. */
function judged(
  properties: Properties,
  asked: Asked,
  problems: Problems,
  lowering: Lowerings,
): LevelEstimate | undefined {
  const { component, ofWords } = asked;
  const open = ESTIMATED.filter((keyword) => !properties.has(keyword));
  if (open.length === 0 || properties.fromFile('energy')) return undefined;
  const level = levelName(properties.level);
  const needed = open.includes('energy');
  const technology = technologyOf(properties, problems, lowering);
  if (technology === null && needsNode(component.class)) {
    // What is wrong with one that is given is said there.
    if (givesTechnology(properties)) {
      problems.incomplete();
      return undefined;
    }
    const params = { level, component: component.class, needed };
    problems.add('ffarch/missing-technology', params, component.node, 'class');
    return undefined;
  }
  const { attributes, cycle } = timed(asked, properties, lowering);
  const outcome = estimate(component.class, attributes, technology ?? 0);
  if (isRefusal(outcome)) {
    const { refused, missing } = outcome;
    if (missing !== undefined && isWritten(missing, component, properties)) {
      problems.incomplete();
      return undefined;
    }
    const why = missing === 'depth' ? `${refused.slice(0, -1)}, which an unbounded size does not give.` : refused;
    const { typical } = properties.row('energy');
    if (needed) problems.add('ffarch/no-estimate', { level, why, typical }, component.node, 'class');
    return undefined;
  }
  const { energy, leakage, area } = outcome;
  const values = { energy, leakage, area };
  const taken = open.filter((keyword) => values[keyword] !== null);
  for (const why of taken.length > 0 ? outcome.warnings : []) {
    problems.add('ffarch/uncertain-estimate', { level, why }, component.node, 'class');
  }
  return {
    component,
    estimate: outcome,
    read: ofWords(energy.read),
    write: ofWords(energy.write),
    leakage: leakage === null ? null : leakage * cycle,
    cycle,
    area,
    taken,
  };
}

/** With the time of a cycle in ns: that of the component, that of the clock, or the default. */
function timed(asked: Asked, properties: Properties, lowering: Lowerings): Asked & { readonly cycle: number } {
  const { component, attributes } = asked;
  const cycle = Number(attributes.cycle ?? periodOf(properties, lowering) ?? ATTRIBUTES.cycle.default);
  return { ...asked, attributes: knownOf(component, { ...attributes, cycle }), cycle };
}

/** The time of a cycle in ns by the clock of the architecture. */
function periodOf({ level }: Properties, lowering: Lowerings): number | undefined {
  const clock = ast.isLevel(level) ? clockOf(level.$container, lowering) : undefined;
  return clock && toNumber(divide(parse('1e9')!, clock)!);
}

function givesTechnology({ level }: Properties): boolean {
  const inherited = ast.isLevel(level) ? level.$container.properties : [];
  return [...level.properties, ...inherited].some(({ keyword }) => keyword === 'technology');
}

/** The process of a level in nm: its own, or that of its architecture. */
function technologyOf(properties: Properties, problems: Problems, lowering: Lowerings): number | null {
  if (properties.has('technology')) return lowerNumber(properties, 'technology', problems, lowering);
  const { level } = properties;
  if (!ast.isLevel(level)) return null;
  // What is wrong with it is said of the architecture.
  const elsewhere = new Problems();
  return lowerNumber(new Properties(level.$container, elsewhere), 'technology', elsewhere, lowering);
}
