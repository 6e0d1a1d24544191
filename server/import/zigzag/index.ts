import type { Draft, DraftArchitecture, DraftMapping } from '../draft.js';
import type { Importer, ImportInput } from '../importer.js';
import { architectureCoupling, type Collected, CollectedNetwork, couplingsOf } from '../kernels/collected.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { readYaml } from '../yaml/read.js';
import { YamlView } from '../yaml/view.js';
import { type MappedLayer, zigzagLayer } from './layers.js';
import { levelsOf, type Purpose } from './levels.js';
import { readHardware, readLayers, readMappings, type ZigzagHardware, type ZigzagMapping, zigzagKind } from './read.js';
import { looksLikeZigzag } from './recognize.js';
import { mappingLevels, readResult, unrolledOf, type ZigzagResult } from './result.js';

/** A layer of a network, and what it is to ZigZag. */
interface NetworkLayer extends Collected {
  readonly zigzag: MappedLayer;
}

/** Reads files of ZigZag. */
export const zigzag: Importer = { read };

/** Workloads of ZigZag as networks, and its hardware, unrolled as the mappings say, for their kernels. */
function read({ files }: ImportInput, report: Report): Draft {
  // Folders have other JSON, too.
  const values = files
    .filter((file) => !/\.json$/i.test(file.name) || looksLikeZigzag(file))
    .flatMap((file) => readYaml(file, report).map((node) => ({ file, value: new YamlView(node) })))
    .map((each) => ({ ...each, kind: zigzagKind(each.value) }));
  const of = (wanted: string) => values.filter(({ kind }) => kind === wanted);
  for (const { value } of of('cores'))
    report.add(
      'ffarch/import-unknown-format',
      { what: 'This is a system of several cores', remedy: 'Import the file of one of its cores.' },
      value.placeOf('cores'),
    );
  const mappings = of('mapping').flatMap(({ value }) => readMappings(value));
  const networks = of('workload').map(({ file, value }) => networkOf(file, value, report));
  const layers = networks.flatMap((each) => each.layers);
  const hardware = of('hardware').map(({ value }) => readHardware(value));
  const results = foundOf(of('result'), networks, report);
  const onlyResults = networks.length === 0 && results.found.length > 0;
  const made = onlyResults ? [] : hardware.map((each) => architecturesOf(each, layers, mappings, report));
  const mapped = hardware.map((each) => mappedOn(each, results.found, made.length > 0, report));
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
    assumptions: made.flatMap(({ assumptions }) => assumptions),
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
    if ('reason' in each) network.leaveOut(name, each.reason, each.place);
    else if ('operations' in each) network.addOther(operator, each.operations, each.words);
    else {
      const layer = network.add({ name, spelling: each.written.spelling, repeat: 1, from: place });
      if (layer) layers.push({ ...layer, zigzag: each });
    }
  }
  return { network, layers };
}

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
    const result = readResult(value, nameOfFile(file).replace(/_complete$/i, ''));
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
  report: Report,
): { architectures: DraftArchitecture[]; mappings: DraftMapping[] } {
  const architectures = new Map<string, DraftArchitecture>();
  const mappings: DraftMapping[] = [];
  for (const { result, layer, workload } of hardware.inMemory ? [] : found) {
    const { name, precision } = result.layer;
    const { spelling, names } = layer.written;
    const lost = (effect: string) =>
      report.add('ffarch/import-lost', { construct: `loops of ${name}`, effect }, result.place);
    const spatial = unrolledOf(result, hardware);
    if (typeof spatial === 'string') {
      lost(spatial);
      continue;
    }
    const coupling = architectureCoupling(spelling);
    const bits = { W: precision.get('W') ?? 8, In: precision.get('I') ?? 8, Out: precision.get('O') ?? 16 };
    const mapping = { name, place: result.place, spatial, temporal: [], links: result.links };
    const dimensions = spelling.sizes.map(([dimension]) => dimension);
    const key = JSON.stringify([
      coupling,
      bits,
      [...spatial].map(([axis, loops]) => [axis, ...loops.map(({ dimension, size }) => [dimension, size])]),
    ]);
    const known = architectures.get(key);
    const levels = known?.levels ?? levelsOf(hardware, { dimensions, names, mapping, bits }, report);
    const loops = mappingLevels(result, layer, spatial, hardware, levels, bits);
    if (typeof loops === 'string') {
      lost(loops);
      continue;
    }
    const on: DraftArchitecture = known ?? {
      kind: 'architecture',
      name: named || architectures.size > 0 ? `${hardware.name}_${name}` : hardware.name,
      couplings: [coupling],
      properties: [],
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

/** An architecture for each coupling and way to unroll it that layers need; one for convolutions where there are none. */
function architecturesOf(
  hardware: ZigzagHardware,
  layers: readonly NetworkLayer[],
  mappings: readonly ZigzagMapping[],
  report: Report,
): { architectures: DraftArchitecture[]; assumptions: string[] } {
  if (hardware.inMemory) {
    const what = `\`${hardware.name}\` computes in its memory, whose costs ZigZag takes from a model of its own`;
    report.add('ffarch/import-unknown-format', { what, remedy: 'Import hardware that does not.' }, hardware.inMemory);
    return { architectures: [], assumptions: [] };
  }
  const bits = { W: hardware.precision[1] ?? 8, In: hardware.precision[0] ?? 8, Out: 16 };
  const purposes = new Map<string, { readonly coupling: string; readonly purpose: Purpose }>();
  for (const { name, spelling, zigzag } of layers) {
    const { operator, precision } = zigzag.layer;
    const mapping = [name, operator, 'default']
      .map((key) => mappings.find((each) => each.name === key))
      .find((each) => each !== undefined);
    const coupling = architectureCoupling(spelling);
    const key = JSON.stringify([coupling, mapping?.name]);
    if (purposes.has(key)) continue;
    purposes.set(key, {
      coupling,
      purpose: {
        dimensions: spelling.sizes.map(([dimension]) => dimension),
        names: zigzag.written.names,
        mapping,
        bits: {
          W: precision.get('W') ?? bits.W,
          In: precision.get('I') ?? bits.In,
          Out: precision.get('O') ?? bits.Out,
        },
      },
    });
  }
  const assumptions: string[] = [];
  if (purposes.size === 0) {
    assumptions.push(
      `\`${hardware.name}\` is for convolutions of ${bits.W} bits in W, ${bits.In} in In and ${bits.Out} in Out: no workload says it.`,
    );
    const mapping = mappings.find(({ name }) => name === 'default') ?? mappings[0];
    const dimensions = [...CONVOLUTION.values()];
    purposes.set('', { coupling: 'stridedConv', purpose: { dimensions, names: CONVOLUTION, mapping, bits } });
  }
  const all = [...purposes.values()].sort((a, b) => Number(isOwn(a.purpose)) - Number(isOwn(b.purpose)));
  const architectures = all.map(({ coupling, purpose }, at): DraftArchitecture => {
    const parts = [
      hardware.name,
      ...(coupling === all[0]?.coupling ? [] : [coupling]),
      ...(at > 0 && isOwn(purpose) ? [purpose.mapping?.name] : []),
    ];
    return {
      kind: 'architecture',
      name: parts.join('_'),
      couplings: [coupling],
      properties: [],
      levels: levelsOf(hardware, purpose, report),
      from: hardware.place,
    };
  });
  return { architectures, assumptions };
}

/** Whether layers are mapped in a way of their own. */
const isOwn = ({ mapping }: Purpose): boolean => mapping !== undefined && mapping.name !== 'default';

/** What convolutions call the dimensions of ZigZag. */
const CONVOLUTION: ReadonlyMap<string, string> = new Map([
  ['k', 'M'],
  ['oy', 'P'],
  ['ox', 'Q'],
  ['c', 'C'],
  ['fy', 'R'],
  ['fx', 'S'],
]);
