import { nearest } from '../../../language/nearest.js';
import type { Draft, DraftArchitecture, DraftMapping } from '../draft.js';
import { type EnergySources, energySourcesOf } from '../ert.js';
import { technologyOf } from '../estimated.js';
import type { Importer, ImportInput } from '../importer.js';
import { architectureCoupling, type Collected, CollectedNetwork, couplingsOf } from '../kernels/collected.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { Place, SourceFile } from '../source-file.js';
import { readYaml } from '../yaml/read.js';
import { reportUnread } from '../yaml/unread.js';
import { YamlView } from '../yaml/view.js';
import { architecturesOf, bitsOf, type NetworkLayer } from './architectures.js';
import { type MappedLayer, unusedRelations, zigzagLayer } from './layers.js';
import { levelsOf } from './levels.js';
import { readHardware, readLayers, readMappings, type ZigzagHardware, type ZigzagMapping, zigzagKind } from './read.js';
import { looksLikeZigzag } from './recognize.js';
import { mappingLevels, readResult, unrolledOf, type ZigzagResult } from './result.js';

/** Reads files of ZigZag. */
export const zigzag: Importer = { read };

/** Workloads of ZigZag as networks, and its hardware, unrolled as the mappings say, for their kernels. */
function read(input: ImportInput, report: Report): Draft {
  const { files } = input;
  // Folders have other JSON, too.
  const values = files
    .filter((file) => !/\.json$/i.test(file.name) || looksLikeZigzag(file))
    .flatMap((file) => readYaml(file, report).map((node) => ({ file, value: new YamlView(node) })))
    .map((each) => ({ ...each, kind: zigzagKind(each.value) }));
  const of = (wanted: string) => values.filter(({ kind }) => kind === wanted);
  const mappings = of('mapping').flatMap(({ value }) => readMappings(value, report));
  const networks = of('workload').map(({ file, value }) => networkOf(file, value, report));
  const layers = networks.flatMap((each) => each.layers);
  const all = of('hardware').map(({ value }) => readHardware(value, report));
  const hardware = all.filter(({ inMemory }) => !inMemory);
  const refuse = (what: string, remedy: string, place: Place) =>
    hardware.length > 0
      ? report.add('ffarch/import-lost', { construct: 'hardware', effect: `it ${what}` }, place)
      : report.add('ffarch/import-unknown-format', { what: `This ${what}`, remedy }, place);
  for (const { value } of of('cores'))
    refuse('is a system of several cores', 'Import the file of one of its cores.', value.placeOf('cores'));
  for (const { inMemory } of all)
    if (inMemory)
      refuse(
        'computes in its memory, whose costs ZigZag takes from a model of its own',
        'Import hardware that does not.',
        inMemory,
      );
  const results = foundOf(of('result'), networks, report);
  const onlyResults = networks.length === 0 && results.found.length > 0;
  reportUnused(mappings, networks, onlyResults, report);
  const sources = energySourcesOf(input, report);
  const made = onlyResults ? [] : hardware.map((each) => architecturesOf(each, layers, mappings, sources, report));
  const mapped = hardware.map((each) => mappedOn(each, results.found, made.length > 0, sources, report));
  for (const { value, kind } of values)
    if (kind !== undefined && kind !== 'result' && kind !== 'cores') reportUnread(value, HARMLESS, report);
  if (hardware.length === 0)
    for (const { result } of results.found)
      report.add(
        'ffarch/import-lost',
        { construct: `loops of ${result.layer.name}`, effect: 'they need the hardware, so import it with its file' },
        result.place,
      );
  if (networks.length + hardware.length + results.found.length === 0 && !report.failed && files[0])
    report.add(
      'ffarch/import-incomplete',
      { what: 'hardware and no workload', remedy: 'A mapping of ZigZag says nothing without them.' },
      (mappings[0] ?? files[0]).place,
    );
  return {
    assumptions: [
      ...made.flatMap(({ assumptions }) => assumptions),
      ...(made.length + mapped.length > 0 ? [PARTIAL] : []),
    ],
    declarations: [
      ...couplingsOf([...layers, ...(results.network?.layers ?? [])]),
      ...made.flatMap(({ architectures }) => architectures),
      ...mapped.flatMap(({ architectures }) => architectures),
      ...networks.flatMap(({ network }) => network.draft ?? []),
      ...(results.network?.draft ? [results.network.draft] : []),
      ...mapped.flatMap((each) => each.mappings),
    ],
  };
}

function networkOf(file: SourceFile, value: YamlView, report: Report) {
  const network = new CollectedNetwork(nameOfFile(file), file.place, report);
  const layers: NetworkLayer[] = [];
  for (const each of readLayers(value).map(zigzagLayer)) {
    const { name, operator, place } = each.layer;
    for (const relation of unusedRelations(each.layer)) {
      const params = { construct: relation.text, effect: `no operand of \`${name}\` has such an index` };
      report.add('ffarch/import-lost', params, relation.place);
    }
    if ('reason' in each) network.leaveOut(name, each.reason, each.place);
    else if ('operations' in each) network.addOther(operator, each.operations, each.words);
    else {
      const layer = network.add({ name, spelling: each.written.spelling, repeat: 1, from: place });
      if (layer) layers.push({ ...layer, zigzag: each });
    }
  }
  return { network, layers, operators: new Set(readLayers(value).flatMap(({ name, operator }) => [name, operator])) };
}

/** Says which mappings are for nothing: those of results, and those whose name no layer has. */
function reportUnused(
  mappings: readonly ZigzagMapping[],
  networks: readonly ReturnType<typeof networkOf>[],
  onlyResults: boolean,
  report: Report,
): void {
  const known = networks.flatMap(({ operators }) => [...operators]);
  for (const { name, place } of mappings) {
    if (onlyResults) {
      const effect = 'results say how their layers are mapped';
      report.add('ffarch/import-lost', { construct: `mapping of ${name}`, effect }, place);
    } else if (networks.length > 0 && !known.includes(name) && !OPERATORS.has(name)) {
      const meant = nearest(name, known);
      const effect = `no layer has this name or operator${meant === undefined ? '' : `; \`${meant}\` is the nearest`}`;
      report.add('ffarch/import-lost', { construct: `mapping of ${name}`, effect }, place);
    }
  }
}

/** Names of mappings that files have whether or not there are such layers. */
const OPERATORS: ReadonlySet<string> = new Set([
  ...['default', 'Conv', 'Gemm', 'MatMul', 'Matmul', 'Add', 'Mul', 'Relu', 'Softmax'],
  ...['Pool', 'Pooling', 'MaxPool', 'AveragePool', 'GlobalAveragePool'],
]);

/** What ZigZag found for a layer, and the layer of a network that it is. */
interface Found {
  readonly result: ZigzagResult;
  readonly layer: MappedLayer;
  readonly workload: readonly [network: string, layer: string];
}

/** What results are of: layers of the workloads where these have them, else of a network of their own. */
function foundOf(
  values: readonly { readonly file: SourceFile; readonly value: YamlView }[],
  networks: readonly ReturnType<typeof networkOf>[],
  report: Report,
): { readonly found: readonly Found[]; readonly network: CollectedNetwork | null } {
  const [first] = values;
  if (!first) return { found: [], network: null };
  const own = new CollectedNetwork('found', first.file.place, report);
  const found = values.flatMap(({ file, value }): Found[] => {
    const result = readResult(value, nameOfFile(file).replace(/_complete$/i, ''), report);
    if (!result) return [];
    const layer = zigzagLayer(result.layer);
    if (!('written' in layer)) {
      const reason = 'reason' in layer ? layer.reason : 'it multiplies no two operands';
      own.leaveOut(result.layer.name, reason, result.place);
      return [];
    }
    const { spelling } = layer.written;
    const same = networks.flatMap(({ network, layers }) =>
      layers
        .filter((other) => meaningOf(other.spelling) === meaningOf(spelling))
        .map(({ name }) => [network.name, name] as const),
    );
    const known = same.find(([, name]) => name === result.layer.name) ?? same[0];
    if (known) return [{ result, layer, workload: known }];
    const added = own.add({ name: result.layer.name, spelling, repeat: 1, from: result.place });
    return added ? [{ result, layer, workload: [own.name, added.name] }] : [];
  });
  return { found, network: own };
}

const meaningOf = ({ coupling, sizes, strides }: Collected['spelling']): string =>
  JSON.stringify([coupling, sizes, strides]);

/** The loops that ZigZag found as mappings, on the hardware as they unroll it. */
function mappedOn(
  hardware: ZigzagHardware,
  found: readonly Found[],
  named: boolean,
  sources: EnergySources,
  report: Report,
): { architectures: DraftArchitecture[]; mappings: DraftMapping[] } {
  const architectures = new Map<string, DraftArchitecture>();
  const mappings: DraftMapping[] = [];
  for (const { result, layer, workload } of found) {
    const { name, precision } = result.layer;
    const { written, operands } = layer;
    const { spelling, names } = written;
    const lost = (effect: string) =>
      report.add('ffarch/import-lost', { construct: `loops of ${name}`, effect }, result.place);
    const spatial = unrolledOf(result, hardware);
    if (typeof spatial === 'string') {
      lost(spatial);
      continue;
    }
    const coupling = architectureCoupling(spelling);
    const bits = bitsOf(hardware, operands, precision);
    const mapping = {
      name,
      place: result.place,
      spatial,
      hints: new Map(),
      places: new Map(),
      temporal: [],
      links: result.links,
    };
    const dimensions = spelling.sizes.map(([dimension]) => dimension);
    const key = JSON.stringify([
      coupling,
      bits,
      [...spatial].map(([axis, loops]) => [axis, ...loops.map(({ dimension, size }) => [dimension, size])]),
    ]);
    const known = architectures.get(key);
    const levels =
      known?.levels ??
      levelsOf(
        hardware,
        { dimensions, names, own: new Set(names.keys()), mapping, operands, bits, layers: [new Map(spelling.sizes)] },
        sources,
        report,
      );
    const loops = mappingLevels(result, layer, spatial, hardware, levels, bits);
    if (typeof loops === 'string') {
      lost(loops);
      continue;
    }
    const on: DraftArchitecture = known ?? {
      kind: 'architecture',
      name: named || architectures.size > 0 ? `${hardware.name}_${name}` : hardware.name,
      couplings: [coupling],
      properties: technologyOf(levels),
      levels,
      from: hardware.place,
    };
    architectures.set(key, on);
    report.part('mapping', name);
    mappings.push({
      kind: 'mapping',
      name,
      workload,
      architecture: on.name,
      levels: loops,
      from: result.place,
    });
  }
  return { architectures: [...architectures.values()], mappings };
}

/** What changes no number here: areas, whose unit is unknown, latencies, which ZigZag counts in no cycle, and where words flow. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['id', 'type', 'area', 'unit_area', 'multiplier_area', 'latency', 'mem_type'],
  ...['name', 'allocation', 'bandwidth_min', 'min_r_granularity', 'min_w_granularity', 'fh', 'tl', 'fl', 'th'],
  ...['r_bw', 'w_bw', 'r_port', 'w_port', 'rw_port', 'operand_source', 'padding', 'pr_loop_dims', 'pr_loop_sizes'],
  ...['input_precision', 'core_allocation'],
]);

/** What is true of all hardware of ZigZag, for those who read what it became. */
const PARTIAL =
  'An access of fewer bits than a port has takes its part of the energy; ZigZag rounds it up to the least bits of the port.';
