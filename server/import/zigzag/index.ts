import type { Draft, DraftArchitecture } from '../draft.js';
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

/** A layer of a network, and what it is to ZigZag. */
interface NetworkLayer extends Collected {
  readonly zigzag: MappedLayer;
}

/** Reads files of ZigZag. */
export const zigzag: Importer = { read };

/** Workloads of ZigZag as networks, and its hardware, unrolled as the mappings say, for their kernels. */
function read({ files }: ImportInput, report: Report): Draft {
  const values = files
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
  const hardware = of('hardware').map(({ file, value }) => ({ file, hardware: readHardware(value) }));
  const made = hardware.map((each) => architecturesOf(each.hardware, layers, mappings, report));
  if (networks.length + hardware.length === 0 && !report.failed && files[0])
    report.add(
      'ffarch/import-incomplete',
      { what: 'hardware and no workload', remedy: 'A mapping of ZigZag says nothing without them.' },
      (mappings[0] ?? files[0]).place,
    );
  return {
    assumptions: made.flatMap(({ assumptions }) => assumptions),
    declarations: [
      ...couplingsOf(layers),
      ...made.flatMap(({ architectures }) => architectures),
      ...networks.flatMap(({ network }) => network.draft ?? []),
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
