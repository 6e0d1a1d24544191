import { number, plural } from '../../../language/figures.js';
import { quoted } from '../../../language/wording.js';
import type { Report } from '../report.js';
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

/** A name where it stands. */
export interface Named {
  readonly text: string;
  readonly place: Place;
}

/** A memory of the hardware. */
export interface ZigzagMemory {
  readonly name: string;
  readonly place: Place;
  /** Bits; undefined where it says no number of them, which is reported. */
  readonly size: number | undefined;
  /** pJ for an access of the width of a port. */
  readonly readCost: number | undefined;
  readonly writeCost: number | undefined;
  readonly operands: readonly Named[];
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
  /** What the core unrolls where no mapping says it, by the dimension of the array. */
  readonly dataflows: ReadonlyMap<string, readonly SpatialLoop[]>;
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
  /** The dimensions that may be unrolled where `spatial` says nothing, by the dimension of the array. */
  readonly hints: ReadonlyMap<string, readonly Named[]>;
  /** Where the spatial loops and the hints of a dimension of the array stand. */
  readonly places: ReadonlyMap<string, Place>;
  /** Innermost loop first. */
  readonly temporal: readonly TemporalLoop[];
  /** What the memories call the operands of the layer. */
  readonly links: ReadonlyMap<string, string>;
}

/** A loop of an order that a mapping asks for, with its iterations where these are said. */
export interface TemporalLoop {
  readonly dimension: string;
  readonly size: number | undefined;
  readonly place: Place;
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
  readonly precisionPlace: Place;
  /** Why its sizes cannot be read, as the rest of a sentence. */
  readonly fault?: { readonly reason: string; readonly place: Place };
}

/** What a file is to ZigZag. */
export type ZigzagKind = 'hardware' | 'workload' | 'mapping' | 'cores' | 'result';

/** Keys of an entry of a mapping, those of Stream included. */
const MAPPING_KEYS = ['spatial_mapping', 'spatial_mapping_hint', 'memory_operand_links', 'core_allocation'];

/** Which file of ZigZag a value is; undefined where it is none. */
export function zigzagKind(value: YamlView): ZigzagKind | undefined {
  const [first] = entriesOf(value);
  if (first?.get('equation') && first.get('loop_dims')) return 'workload';
  if (first && MAPPING_KEYS.some((key) => first.get(key))) return 'mapping';
  if (value.get('inputs')?.get('temporal_mapping')) return 'result';
  if (value.get('cores') && !value.get('memories')) return 'cores';
  return value.get('memories')?.isMap && (value.get('operational_array') ?? value.get('multipliers'))
    ? 'hardware'
    : undefined;
}

/** The entries of a workload or a mapping, which Stream has under `layers`. */
const entriesOf = (value: YamlView): readonly YamlView[] => (value.isList ? value : value.get('layers'))?.items ?? [];

/** The hardware of a core. What cannot be read of it is reported. */
export function readHardware(value: YamlView, report: Report): ZigzagHardware {
  const array = value.get('operational_array') ?? value.get('multipliers') ?? value;
  const dimensions = dimensionsOf(array, report);
  const imc = array.get('is_imc');
  return {
    name: value.get('name')?.text ?? 'zigzag',
    place: value.get('name')?.place ?? value.place,
    memories: (value.get('memories')?.entries ?? []).map(({ key, keyPlace, value: memory }) =>
      readMemory(key, keyPlace, memory, dimensions, report),
    ),
    dimensions,
    unitEnergy: numberAt(
      array,
      array.get('unit_energy') ? 'unit_energy' : 'multiplier_energy',
      'a number of pJ',
      report,
    ),
    arrayPlace: value.placeOf(value.get('operational_array') ? 'operational_array' : 'multipliers'),
    dataflows: spatialOf(value.get('dataflows'), report),
    precision: (array.get('input_precision')?.items ?? []).flatMap(({ number }) => number ?? []),
    inMemory: imc?.boolean === true ? imc.place : undefined,
  };
}

/** The dimensions of the array, each with its size. */
function dimensionsOf(array: YamlView, report: Report): ZigzagHardware['dimensions'] {
  const names = array.get('dimensions')?.items ?? [];
  const sizes = array.get('sizes')?.items ?? [];
  if (names.length !== sizes.length) {
    const found = `a list of ${plural(sizes.length, 'number')}`;
    const expected = `one for each of the ${plural(names.length, 'dimension')}`;
    report.add('ffarch/import-value', { what: 'sizes', found, expected }, array.placeOf('sizes'));
  }
  return names.flatMap(({ text, place }, at) => {
    const size = sizes[at];
    const name = text ?? `D${at + 1}`;
    if (!size) return [];
    if (size.number !== undefined && Number.isSafeInteger(size.number) && size.number >= 1)
      return [{ name, size: size.number, place }];
    const found = size.text ?? 'no number';
    const params = { what: `sizes of ${name}`, found, expected: 'a positive whole number' };
    report.add('ffarch/import-value', params, size.place);
    return [];
  });
}

/** The number of a key; one that is none is reported. */
function numberAt(value: YamlView, key: string, expected: string, report: Report): number | undefined {
  const found = value.get(key);
  if (found && found.number === undefined)
    report.add('ffarch/import-value', { what: key, found: found.text ?? 'no number', expected }, found.place);
  return found?.number;
}

function readMemory(
  name: string,
  place: Place,
  value: YamlView,
  dimensions: ZigzagHardware['dimensions'],
  report: Report,
): ZigzagMemory {
  const served = value.get('served_dimensions');
  const known = dimensions.map((each) => each.name);
  const names = namesOf(served);
  for (const { text, place: at } of names.filter((each) => !known.includes(each.text))) {
    const effect = `the array has ${known.length > 0 ? `the dimensions ${quoted(known)}` : 'no dimensions'}`;
    report.add('ffarch/import-lost', { construct: `${text} in served_dimensions of ${name}`, effect }, at);
  }
  const size = value.get('size');
  const bits = size?.number;
  if (bits === undefined || !(bits >= 1)) {
    const params = { what: `size of ${name}`, found: size?.text ?? 'missing', expected: 'a number of bits' };
    report.add('ffarch/import-value', params, size?.place ?? place);
  }
  return {
    name,
    place,
    size: bits,
    readCost: numberAt(value, 'r_cost', 'a number of pJ', report),
    writeCost: numberAt(value, 'w_cost', 'a number of pJ', report),
    operands: namesOf(value.get('operands')),
    ports: portsOf(value, report),
    served: names.map(({ text }) => text),
    servedPlace: served?.place ?? place,
    doubleBuffering: value.get('force_double_buffering')?.boolean === true,
    estimated: value.get('auto_cost_extraction')?.boolean === true,
  };
}

/** The names in a list, or the only one. */
const namesOf = (value: YamlView | undefined): Named[] =>
  (value?.isList ? value.items : value ? [value] : []).flatMap(({ text, place }) =>
    text === undefined ? [] : [{ text, place }],
  );

/** What a port may do. */
const PORT_TYPES: Readonly<Record<string, Pick<Port, 'reads' | 'writes'>>> = {
  read: { reads: true, writes: false },
  write: { reads: false, writes: true },
  read_write: { reads: true, writes: true },
};

/** Ports one by one, or by their numbers and one width for reads and writes, as older files have them. */
function portsOf(value: YamlView, report: Report): Port[] {
  const ports = value.get('ports')?.items ?? [];
  const listed = ports.filter((port) => port.get('type') ?? port.get('bandwidth_max'));
  if (listed.length > 0)
    return listed.flatMap((port): Port[] => {
      const type = PORT_TYPES[port.get('type')?.text ?? ''];
      const width = port.get('bandwidth_max')?.number;
      if (type && width !== undefined && width >= 1) return [{ ...type, width }];
      const [what, expected] = type
        ? (['bandwidth_max', 'a number of bits'] as const)
        : (['type', '`read`, `write` or `read_write`'] as const);
      const found = port.get(what);
      report.add(
        'ffarch/import-value',
        { what: `${what} of a port`, found: found?.text ?? 'missing', expected },
        found?.place ?? port.place,
      );
      return [];
    });
  const [read, write] = [
    numberAt(value, 'r_bw', 'a number of bits', report),
    numberAt(value, 'w_bw', 'a number of bits', report),
  ];
  if (!(read && write) || read < 1 || write < 1) return [];
  const times = (key: string, port: Port): Port[] =>
    Array.from({ length: Math.min(value.get(key)?.number ?? 0, 64) }, () => port);
  return [
    ...times('r_port', { reads: true, writes: false, width: read }),
    ...times('w_port', { reads: false, writes: true, width: write }),
    ...times('rw_port', { reads: true, writes: true, width: Math.max(read, write) }),
  ];
}

/** How layers are mapped. What cannot be read of it, and what is about several cores, is reported. */
export function readMappings(value: YamlView, report: Report): ZigzagMapping[] {
  const cores = entriesOf(value).flatMap((entry) => entry.get('core_allocation') ?? []);
  const several = cores.find(({ items }) => items.length > 1);
  if (several) {
    const effect = `layers run on one core here, and there on ${number(several.items.length)}`;
    report.add('ffarch/import-lost', { construct: 'core_allocation', effect }, several.place);
  }
  return entriesOf(value).map((entry) => {
    const name = entry.get('name')?.text ?? 'default';
    const [spatial, hint] = [entry.get('spatial_mapping'), entry.get('spatial_mapping_hint')];
    return {
      name,
      place: entry.get('name')?.place ?? entry.place,
      spatial: spatialOf(spatial, report),
      hints: new Map((hint?.entries ?? []).map(({ key, value: dimensions }) => [key, namesOf(dimensions)])),
      places: new Map(
        [...(hint?.entries ?? []), ...(spatial?.entries ?? [])].map(({ key, keyPlace }) => [key, keyPlace]),
      ),
      temporal: (entry.get('temporal_ordering')?.items ?? []).flatMap((loop) => temporalLoop(loop, report)),
      links: new Map(
        (entry.get('memory_operand_links')?.entries ?? []).map(({ key, value: link }) => [key, link.text ?? '']),
      ),
    };
  });
}

const spatialOf = (value: YamlView | undefined, report: Report): ReadonlyMap<string, readonly SpatialLoop[]> =>
  new Map((value?.entries ?? []).map(({ key, value: loops }) => [key, spatialLoops(loops, report)]));

/** `[K, 14]`, also with `*` for all that is left, or the dimension alone. */
function temporalLoop(loop: YamlView, report: Report): TemporalLoop[] {
  const [dimension, size] = loop.isList
    ? loop.items.map(({ text }) => text?.trim())
    : (loop.text ?? '').split(',').map((part) => part.trim());
  if (dimension) return [{ dimension: dimension.toLowerCase(), size: wholeOf(size), place: loop.place }];
  const params = { construct: 'temporal_ordering', effect: 'a loop of it names no dimension' };
  report.add('ffarch/import-lost', params, loop.place);
  return [];
}

const wholeOf = (text: string | undefined): number | undefined => {
  const count = Number(text);
  return text && Number.isSafeInteger(count) && count >= 1 ? count : undefined;
};

/** `K, 32`, or several of them, or `K: 32` by dimension. */
export function spatialLoops(value: YamlView, report: Report): SpatialLoop[] {
  if (value.isMap)
    return value.entries.flatMap(({ key, keyPlace, value: { text } }) => spatialLoop(key, text, keyPlace, report));
  const single = value.isList && value.items.every((item) => !item.isList && !item.text?.includes(','));
  return (value.isList && !single ? value.items : [value]).flatMap((loop) => {
    const [dimension, size] = loop.isList
      ? loop.items.map(({ text }) => text?.trim())
      : (loop.text ?? '').split(',').map((part) => part.trim());
    return dimension === undefined || dimension === '' ? [] : spatialLoop(dimension, size, loop.place, report);
  });
}

function spatialLoop(dimension: string, size: string | undefined, place: Place, report: Report): SpatialLoop[] {
  const count = wholeOf(size);
  if (count !== undefined) return [{ dimension: dimension.toLowerCase(), size: count, place }];
  const effect = `\`${dimension}\` is to be unrolled ${size ?? 'as often as nothing says'}, which is not a positive whole number`;
  report.add('ffarch/import-lost', { construct: 'spatial_mapping', effect }, place);
  return [];
}

export function readLayers(value: YamlView): ZigzagLayer[] {
  return entriesOf(value).map((entry, at) => {
    const [dims, counts] = [entry.get('loop_dims'), entry.get('loop_sizes')];
    const dimensions = (dims?.items ?? []).map(({ text }) => (text ?? '').toLowerCase());
    const sizes = counts?.items ?? [];
    const equation = entry.get('equation');
    const relations = entry.get('dimension_relations')?.items ?? [];
    const bits = entry.get('operand_precision')?.entries ?? [];
    const odd = sizes.find((size) => size.number === undefined);
    const vague = bits.find(({ value: { number } }) => number === undefined || number < 0);
    const twice = dimensions.find((name, i) => dimensions.indexOf(name) !== i);
    const reason =
      dimensions.length !== sizes.length
        ? `it has ${plural(sizes.length, 'size')} in \`loop_sizes\` for ${plural(dimensions.length, 'dimension')} in \`loop_dims\``
        : odd
          ? `a size of ${odd.text ?? 'nothing'} is not a number`
          : twice !== undefined
            ? `\`${twice}\` is twice in its \`loop_dims\``
            : vague && `the bits of \`${vague.key}\` are ${vague.value.text ?? 'no number'}`;
    return {
      name: entry.get('name')?.text ?? `L${entry.get('id')?.text ?? at}`,
      place: entry.place,
      operator: entry.get('operator_type')?.text ?? 'layer',
      equation: equation?.text === undefined ? undefined : { text: equation.text, place: equation.place },
      relations: relations.flatMap(({ text, place }) => (text === undefined ? [] : [{ text, place }])),
      sizes: new Map(
        dimensions.flatMap((name, i) => (sizes[i]?.number === undefined ? [] : [[name, sizes[i].number]])),
      ),
      precision: new Map(bits.flatMap(({ key, value: { number } }) => (number === undefined ? [] : [[key, number]]))),
      precisionPlace: entry.placeOf('operand_precision'),
      ...(reason === undefined
        ? {}
        : { fault: { reason, place: (odd ?? vague?.value ?? counts ?? dims ?? entry).place } }),
    };
  });
}
