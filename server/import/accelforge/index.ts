import { number } from '../../../language/figures.js';
import { and } from '../../../language/wording.js';
import type { Draft, DraftArchitecture, DraftMapping } from '../draft.js';
import { type EnergySources, energySourcesOf } from '../ert.js';
import type { Importer, ImportInput } from '../importer.js';
import { architectureCoupling, CollectedNetwork, couplingsOf } from '../kernels/collected.js';
import { nameOfFile } from '../name-of-file.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { readYaml } from '../yaml/read.js';
import { reportUnread } from '../yaml/unread.js';
import { YamlView } from '../yaml/view.js';
import { numberOf } from './expression.js';
import { hardwareOf, OPERANDS, type Purpose } from './levels.js';
import { levelsOfNest, nestsOf } from './mapping.js';
import { looksLikeAccelforge } from './recognize.js';
import { expandTemplate } from './template.js';
import { type AccelforgeWorkload, bitsOf, einsumLayer, type MappedEinsum, readWorkload } from './workload.js';

/** Reads files of AccelForge. */
export const accelforge: Importer = { read };

/** Einsums of AccelForge as networks, and its architectures for their kernels. */
function read(input: ImportInput, report: Report): Draft {
  const { files, definitions } = input;
  const values = files.filter(looksLikeAccelforge).flatMap((file) => {
    const expanded = expandTemplate(file, { definitions, files }, report);
    return expanded ? readYaml(expanded, report).map((node) => ({ file, value: new YamlView(node) })) : [];
  });
  const workloads = values.flatMap(({ file, value }) => {
    const workload = value.get('workload');
    return workload?.get('einsums') ? [networkOf(file, readWorkload(workload), report)] : [];
  });
  const sources = energySourcesOf(input, report);
  const architectures = values.flatMap(({ file, value }) => {
    const arch = value.get('arch');
    return arch?.get('nodes')
      ? [architecturesOf(arch, variablesOf(value.get('variables')), file, workloads, sources, report)]
      : [];
  });
  const mappings = values.flatMap(({ file, value }) => {
    const mapping = value.get('mapping');
    return mapping ? mappingsOf(mapping, file, workloads, architectures, report) : [];
  });
  for (const { value } of values) reportUnread(value, HARMLESS, report);
  if (workloads.length + architectures.length === 0 && !report.failed && files[0]) {
    const params = { what: '`arch` with nodes and no `workload` with einsums', remedy: 'Name a file that has one.' };
    report.add('ffarch/import-incomplete', params, files[0].place);
  }
  return {
    assumptions: architectures.flatMap(({ assumptions }) => assumptions),
    declarations: [
      ...couplingsOf(workloads.flatMap(({ network }) => network.layers)),
      ...architectures.flatMap((each) => each.architectures.map(({ draft }) => draft)),
      ...workloads.flatMap(({ network }) => network.draft ?? []),
      ...mappings,
    ],
  };
}

/** A workload, and the einsums of it that are mapped. */
interface Network {
  readonly network: CollectedNetwork;
  readonly workload: AccelforgeWorkload;
  /** By the names of their layers. */
  readonly mapped: readonly (readonly [layer: string, einsum: MappedEinsum])[];
}

/** The architectures of a file, by their couplings, with what they are made for. */
interface Architectures {
  readonly architectures: readonly { readonly draft: DraftArchitecture; readonly purpose: Purpose }[];
  readonly assumptions: readonly string[];
}

function networkOf(file: SourceFile, workload: AccelforgeWorkload, report: Report): Network {
  const network = new CollectedNetwork(nameOfFile(file), file.place, report);
  const mapped: [string, MappedEinsum][] = [];
  for (const place of workload.unread)
    network.leaveOut('einsum', 'it does not say tensors with sums of variables for indices', place);
  for (const entry of workload.entries) {
    const { einsum, place, repeat } = entry;
    const each = einsumLayer(entry, workload);
    if ('reason' in each) network.leaveOut(einsum.name, each.reason, place);
    else if ('operations' in each) network.addOther('einsum of one tensor', each.operations, each.words, repeat);
    else {
      const layer = network.add({ name: einsum.name, spelling: each.written.spelling, repeat, from: place });
      if (layer) mapped.push([layer.name, each]);
    }
  }
  return { network, workload, mapped };
}

/** An architecture for each kernel of the einsums; for products of matrices where there are none. */
function architecturesOf(
  arch: YamlView,
  variables: ReadonlyMap<string, number>,
  file: SourceFile,
  workloads: readonly Network[],
  sources: EnergySources,
  report: Report,
): Architectures {
  const base = nameOfFile(file);
  const assumptions: string[] = [];
  const purposes = new Map<string, Purpose>();
  const open = new Set<string>();
  for (const { workload, mapped } of workloads)
    for (const [layer, einsum] of mapped) {
      const { spelling } = einsum.written;
      const coupling = architectureCoupling(spelling);
      const said = bitsOf(einsum, workload);
      const bits = (operand: keyof typeof said): number => {
        const width = said[operand];
        if (width === undefined) open.add(einsum.tensors[operand]);
        if (width === undefined || (Number.isSafeInteger(width) && width >= 1)) return width ?? DEFAULT_BITS;
        const what = `bits_per_value of ${einsum.tensors[operand]}`;
        const params = { what, found: String(width), expected: 'a positive whole number' };
        report.add('ffarch/import-value', params, einsum.entry.place);
        return 1;
      };
      const own: Purpose['bits'] = { W: bits('W'), In: bits('In'), Out: bits('Out') };
      const known = purposes.get(coupling);
      const purpose: Purpose = {
        dimensions: spelling.sizes.map(([dimension]) => dimension),
        indices: spelling.indices,
        bits: own,
        ...known,
        layers: [...(known?.layers ?? []), { name: layer, sizes: new Map(spelling.sizes) }],
      };
      if (OPERANDS.some((operand) => purpose.bits[operand] !== own[operand])) {
        const list = (of: Purpose['bits']) => OPERANDS.map((operand) => `${operand} ${of[operand]}`).join(', ');
        const how = `the bits of \`${layer}\` are ${list(own)}, and an architecture has one number for all of its layers, here ${list(purpose.bits)}`;
        const errs = 'Energy and cycles of the layer scale with its bits';
        report.add('ffarch/import-approximated', { construct: 'bits_per_value', how, errs }, einsum.entry.place);
      }
      purposes.set(coupling, purpose);
    }
  if (open.size > 0) {
    const names = [...open].slice(0, MOST_NAMED);
    const more = open.size > names.length ? [`${number(open.size - names.length)} more`] : [];
    assumptions.push(`Values of ${and([...names, ...more])} have ${DEFAULT_BITS} bits: no \`bits_per_value\` says it.`);
  }
  if (purposes.size === 0) {
    assumptions.push(
      `\`${base}\` is for products of matrices, with words of ${DEFAULT_BITS} bits: no workload says it.`,
    );
    purposes.set('gemm', GEMM);
  }
  const architectures = [...purposes].map(([coupling, purpose], at) => {
    const draft: DraftArchitecture = {
      kind: 'architecture',
      name: at === 0 ? base : `${base}_${coupling}`,
      couplings: [coupling],
      ...hardwareOf(arch, purpose, { variables, ...sources }, report),
      from: arch.place,
    };
    return { draft, purpose };
  });
  return { architectures, assumptions };
}

/** Bits of a value where nothing says them. */
const DEFAULT_BITS = 8;

/** The most tensors that an assumption names. */
const MOST_NAMED = 3;

/** The mappings in a file, of the einsums that they name, on the first architecture for each. */
function mappingsOf(
  mapping: YamlView,
  file: SourceFile,
  workloads: readonly Network[],
  architectures: readonly Architectures[],
  report: Report,
): DraftMapping[] {
  const nests = nestsOf(mapping);
  return nests.flatMap((nest) => {
    const lost = (reason: string, place = nest.place) => {
      report.add('ffarch/import-lost', { construct: 'mapping', effect: reason }, place);
      mapping.dismiss();
      return [];
    };
    if ('reason' in nest) return lost(nest.reason);
    const [of] = workloads.flatMap(({ network, mapped }) =>
      mapped
        .filter(([, { entry }]) => entry.einsum.name === nest.einsum)
        .map(([layer, einsum]) => ({ network, layer, einsum })),
    );
    if (!of) return lost(`no einsum \`${nest.einsum}\` of two tensors is among the files`);
    const coupling = architectureCoupling(of.einsum.written.spelling);
    const on = architectures
      .flatMap((each) => each.architectures)
      .find(({ draft }) => draft.couplings.includes(coupling));
    if (!on) return lost('no architecture is among the files, so import it with one');
    const levels = levelsOfNest(nest, of.einsum, on.draft.levels, on.purpose.bits);
    if ('reason' in levels) return lost(levels.reason, levels.place);
    const base = nameOfFile(file);
    const name = nests.length === 1 ? base : `${base}_${nest.einsum}`;
    report.part('mapping', name);
    return [
      {
        kind: 'mapping',
        name,
        workload: [of.network.name, of.layer],
        architecture: on.draft.name,
        levels,
        from: nest.place,
      },
    ];
  });
}

/** The numbers of `variables`, which may follow from each other. */
function variablesOf(value: YamlView | undefined): ReadonlyMap<string, number> {
  const variables = new Map<string, number>();
  for (const { key, value: variable } of value?.entries ?? []) {
    const number = numberOf(variable.text ?? '', variables);
    if (number !== undefined) variables.set(key, number);
  }
  return variables;
}

/** What changes no number here: attributes of classes, which are read where these are estimated, and what is of several einsums. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['version', 'description', 'renames', 'persistent_tensors', 'is_copy_operation', 'tech_node'],
  ...['component', 'component_class', 'component_modeling_log', 'extra_attributes_for_component_model'],
  'extra_attributes_for_all_component_models',
]);

const GEMM: Purpose = {
  layers: [],
  dimensions: ['M', 'K', 'N'],
  indices: { Out: ['M', 'N'], W: ['M', 'K'], In: ['K', 'N'] },
  bits: { W: DEFAULT_BITS, In: DEFAULT_BITS, Out: DEFAULT_BITS },
};
