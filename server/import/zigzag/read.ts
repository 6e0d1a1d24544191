import type { Place } from '../source-file.js';
import type { YamlView } from '../yaml/view.js';

/** What ZigZag calls the operands of its memories: inputs, weights, outputs. */
export type MemoryOperand = 'I1' | 'I2' | 'O';

/** A port of a memory. */
export interface Port {
  readonly reads: boolean;
  readonly writes: boolean;
  /** Bits per cycle at most. */
  readonly width: number;
}

/** A memory of the hardware. */
export interface ZigzagMemory {
  readonly name: string;
  readonly place: Place;
  /** Bits. */
  readonly size: number;
  /** pJ for an access of the width of a port. */
  readonly readCost: number | undefined;
  readonly writeCost: number | undefined;
  readonly operands: readonly string[];
  readonly ports: readonly Port[];
  /** Dimensions of the array along which one instance serves all units. */
  readonly served: readonly string[];
  readonly servedPlace: Place;
  readonly doubleBuffering: boolean;
  /** Whether its costs are to come from CACTI. */
  readonly estimated: boolean;
}

/** A core with its memories, the innermost first. */
export interface ZigzagHardware {
  readonly name: string;
  readonly place: Place;
  readonly memories: readonly ZigzagMemory[];
  readonly dimensions: readonly { readonly name: string; readonly size: number }[];
  /** pJ of a multiply-accumulate. */
  readonly unitEnergy: number | undefined;
  readonly arrayPlace: Place;
  /** Bits of the operands of the multipliers, where they are given. */
  readonly precision: readonly number[];
  /** Where it says that it computes in its memory. */
  readonly inMemory: Place | undefined;
}

/** Loops that are unrolled over a dimension of the array. */
export interface SpatialLoop {
  readonly dimension: string;
  readonly size: number;
  readonly place: Place;
}

/** How layers of a name or of a kind are mapped. */
export interface ZigzagMapping {
  readonly name: string;
  readonly place: Place;
  /** By the dimension of the array. */
  readonly spatial: ReadonlyMap<string, readonly SpatialLoop[]>;
  /** Innermost loop first. */
  readonly temporal: readonly { readonly dimension: string; readonly place: Place }[];
  /** What the memories call the operands of the layer. */
  readonly links: ReadonlyMap<string, string>;
}

/** A layer of a workload, as it is written. */
export interface ZigzagLayer {
  readonly name: string;
  readonly place: Place;
  readonly operator: string;
  readonly equation: { readonly text: string; readonly place: Place } | undefined;
  readonly relations: readonly { readonly text: string; readonly place: Place }[];
  /** By dimension, in lower case. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly precision: ReadonlyMap<string, number>;
}

/** What a file is to ZigZag. */
export type ZigzagKind = 'hardware' | 'workload' | 'mapping' | 'cores' | 'result';

/** Which file of ZigZag a value is; undefined where it is none. */
export function zigzagKind(value: YamlView): ZigzagKind | undefined {
  const [first] = value.items;
  if (first)
    return first.get('equation') && first.get('loop_dims')
      ? 'workload'
      : first.get('spatial_mapping') || first.get('memory_operand_links')
        ? 'mapping'
        : undefined;
  if (value.get('inputs')?.get('temporal_mapping')) return 'result';
  if (value.get('cores') && !value.get('memories')) return 'cores';
  return value.get('memories')?.isMap && (value.get('operational_array') ?? value.get('multipliers'))
    ? 'hardware'
    : undefined;
}

export function readHardware(value: YamlView): ZigzagHardware {
  const array = value.get('operational_array') ?? value.get('multipliers') ?? value;
  const sizes = array.get('sizes')?.items ?? [];
  const dimensions = (array.get('dimensions')?.items ?? []).map((item, at) => ({
    name: item.text ?? `D${at + 1}`,
    size: sizes[at]?.number ?? 1,
  }));
  const imc = array.get('is_imc');
  return {
    name: value.get('name')?.text ?? 'zigzag',
    place: value.get('name')?.place ?? value.place,
    memories: (value.get('memories')?.entries ?? []).map(({ key, keyPlace, value: memory }) =>
      readMemory(key, keyPlace, memory),
    ),
    dimensions,
    unitEnergy: (array.get('unit_energy') ?? array.get('multiplier_energy'))?.number,
    arrayPlace: value.placeOf(value.get('operational_array') ? 'operational_array' : 'multipliers'),
    precision: (array.get('input_precision')?.items ?? []).flatMap(({ number }) => number ?? []),
    inMemory: imc?.boolean === true ? imc.place : undefined,
  };
}

function readMemory(name: string, place: Place, value: YamlView): ZigzagMemory {
  const served = value.get('served_dimensions');
  return {
    name,
    place,
    size: value.get('size')?.number ?? 0,
    readCost: value.get('r_cost')?.number,
    writeCost: value.get('w_cost')?.number,
    operands: (value.get('operands')?.items ?? []).flatMap(({ text }) => text ?? []),
    ports: portsOf(value),
    served: (served?.items ?? []).flatMap(({ text }) => text ?? []),
    servedPlace: served?.place ?? place,
    doubleBuffering: value.get('force_double_buffering')?.boolean === true,
    estimated: value.get('auto_cost_extraction')?.boolean === true,
  };
}

/** Ports one by one, or by their numbers and one width for reads and writes, as older files have them. */
function portsOf(value: YamlView): Port[] {
  const listed = (value.get('ports')?.items ?? []).flatMap((port): Port[] => {
    const kind = port.get('type')?.text;
    const width = port.get('bandwidth_max')?.number;
    return kind === undefined || width === undefined || !(width >= 1)
      ? []
      : [{ reads: kind !== 'write', writes: kind !== 'read', width }];
  });
  if (listed.length > 0) return listed;
  const [read, write] = [value.get('r_bw')?.number, value.get('w_bw')?.number];
  if (!(read && write) || read < 1 || write < 1) return [];
  const times = (key: string, port: Port): Port[] =>
    Array.from({ length: Math.min(value.get(key)?.number ?? 0, 64) }, () => port);
  return [
    ...times('r_port', { reads: true, writes: false, width: read }),
    ...times('w_port', { reads: false, writes: true, width: write }),
    ...times('rw_port', { reads: true, writes: true, width: Math.max(read, write) }),
  ];
}

export function readMappings(value: YamlView): ZigzagMapping[] {
  return value.items.map((entry) => ({
    name: entry.get('name')?.text ?? 'default',
    place: entry.get('name')?.place ?? entry.place,
    spatial: new Map(
      (entry.get('spatial_mapping')?.entries ?? []).map(({ key, value: loops }) => [key, spatialLoops(loops)]),
    ),
    temporal: (entry.get('temporal_ordering')?.items ?? []).flatMap((loop) => {
      const dimension = (loop.isList ? loop.items[0] : loop)?.text?.split(',')[0]?.trim();
      return dimension === undefined ? [] : [{ dimension: dimension.toLowerCase(), place: loop.place }];
    }),
    links: new Map(
      (entry.get('memory_operand_links')?.entries ?? []).map(({ key, value: link }) => [key, link.text ?? '']),
    ),
  }));
}

/** `K, 32`, or several of them, or `K: 32` by dimension. */
export function spatialLoops(value: YamlView): SpatialLoop[] {
  if (value.isMap)
    return value.entries.flatMap(({ key, keyPlace, value: { number } }) =>
      number === undefined ? [] : [{ dimension: key.toLowerCase(), size: number, place: keyPlace }],
    );
  const single = value.isList && value.items.every((item) => !item.isList && !item.text?.includes(','));
  return (value.isList && !single ? value.items : [value]).flatMap(spatialLoop);
}

/** `K, 32`, also as a list of both. */
function spatialLoop(value: YamlView): SpatialLoop[] {
  const [dimension, size] = value.isList
    ? value.items.map(({ text }) => text?.trim())
    : (value.text ?? '').split(',').map((part) => part.trim());
  const count = Number(size);
  return dimension && Number.isInteger(count) && count >= 1
    ? [{ dimension: dimension.toLowerCase(), size: count, place: value.place }]
    : [];
}

export function readLayers(value: YamlView): ZigzagLayer[] {
  return value.items.map((entry, at) => {
    const dimensions = (entry.get('loop_dims')?.items ?? []).map(({ text }) => (text ?? '').toLowerCase());
    const sizes = (entry.get('loop_sizes')?.items ?? []).map(({ number }) => number);
    const equation = entry.get('equation');
    const relations = entry.get('dimension_relations')?.items ?? [];
    return {
      name: entry.get('name')?.text ?? `L${entry.get('id')?.text ?? at}`,
      place: entry.place,
      operator: entry.get('operator_type')?.text ?? 'layer',
      equation: equation?.text === undefined ? undefined : { text: equation.text, place: equation.place },
      relations: relations.flatMap(({ text, place }) => (text === undefined ? [] : [{ text, place }])),
      sizes: new Map(dimensions.flatMap((name, i) => (sizes[i] === undefined ? [] : [[name, sizes[i]]]))),
      precision: new Map(
        (entry.get('operand_precision')?.entries ?? []).flatMap(({ key, value: bits }) =>
          bits.number === undefined ? [] : [[key, bits.number]],
        ),
      ),
    };
  });
}
