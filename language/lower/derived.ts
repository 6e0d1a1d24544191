import type { AstNode } from 'langium';
import { forEachRole } from '../domain/coupling.js';
import { type EnergyTables, isUnread, type TableComponent, takenActions } from '../energy-tables/tables.js';
import * as ast from '../generated/ast.js';
import { nearest } from '../nearest.js';
import { levelName } from './level-name.js';
import type { Lowerings, TableProperty } from './lowerings.js';
import type { MemoryShape } from './memory-shape.js';
import type { Problems } from './problems.js';
import type { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { ofRow, type WordEnergy } from './row-energy.js';

/** What a level takes by an estimate or a file, in the units in which levels are given. */
export interface Derived {
  /** pJ per word of each operand, or per MAC. */
  readonly read: WordEnergy;
  readonly write: WordEnergy;
  /** pJ per cycle of one instance; null where it is not known. */
  readonly leakage: number | null;
  /** µm² of one instance; null where it is not known. */
  readonly area: number | null;
}

export type DerivedProperty = 'energy' | 'leakage' | 'area';

/** What a level's energy, leakage and area follow from where it has no numbers; null for what cannot be told, as is said. */
export function derive(
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
  estimated: () => Derived | undefined,
  shape?: MemoryShape,
): Derived | null | undefined {
  const own = properties.fromFile('energy');
  if (own) return fromFile(own, properties, problems, lowering, shape);
  if (properties.has('component')) return estimated() ?? null;
  const shared = sharedFile(properties, 'energy');
  return shared && !properties.has('energy') ? fromFile(shared, properties, problems, lowering, shape) : undefined;
}

/** Whether a property is derived. What is written wins. */
export function isDerived(
  properties: Properties,
  keyword: DerivedProperty,
  derived: Derived | null | undefined,
): boolean {
  if (derived === undefined) return false;
  if (!properties.has(keyword)) return true;
  return keyword === 'energy' && properties.fromFile('energy') !== undefined;
}

/** The file from which all levels of the architecture around a level take their energies or areas. */
function sharedFile({ level }: Properties, keyword: TableProperty['keyword']): TableProperty | undefined {
  if (!ast.isLevel(level)) return undefined;
  const all: readonly ast.Property[] = level.$container.properties;
  return all
    .filter((property) => ast.isDirectedProperty(property) || ast.isQuantityProperty(property))
    .find((property) => property.keyword === keyword && property.file !== undefined);
}

/**
 * µm² of one instance; null where nothing says it. What the level says itself comes first, a component and a file of its own among
 * that, then the file for all areas.
 */
export function lowerArea(
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
  derived: Derived | null | undefined,
): number | null {
  const own = properties.fromFile('area');
  if (own) return areaFrom(own, properties, problems, lowering);
  const written = lowerNumber(properties, 'area', problems, lowering);
  if (properties.has('area')) return written;
  const isOwn = properties.has('component') || properties.fromFile('energy') !== undefined;
  const area = derived?.area ?? null;
  if (isOwn && area !== null) return area;
  const shared = sharedFile(properties, 'area');
  return (shared ? areaFrom(shared, properties, problems, lowering) : null) ?? area;
}

/** An area is not needed, so where a file lacks it that is no error. */
function areaFrom(
  property: TableProperty,
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
): number | null {
  const { level } = properties;
  const isOwn = property.$container === level;
  const tables = readTables(property, isOwn, problems, lowering);
  if (!tables) return null;
  const name = levelName(level);
  const component = tables.get(name);
  if (component && component.area !== null) return component.area;
  // Instances stand for what is inside, and few tables have anything of their own for them.
  if (!component && !isOwn && ast.isFanout(level)) return null;
  const components = [...tables.values()].filter(({ area }) => area !== null).map((one) => one.name);
  const params = { level: name, path: property.file ?? '', components, suggestion: nearest(name, components) };
  const near = component ?? tables.get(params.suggestion ?? '') ?? [...tables.values()][0];
  const related = near ? [{ message: `The component \`${near.name}\`.`, source: near.source }] : [];
  if (isOwn) problems.add('ffarch/energy-file-area', params, property, 'file', ...related);
  else problems.add('ffarch/energy-file-area', params, level, 'name', ...related);
  return null;
}

/**
 * The tables of a file, or null where it cannot be read: then what depends on it is not known either. What is wrong with a file of the
 * architecture is said there.
 */
function readTables(
  property: TableProperty,
  isOwn: boolean,
  problems: Problems,
  lowering: Lowerings,
): EnergyTables | null {
  const tables = isOwn ? tablesOf(property, problems, lowering) : lowering.tables(property);
  if (tables && !isUnread(tables)) return tables;
  problems.incomplete();
  return null;
}

/** What is wrong with a file is said where it is named: of one of the architecture, once. */
export function tablesOf(property: TableProperty, problems: Problems, lowering: Lowerings): EnergyTables | undefined {
  const tables = lowering.tables(property);
  if (tables && !isUnread(tables)) return tables;
  const { keyword } = property;
  const path = property.file ?? '';
  const name = nearest(path.slice(path.lastIndexOf('/') + 1), tables?.beside ?? []);
  const suggestion = name && `${path.slice(0, path.lastIndexOf('/') + 1)}${name}`;
  const params = { keyword, path, reason: tables?.unread ?? 'it has not been read', suggestion };
  const related = tables?.source ? [{ message: 'This is what cannot be read.', source: tables.source }] : [];
  problems.add('ffarch/energy-file-unread', params, property, 'file', ...related);
  return undefined;
}

function fromFile(
  property: TableProperty,
  properties: Properties,
  problems: Problems,
  lowering: Lowerings,
  shape: MemoryShape | undefined,
): Derived | null {
  const { level } = properties;
  const isOwn = property.$container === level;
  const tables = readTables(property, isOwn, problems, lowering);
  if (!tables) return null;
  // What is told of a file of the architecture stands at the level that it is about.
  const [node, part] = isOwn ? [property, 'file'] : [level, 'name'];
  const name = levelName(level);
  const path = property.file ?? '';
  const component = tables.get(name);
  if (!component) {
    const components = [...tables.keys()];
    const params = { level: name, path, components, suggestion: nearest(name, components) };
    const near = tables.get(params.suggestion ?? '') ?? [...tables.values()][0];
    const related = near ? [{ message: `The component \`${near.name}\`.`, source: near.source }] : [];
    problems.add('ffarch/energy-file-component', params, node, part, ...related);
    return null;
  }
  const energies = ast.isCompute(level) ? ofCompute(component) : ofAccesses(component, level, shape);
  if ('lacks' in energies) {
    const params = { component: name, path, lacks: energies.lacks, actions: [...component.actions.keys()] };
    const related = { message: 'The component without the action.', source: component.source };
    problems.add('ffarch/energy-file-action', params, node, part, related);
    return null;
  }
  return { ...energies, leakage: component.actions.get('leak') ?? null, area: component.area };
}

type Energies = Pick<Derived, 'read' | 'write'> | { readonly lacks: readonly string[] };

function ofCompute(component: TableComponent): Energies {
  const { read } = takenActions(component, 'compute');
  if (read === undefined) return { lacks: ['compute'] };
  const energy = component.actions.get(read)!;
  const each = forEachRole(() => energy);
  return { read: each, write: each };
}

/** A row of the memory is what an access moves; fills and updates are both writes. */
function ofAccesses(component: TableComponent, level: AstNode, shape: MemoryShape | undefined): Energies {
  const { read, write } = takenActions(component, ast.isLink(level) ? 'link' : 'memory');
  if (read === undefined || write === undefined) {
    return { lacks: [...(read === undefined ? ['read'] : []), ...(write === undefined ? ['write'] : [])] };
  }
  const { actions } = component;
  return { read: ofWords(actions.get(read)!, shape), write: ofWords(actions.get(write)!, shape) };
}

function ofWords(energy: number, shape: MemoryShape | undefined): WordEnergy {
  const shared = shape && shape.wordBits !== null ? ofRow(energy, shape.wordBits, shape.widths) : undefined;
  return shared ?? forEachRole(() => energy);
}
