import * as ast from '../generated/ast.js';
import type { Compute, FactorConstraint, Fanout, Level, Sharing } from '../lowered/architecture.js';
import type { Lowering } from './lowering.js';
import { lowerMemory } from './memory.js';
import { didYouMean, nearest } from './nearest.js';
import { positiveInteger } from './number.js';
import type { Problems } from './problems.js';
import { Properties } from './properties.js';
import { AREA_UNITS, ENERGY_UNITS, lowerQuantity, rejectPerWordline, type Units } from './quantity.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** A level with stand-ins for what is missing or wrong. */
export function lowerLevel(node: ast.Level, problems: Problems, lowering: Lowering): Level {
  switch (node.$type) {
    case ast.Memory.$type:
      return lowerMemory(node, problems, lowering);
    case ast.Fanout.$type:
      return lowerFanout(node, problems, lowering);
    case ast.Compute.$type:
      return lowerCompute(node, problems, lowering);
  }
}

function lowerFanout(node: ast.Fanout, problems: Problems, lowering: Lowering): Fanout {
  const properties = new Properties(node, problems);
  if (!node.mesh) {
    problems.error(
      'ffarch/mesh-missing',
      `Fanout \`${node.name}\` does not say how many instances it has. Write \`${node.name}[16]\`.`,
      node,
      'name',
    );
  }
  return {
    type: 'fanout',
    ...levelBase(properties, problems, lowering),
    ...lowerMesh(node, problems, lowering),
    multicast: lowerSharing(properties, 'multicast', problems),
    reduction: lowerSharing(properties, 'reduction', problems),
    peToPe: lowerFlag(properties, 'peToPe', false, problems),
    powerGating: lowerFlag(properties, 'powerGating', false, problems),
  };
}

function lowerCompute(node: ast.Compute, problems: Problems, lowering: Lowering): Compute {
  const properties = new Properties(node, problems);
  return {
    type: 'compute',
    ...levelBase(properties, problems, lowering),
    ...lowerMesh(node, problems, lowering),
    energy: lowerComputeEnergy(properties, problems, lowering),
    cycles: lowerAmount(properties, 'cycles', {}, 'no zero', problems, lowering) ?? 1,
    leakage: lowerLeakage(properties, problems, lowering),
  };
}

/** The instances of a spatial level, and the dimensions that may be unrolled over them. Without a number there is one. */
function lowerMesh(node: ast.Fanout | ast.Compute, problems: Problems, lowering: Lowering) {
  const mesh = node.mesh && positiveInteger(node.mesh, `The mesh of \`${node.name}\``, problems, lowering);
  const dimensions = node.dimensions.map((dimension) => dimension.ref?.name);
  if (dimensions.includes(undefined)) {
    problems.incomplete();
  }
  return { mesh: mesh ?? 1, dimensions: dimensions.filter((name) => name !== undefined) };
}

function lowerComputeEnergy(properties: Properties, problems: Problems, lowering: Lowering): number {
  if (!properties.has('energy')) {
    properties.missing('energy', '0.2 pJ');
  }
  const property = properties.directed('energy');
  if (property && !property.quantity) {
    problems.error(
      'ffarch/one-energy',
      'A compute level has one energy, neither read nor write. Write it alone, as in `energy: 0.2 pJ`.',
      property,
    );
  }
  if (!property?.quantity) {
    return 0;
  }
  rejectPerWordline(property.quantity, 'the energy of a MAC', problems);
  const energy = lowerQuantity(property.quantity, ENERGY_UNITS, 'The energy', 'zero', problems, lowering);
  if (energy === 0) {
    problems.warning(
      'ffarch/zero-energy',
      `MACs of \`${properties.level.name}\` cost nothing, so that it plays no part in the energy. Give them an energy above 0.`,
      property.quantity,
    );
  }
  return energy ?? 0;
}

/** What a level is called, in text: one that is being typed may not have a name yet. */
export function levelName({ name }: { readonly name?: string }): string {
  return name ?? '…';
}

/** What all kinds of level have. */
export function levelBase(properties: Properties, problems: Problems, lowering: Lowering) {
  const { level } = properties;
  return {
    name: levelName(level),
    factors: properties
      .factors()
      .map((constraint) => lowerFactor(constraint, problems, lowering))
      .filter((constraint) => constraint !== undefined),
    area: lowerAmount(properties, 'area', AREA_UNITS, 'zero', problems, lowering) ?? null,
    source: sourceOf(level),
    nameSource: sourceOfProperty(level, 'name'),
    propertySources: properties.sources(),
  };
}

function lowerFactor(node: ast.FactorConstraint, problems: Problems, lowering: Lowering): FactorConstraint | undefined {
  const dimension = node.dimension?.ref?.name;
  if (!node.operator || !node.value) {
    problems.error(
      'ffarch/value-missing',
      `This constrains \`${node.dimension?.$refText}\` to nothing. Write \`= 1\`, \`<= 8\` or \`>= 2\` after it.`,
      node,
    );
    return undefined;
  }
  const value = positiveInteger(node.value, 'A factor', problems, lowering);
  if (dimension === undefined) {
    problems.incomplete();
  }
  if (dimension === undefined || value === undefined) {
    return undefined;
  }
  return { dimension, operator: node.operator, value, source: sourceOf(node) };
}

/** pJ per cycle. */
export function lowerLeakage(properties: Properties, problems: Problems, lowering: Lowering): number {
  return lowerAmount(properties, 'leakage', ENERGY_UNITS, 'zero', problems, lowering) ?? 0;
}

function lowerAmount(
  properties: Properties,
  keyword: 'leakage' | 'area' | 'cycles',
  units: Units,
  zero: 'zero' | 'no zero',
  problems: Problems,
  lowering: Lowering,
): number | undefined {
  const property = properties.quantity(keyword);
  if (property?.unbounded) {
    problems.error(
      'ffarch/unbounded',
      `Only a size can be unbounded, not \`${keyword}\`. Give it a number.`,
      property,
      'unbounded',
    );
  }
  if (!property?.quantity) {
    return undefined;
  }
  rejectPerWordline(property.quantity, `\`${keyword}\``, problems);
  return lowerQuantity(property.quantity, units, `\`${keyword}\``, zero, problems, lowering);
}

const SHARINGS: readonly Sharing[] = ['none', 'full', 'selective'];

function lowerSharing(properties: Properties, keyword: 'multicast' | 'reduction', problems: Problems): Sharing {
  return lowerWord(properties, keyword, SHARINGS, problems) ?? 'full';
}

/** A property that is `true` or `false`; the default where it is left out. */
export function lowerFlag(
  properties: Properties,
  keyword: 'peToPe' | 'powerGating' | 'multipleReuses',
  otherwise: boolean,
  problems: Problems,
): boolean {
  const word = lowerWord(properties, keyword, ['true', 'false'], problems);
  return word === undefined ? otherwise : word === 'true';
}

function lowerWord<W extends string>(
  properties: Properties,
  keyword: ast.WordProperty['keyword'],
  words: readonly W[],
  problems: Problems,
): W | undefined {
  const property = properties.word(keyword);
  if (!property?.word) {
    return undefined;
  }
  const word = words.find((candidate) => candidate === property.word);
  if (word === undefined) {
    problems.error(
      'ffarch/unknown-word',
      `\`${keyword}\` is ${words.map((name) => `\`${name}\``).join(' or ')}, not \`${property.word}\`.${didYouMean(property.word, words)}`,
      property,
      'word',
      nearest(property.word, words),
    );
  }
  return word;
}
