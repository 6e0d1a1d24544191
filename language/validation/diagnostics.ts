import { show } from '../lower/index.js';
import type { Violation } from '../model/index.js';
import type { Facts, Finding } from './finding.js';

/**
 * Everything that validation has to say, besides what lowering says of single values (`language/lower`): one function a
 * diagnostic, with a stable code, the fact with its numbers, and the remedy.
 */

const error = (code: Finding['code'], message: string, data?: Facts): Finding => ({
  severity: 'error',
  code,
  message,
  data,
});

const warning = (code: Finding['code'], message: string, data?: Facts): Finding => ({
  severity: 'warning',
  code,
  message,
  data,
});

const hint = (code: Finding['code'], message: string, data?: Facts): Finding => ({
  severity: 'hint',
  code,
  message,
  data,
});

const unnecessary = (finding: Finding): Finding => ({ ...finding, unnecessary: true });

/** `1 word`, `24 words`. */
const plural = (n: number, noun: string): string => `${show(n)} ${noun}${n === 1 ? '' : 's'}`;

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ');

// --- Declarations and imports

export const repeatedDeclaration = (kind: string, name: string): Finding =>
  error(
    'ffarch/repeated-declaration',
    `There is a ${kind} \`${name}\` already; this one is ignored. Rename one of them.`,
  );

export const shadowsLibrary = (kind: string, name: string): Finding =>
  hint('ffarch/shadows-library', `This ${kind} takes the place of \`${name}\` in the standard library.`);

export const selfImport = (): Finding =>
  unnecessary(
    warning('ffarch/import-without-effect', 'This file imports itself, which has no effect. Remove the import.'),
  );

export const repeatedImport = (path: string): Finding =>
  unnecessary(warning('ffarch/import-without-effect', `\`${path}\` is imported already. Remove the import.`));

export const cyclicImport = (path: string): Finding =>
  unnecessary(
    warning(
      'ffarch/import-without-effect',
      `\`${path}\` imports this file, and nothing of it is used here: the cycle has no effect. Remove the import.`,
    ),
  );

// --- Couplings

export const repeatedDimension = (name: string): Finding =>
  error('ffarch/repeated-dimension', `Dimension \`${name}\` is declared twice. Remove or rename one of them.`);

export const repeatedStride = (name: string): Finding =>
  error('ffarch/repeated-stride', `Stride \`${name}\` is declared twice. Remove or rename one of them.`);

export const strideIsDimension = (name: string): Finding =>
  error('ffarch/stride-is-dimension', `\`${name}\` is a dimension and cannot be a stride, too. Rename one of them.`);

export const tooManyDimensions = (count: number, most: number): Finding =>
  error(
    'ffarch/too-many-dimensions',
    `The coupling has ${show(count)} dimensions, of which ${show(most)} can be mapped. Merge or leave out some.`,
  );

export const unusedDimension = (name: string): Finding =>
  unnecessary(
    warning(
      'ffarch/unused-dimension',
      `Dimension \`${name}\` indexes no operand, so that each of its iterations computes the same. Remove it, or index an operand with it.`,
    ),
  );

export const unusedStride = (name: string): Finding =>
  unnecessary(
    warning('ffarch/unused-stride', `Stride \`${name}\` is used by no operand. Remove it, or write \`${name}*P\`.`),
  );

export const strideOnLoneTerm = (stride: string, dimension: string): Finding =>
  warning(
    'ffarch/stride-on-lone-term',
    `\`${stride}\` spreads \`${dimension}\` out without another dimension to fill the gaps, so it changes nothing. Write \`[${dimension}]\`.`,
  );

export const repeatedOperand = (name: string): Finding =>
  error('ffarch/repeated-operand', `Two operands are called \`${name}\`. Rename one of them.`);

export const dimensionTwiceInOperand = (dimension: string, operand: string): Finding =>
  error(
    'ffarch/dimension-twice-in-operand',
    `\`${dimension}\` indexes \`${operand}\` twice, but a dimension occurs in an operand once at most. Declare another dimension.`,
  );

export const unindexedOperand = (operand: string): Finding =>
  warning(
    'ffarch/unindexed-operand',
    `No dimension indexes \`${operand}\`, so it is a single word. Add brackets, as in \`${operand}[M][N]\`, if it is not.`,
  );

// --- Architectures

export const noLevels = (architecture: string): Finding =>
  error(
    'ffarch/no-levels',
    `\`${architecture}\` has no levels. It needs a memory at least, which comes first, and a compute level, which comes last.`,
  );

export const firstLevelNotMemory = (level: string): Finding =>
  error(
    'ffarch/first-level-not-memory',
    `The outermost level must be a memory, from which everything comes; \`${level}\` is none. Put a memory before it.`,
  );

export const computeMissing = (architecture: string): Finding =>
  error(
    'ffarch/compute-missing',
    `\`${architecture}\` has no compute level. Add one as its last: \`compute MAC { energy: 0.2 pJ }\`.`,
  );

export const computeNotLast = (compute: string, after: readonly string[]): Finding =>
  error(
    'ffarch/compute-not-last',
    `\`${compute}\` computes and must be the last level, but ${names(after)} ${after.length === 1 ? 'follows' : 'follow'}. Move it to the end.`,
  );

export const repeatedCompute = (compute: string, first: string): Finding =>
  error(
    'ffarch/repeated-compute',
    `An architecture has one compute level, and \`${first}\` is one already. Remove \`${compute}\`; several MACs are written \`compute ${first}[4] over N\`.`,
  );

export const repeatedLevel = (level: string): Finding =>
  error(
    'ffarch/repeated-level',
    `Two levels are called \`${level}\`, so that a mapping could not tell them apart. Rename one of them.`,
  );

export const repeatedCoupling = (coupling: string): Finding =>
  unnecessary(warning('ffarch/repeated-coupling', `\`${coupling}\` is named twice. Remove one of them.`));

export const couplingLacks = (coupling: string, missing: readonly string[]): Finding =>
  error(
    'ffarch/coupling-lacks',
    `\`${coupling}\` lacks ${names(missing)}, which the architecture names: all its couplings must have them, in the same roles.`,
  );

export const operandStoredNowhere = (operand: string, memories: number): Finding =>
  error(
    'ffarch/operand-stored-nowhere',
    `\`${operand}\` is stored nowhere: ${memories === 1 ? 'the only memory bypasses' : `all ${show(memories)} memories bypass`} it. Let one of them keep it.`,
  );

export const bypassesEverything = (memory: string): Finding =>
  warning(
    'ffarch/bypasses-everything',
    `\`${memory}\` bypasses all operands and stores nothing. Remove the level, or let it keep one.`,
  );

export const repeatedBypass = (operand: string): Finding =>
  unnecessary(warning('ffarch/repeated-bypass', `\`${operand}\` is bypassed already. Remove one of them.`));

export const repeatedSpatialDimension = (dimension: string): Finding =>
  unnecessary(warning('ffarch/repeated-spatial-dimension', `\`${dimension}\` is named already. Remove one of them.`));

export const peToPeNeedsFull = (level: string, sharing: readonly string[]): Finding =>
  error(
    'ffarch/pe-to-pe-needs-full',
    `\`${level}\` forwards from instance to instance, which needs \`multicast: full\` and \`reduction: full\`, but has ${names(sharing)}. Remove \`peToPe\`, or make both full.`,
  );

// --- Factor constraints

export const outermostUpperBound = (level: string, constraint: string): Finding =>
  error(
    'ffarch/outermost-upper-bound',
    `\`${level}\` is the outermost level and takes all iterations that are left, so \`${constraint}\` cannot bound them. Use \`=\` or \`>=\`, or remove it.`,
    { level },
  );

/** @param parts the levels that can iterate the dimension more than once, with how often. */
export const sizeBounded = (outermost: string, dimension: string, most: number, parts: readonly string[]): Finding => {
  const how = most === 1 ? 'No level can iterate' : `All levels bound`;
  const product = parts.length > 1 ? ` (${parts.join(' × ')})` : '';
  return {
    severity: most === 1 ? 'warning' : 'info',
    code: 'ffarch/size-bounded',
    message: `${how} \`${dimension}\`, so only workloads of \`${dimension}: ${show(most)}\`${most === 1 ? '' : ' or less'}${product} can be mapped. Remove the constraint from \`${outermost}\` to leave it the rest.`,
    data: { level: outermost, dimension, available: most },
  };
};

export const repeatedConstraint = (level: string, dimension: string): Finding =>
  error(
    'ffarch/repeated-constraint',
    `\`${dimension}\` is constrained twice on \`${level}\`, where one constraint for a dimension is allowed. Keep one of them.`,
    { level, dimension },
  );

export const constraintNotIterated = (level: string, dimension: string, over: readonly string[]): Finding =>
  error(
    'ffarch/constraint-not-iterated',
    `\`${level}\` does not unroll \`${dimension}\`, ${over.length === 0 ? 'nor any other dimension' : `only ${names(over)}`}. Remove the constraint, or write \`over ${[...over, dimension].join(', ')}\`.`,
    { level, dimension },
  );

// --- Capacity and fanout

/**
 * @param tile the extents that are forced
 * @param smallest the smallest workload for which the constraints hold as they are written
 */
export const capacityForced = (
  level: string,
  needed: { words: number; parts: readonly string[] },
  memory: { size: number; buffering: number },
  tile: readonly string[],
  smallest: readonly string[],
): Finding => {
  const { size, buffering } = memory;
  const holds = buffering > 1 ? `${show(size / buffering)} (${show(size)} in ${show(buffering)} buffers)` : show(size);
  const cause =
    tile.length === 0 ? 'One word of each is the least' : `The constraints force a tile of ${tile.join(', ')} on it`;
  const scope = smallest.length === 0 ? 'nothing' : `no workload of ${smallest.join(', ')} or more`;
  return error(
    'ffarch/capacity-forced',
    `\`${level}\` needs ${plural(needed.words, 'word')} (${needed.parts.join(' + ')}), holds ${holds}. ${cause}, so ${scope} can be mapped. ${
      tile.length === 0 ? 'Raise' : 'Lower a constraint, or raise'
    } \`size\` to ${show(needed.words * buffering)}.`,
    { level, needed: needed.words * buffering, available: size },
  );
};

export const fanoutForced = (
  level: string,
  needed: number,
  mesh: number,
  forced: readonly string[],
  smallest: readonly string[],
): Finding =>
  error(
    'ffarch/fanout-forced',
    `\`${level}\` needs ${plural(needed, 'instance')} (${forced.join(' × ')}), has ${show(mesh)}, so no workload of ${smallest.join(', ')} or more can be mapped. Lower a constraint, or raise the mesh to ${show(needed)}.`,
    { level, needed, available: mesh },
  );

export const meshNeverFilled = (level: string, most: number, mesh: number, reason: string): Finding =>
  warning(
    'ffarch/mesh-never-filled',
    `\`${level}\` has ${plural(mesh, 'instance')}, of which ${show(most)} can ever be used: ${reason}. Lower the mesh to ${show(most)}, or loosen the constraints.`,
    { level, needed: most, available: mesh },
  );

// --- Orders

export const repeatedInOrder = (dimension: string): Finding =>
  error(
    'ffarch/repeated-in-order',
    `\`${dimension}\` is in the order already, but has one loop on a level. Remove one of them.`,
  );

/** @param agree whether all couplings of the architecture have as many dimensions, so that some length fits them all */
export const orderLength = (
  entries: number,
  coupling: string,
  dimensions: readonly string[],
  agree: boolean,
): Finding => {
  const lacks = dimensions.length - entries;
  const remedy = !agree
    ? 'The couplings of the architecture differ in that, so leave'
    : `${lacks > 0 ? `Add ${show(lacks)} more \`_\`` : `Remove ${show(-lacks)}`}, or leave`;
  return error(
    'ffarch/order-length',
    `With \`_\` an order is positional and lists all ${show(dimensions.length)} dimensions of \`${coupling}\` (${dimensions.join(', ')}); this one has ${show(entries)}. ${remedy} \`_\` out.`,
    agree ? { needed: dimensions.length, available: entries } : undefined,
  );
};

// --- Workloads and pairs

export const countsInexact = (workload: string, macs: string): Finding =>
  warning(
    'ffarch/counts-inexact',
    `\`${workload}\` has ${macs} MACs; counts beyond ${show(2 ** 53)} are no longer exact. Results will be rounded.`,
  );

export const incompatiblePair = (reason: string): Finding =>
  error(
    'ffarch/incompatible-pair',
    `${reason}. Choose an architecture for that coupling, or name the coupling in the architecture.`,
  );

export const constraintReduced = (
  level: string,
  written: string,
  dimension: string,
  { from, to }: { from: number; to: number },
  size: number,
): Finding =>
  hint(
    'ffarch/constraint-reduced',
    `\`${written}\` on \`${level}\` is reduced to ${show(to)} here: \`${dimension}\` is ${show(size)} in this workload.`,
    { level, dimension, needed: from, available: to },
  );

export const constraintIndivisible = (
  level: string,
  written: string,
  dimension: string,
  value: number,
  left: number,
): Finding =>
  warning(
    'ffarch/constraint-indivisible',
    `\`${written}\` on \`${level}\` does not divide the ${show(left)} iterations left for it, so that no mapping is legal. Change it to a divisor of ${show(left)}, or pad the workload.`,
    { level, dimension, needed: value, available: left },
  );

// --- Mappings

export const repeatedLevelLoops = (level: string): Finding =>
  error('ffarch/repeated-level-loops', `The loops of \`${level}\` are given twice. Put them in one list.`);

export const repeatedLoop = (level: string, dimension: string): Finding =>
  error(
    'ffarch/repeated-loop',
    `\`${dimension}\` has two loops on \`${level}\`, where a dimension has one. Multiply them into one.`,
    { level, dimension },
  );

/** @param complete the loop that would make the product right, if there is one. */
export const mappingProduct = (
  dimension: string,
  product: number,
  size: number,
  complete: string | undefined,
): Finding =>
  error(
    'ffarch/mapping-product',
    `The iterations of \`${dimension}\` multiply to ${show(product)}, but its size is ${show(size)}.${
      complete === undefined ? '' : ` Write \`${complete}\`.`
    }`,
    { dimension, needed: size, available: product },
  );

/** What the model says of a rule that a mapping breaks, and what to do about it. */
const broken = (code: Finding['code'], { level, dimension, message }: Violation, remedy: string): Finding => {
  // The model calls levels by their bare names, which it begins with.
  const fact = level !== null && message.startsWith(level) ? `\`${level}\`${message.slice(level.length)}` : message;
  return error(code, `${fact}. ${remedy}.`, { level: level ?? undefined, dimension: dimension ?? undefined });
};

export const mappingCapacity = (violation: Violation): Finding =>
  broken('ffarch/mapping-capacity', violation, 'Move iterations to a level further out');

export const mappingMesh = (violation: Violation): Finding =>
  broken('ffarch/mapping-mesh', violation, 'Lower its iterations, or raise the mesh');

export const mappingDimension = (violation: Violation): Finding =>
  broken('ffarch/mapping-dimension', violation, 'Move the loop to another level');

export const mappingFactor = (violation: Violation): Finding =>
  broken('ffarch/mapping-factor', violation, 'Change the loop, or the constraint');

export const mappingOrder = (violation: Violation): Finding =>
  broken('ffarch/mapping-order', violation, 'Reorder the loops, or the constraint');
