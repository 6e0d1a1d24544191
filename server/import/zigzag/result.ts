import { number, plural } from '../../../language/figures.js';
import type { DraftLevel, DraftMappingLevel } from '../draft.js';
import { operandWords } from '../kernels/roles.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import type { YamlView } from '../yaml/view.js';
import type { MappedLayer } from './layers.js';
import { linkOf, OPERANDS, type OperandName } from './levels.js';
import {
  type SpatialLoop,
  spatialLoops,
  type ZigzagHardware,
  type ZigzagLayer,
  type ZigzagMapping,
  type ZigzagMemory,
} from './read.js';

/** A loop of a result: its dimension in lower case, as the layer has it. */
interface Loop {
  readonly dimension: string;
  readonly size: number;
}

/** What ZigZag found for a layer, as it writes it. */
export interface ZigzagResult {
  readonly place: Place;
  readonly layer: ZigzagLayer;
  /** What the memories call the operands of the layer. */
  readonly links: ReadonlyMap<string, string>;
  /** The loops that each memory of an operand adds, both innermost first. */
  readonly temporal: ReadonlyMap<string, readonly (readonly Loop[])[]>;
  readonly spatial: readonly Loop[];
  /** What the layer asked to be unrolled, by the dimension of the array. */
  readonly asked: ReadonlyMap<string, readonly SpatialLoop[]>;
}

/** Reads a result; undefined where it has no loops. */
export function readResult(value: YamlView, name: string, report: Report): ZigzagResult | undefined {
  const inputs = value.get('inputs');
  const layer = inputs?.get('layer');
  const temporal = loopsOf(inputs?.get('temporal_mapping'), 'temporal_mapping');
  const spatial = loopsOf(inputs?.get('spatial_mapping'), 'spatial_mapping');
  if (!layer || !temporal) return undefined;
  const equation = layer.get('equation');
  const relations = layer.get('equation_relations') ?? layer.get('dimension_relations');
  const asked = layer.get('user_spatial_mapping') ?? layer.get('spatial_mapping');
  return {
    place: value.placeOf('inputs'),
    layer: {
      name,
      place: layer.place,
      operator: 'layer',
      equation: equation?.text === undefined ? undefined : { text: equation.text, place: equation.place },
      relations: (relations?.items ?? []).flatMap(({ text, place }) => (text === undefined ? [] : [{ text, place }])),
      sizes: numbersOf(layer.get('loop_dimensions') ?? layer.get('loop_dim_size'), (key) => key.toLowerCase()),
      precision: numbersOf(layer.get('operand_precision'), (key) => key),
      precisionPlace: layer.placeOf('operand_precision'),
    },
    links: new Map(
      (layer.get('memory_operand_links')?.entries ?? []).map(({ key, value: link }) => [key, link.text ?? '']),
    ),
    temporal,
    spatial: most([...(spatial?.values() ?? [])].map((lists) => lists.flat())),
    asked: new Map((asked?.entries ?? []).map(({ key, value: loops }) => [key, spatialLoops(loops, report)])),
  };
}

const numbersOf = (value: YamlView | undefined, spell: (key: string) => string): ReadonlyMap<string, number> =>
  new Map(
    (value?.entries ?? []).flatMap(({ key, value: { number } }) =>
      number === undefined ? [] : [[spell(key), number]],
    ),
  );

/** By operand, the loops of each memory. */
function loopsOf(value: YamlView | undefined, key: string): Map<string, Loop[][]> | undefined {
  const operands = value?.get(key) ?? value;
  if (!operands?.isMap) return undefined;
  return new Map(
    operands.entries.map(({ key: operand, value: levels }) => [
      operand,
      levels.items.map(({ items }) =>
        items.flatMap(({ items: [dimension, size] }) =>
          dimension?.text === undefined || size?.number === undefined
            ? []
            : [{ dimension: dimension.text.toLowerCase(), size: size.number }],
        ),
      ),
    ]),
  );
}

/** The longest of lists. */
const most = (lists: readonly (readonly Loop[])[]): readonly Loop[] =>
  lists.reduce((longest, list) => (list.length > longest.length ? list : longest), []);

/** The spatial loops of a result by the dimension of the array; as the rest of a sentence, why they fit on none. */
export function unrolledOf(
  { spatial, asked, place }: ZigzagResult,
  { dimensions }: ZigzagHardware,
): ZigzagMapping['spatial'] | string {
  const loops = spatial.filter(({ size }) => size !== 1);
  const room = new Map(dimensions.map(({ name, size }) => [name, size]));
  const spread = new Map<string, SpatialLoop[]>();
  for (const { dimension, size } of [...loops].sort((a, b) => b.size - a.size)) {
    if (!Number.isSafeInteger(size))
      return `it unrolls \`${dimension}\` ${number(size)} times, which is not a whole number`;
    const fits = dimensions.filter(({ name }) => (room.get(name) ?? 0) >= size);
    const axis =
      fits.find(({ name }) => asked.get(name)?.some((loop) => loop.dimension === dimension)) ??
      [...fits].sort((a, b) => a.size - b.size)[0];
    if (!axis) return `it unrolls \`${dimension}\` ${number(size)} times, for which no dimension of the array has room`;
    room.set(axis.name, Math.floor((room.get(axis.name) ?? 0) / size));
    spread.set(axis.name, [...(spread.get(axis.name) ?? []), { dimension, size, place }]);
  }
  return spread;
}

/** How many of all loops, from the innermost out, a memory holds the tile of: at least and at most. */
interface Reach {
  readonly least: number;
  readonly most: number;
}

/**
 * The loops of each level; as the rest of a sentence, why they cannot be said. ZigZag gives each operand memories of its own over one
 * sequence of loops, and a level here has the same loops for all that it keeps. A loop that does not index an operand may as
 * well stand outside of its tile, which then stays.
 */
export function mappingLevels(
  { temporal, links }: ZigzagResult,
  { written, operands }: MappedLayer,
  unrolled: ZigzagMapping['spatial'],
  hardware: ZigzagHardware,
  levels: readonly DraftLevel[],
  bits: Readonly<Record<OperandName, number>>,
): DraftMappingLevel[] | string {
  const sequences = OPERANDS.map((operand) => (temporal.get(operands[operand]) ?? []).flat());
  const [sequence = [], ...others] = sequences;
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(sequence)))
    return 'its operands have different loops, and all of a mapping have the same here';
  const indexed = (operand: OperandName, { dimension }: Loop): boolean =>
    written.spelling.indices[operand].includes(written.names.get(dimension) ?? '');
  const keeps = (memory: ZigzagMemory, operand: OperandName): boolean =>
    memory.operands.some(({ text }) => text === linkOf(operand, operands, { links }));
  const reachOf = (memory: string): Reach | string => {
    const reaches = OPERANDS.flatMap((operand) => {
      const own = hardware.memories.filter((memory) => keeps(memory, operand));
      const at = own.findIndex(({ name }) => name === memory);
      if (at < 0) return [];
      const most = (temporal.get(operands[operand]) ?? []).slice(0, at + 1).flat().length;
      let least = most;
      for (; least > 0; least--) {
        const loop = sequence[least - 1];
        if (!loop || indexed(operand, loop)) break;
      }
      return [{ operand, least, most }];
    });
    const least = Math.max(0, ...reaches.map((reach) => reach.least));
    const most = Math.min(sequence.length, ...reaches.map((reach) => reach.most));
    if (least <= most) return { least, most };
    const each = reaches.map(({ operand, most }) => `${operand} over ${most}`).join(' and ');
    return `\`${memory}\` keeps the tiles of ${each} of the ${sequence.length} innermost loops, and a level has the same for all`;
  };
  const made: DraftMappingLevel[] = [];
  const tile = new Map<string, number>();
  const add = (level: string, loops: DraftMappingLevel['loops']): void => {
    made.push({ level, loops, bypass: [], from: null });
    for (const [dimension, size] of loops) tile.set(dimension, (tile.get(dimension) ?? 1) * size);
  };
  const name = ({ dimension }: Loop): string => written.names.get(dimension) ?? dimension;
  let inside = 0;
  for (const level of [...levels].reverse()) {
    if (level.kind === 'fanout') {
      add(
        level.name,
        (unrolled.get(level.name) ?? []).map((loop) => [name(loop), loop.size] as const),
      );
    }
    if (level.kind !== 'memory') continue;
    const reach = level === levels[0] ? { least: sequence.length, most: sequence.length } : reachOf(level.name);
    if (typeof reach === 'string') return reach;
    const end = Math.max(inside, reach.least);
    if (end > reach.most)
      return `\`${level.name}\` holds the tiles of ${plural(reach.most, 'loop')} at most, and a memory inside it those of ${inside}, which the operands divide differently`;
    const loops = merged(
      sequence
        .slice(inside, end)
        .reverse()
        .map((loop) => [name(loop), loop.size] as const),
    );
    const twice = loops.find(([dimension], at) => loops.findIndex(([other]) => other === dimension) !== at);
    if (twice) return `\`${level.name}\` has two loops over \`${twice[0]}\` with others between`;
    add(level.name, loops);
    inside = end;
    const memory = hardware.memories.find(({ name }) => name === level.name);
    const kept = OPERANDS.filter((operand) => memory && keeps(memory, operand));
    const held = kept.reduce((sum, operand) => sum + operandWords(written.spelling, operand, tile) * bits[operand], 0);
    const room = (memory?.size ?? Number.POSITIVE_INFINITY) / (memory?.doubleBuffering ? 2 : 1);
    if (held > room) return `its tiles in \`${level.name}\` have ${number(held)} bits, and it holds ${number(room)}`;
  }
  return made.reverse();
}

/** Neighbouring loops over one dimension as one. */
function merged(loops: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  const done: (readonly [string, number])[] = [];
  for (const [dimension, size] of loops) {
    const last = done.at(-1);
    if (last?.[0] === dimension) done[done.length - 1] = [dimension, last[1] * size];
    else done.push([dimension, size]);
  }
  return done;
}
