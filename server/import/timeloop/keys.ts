import { nearestSpelling } from '../../../language/nearest.js';
import type { Report } from '../report.js';
import { unknownKey } from '../unknown-key.js';
import { plainKey, type YamlEntry, type YamlNode } from '../yaml/node.js';

/**
 * What maps of Timeloop and Accelergy may hold, with `_` for dashes: what is read here, or changes no number. Networks that a
 * component joins, actions and areas come with energies, and settings of a search are of that search alone.
 */
export const KEYS = {
  /** The top of files. */
  specification: [
    ...['architecture', 'arch', 'problem', 'mapping', 'mapper', 'mapspace', 'constraints', 'architecture_constraints'],
    ...['mapspace_constraints', 'extra_mapping_constraints', 'variables', 'components', 'compound_components'],
    ...['version', 'primitive_components', 'globals', 'energy_reference_table', 'ERT', 'ART', 'name', 'shape'],
    ...['ERT_summary', 'ART_summary', 'action_counts', 'energy_estimation', 'flattened_architecture', 'environment'],
  ],
  node: [
    ...['name', 'class', 'subclass', 'attributes', 'required_actions', 'actions', 'spatial', 'constraints', 'nodes'],
    ...['sparse_optimizations', 'area_scale', 'area_share', 'version'],
  ],
  /** A component or a container of versions 0.2 and 0.3. */
  tree: [
    ...['name', 'class', 'subclass', 'attributes', 'local', 'subtree', 'version', 'required_actions', 'constraints'],
    ...['sparse_optimizations', 'area_share'],
  ],
  problem: ['shape', 'instance', 'version', 'name'],
  shape: ['name', 'dimensions', 'coefficients', 'data_spaces', 'version'],
  dataSpace: ['name', 'projection', 'read_write'],
  /** What stands around directives. */
  directives: ['version', 'targets', 'constraints'],
  loops: [
    ...['target', 'type', 'factors', 'factors_only', 'permutation', 'split', 'no_reuse', 'version'],
    ...['no_iteration_over_dataspaces', 'must_iterate_over_dataspaces', 'maximize_dims', 'maximize_dims_capacity'],
    ...['min_utilization', 'max_utilization', 'utilization', 'no_link_transfer', 'rmw_first_update'],
    ...['default_max_factor', 'default_min_factor'],
  ],
  /** A least share of the whole array. */
  use: ['target', 'type', 'version', 'min'],
  dataspace: [
    ...['target', 'type', 'keep', 'bypass', 'keep_only', 'bypass_only', 'no_coalesce', 'no_reuse', 'version'],
    'no_link_transfer',
  ],
} as const;

/** What keys of such maps say that has no counterpart here: what is then left out, as the rest of a sentence. */
const LOST: { readonly [Of in keyof typeof KEYS]?: Readonly<Record<string, string>> } = {
  specification: {
    layout: 'data lie in memories as if no access waited for another',
    sparse_optimizations: 'all levels are counted as dense',
  },
  node: {
    enabled: 'the component counts whatever this says',
    energy_scale: 'energies are taken as they are given or estimated',
    action_latency: 'cycles follow from bandwidths alone',
  },
  tree: { enabled: 'the component counts whatever this says' },
  problem: {
    operation: 'each operation is counted as a multiplication and an addition',
    data_transforms: 'operands are counted as if they had no other form',
  },
  shape: {
    operation: 'each operation is counted as a multiplication and an addition',
    flattened_dimensions: 'dimensions are counted each by itself',
  },
  dataSpace: { population: 'all operands are counted as dense' },
  directives: { template: 'mappings are those of factors that divide sizes' },
  loops: { remainders: 'mappings that it forbids are legal' },
};

const METADATA = 'words are counted as dense, and no metadata of them';

/** Attributes of Timeloop’s memories that nothing here reads, and what is left out with them. */
const LOST_ATTRIBUTES: Readonly<Record<string, string>> = {
  allow_overbooking: 'tiles that do not fit are not legal',
  metadata_block_size: METADATA,
  metadata_datawidth: METADATA,
  metadata_storage_depth: METADATA,
  metadata_storage_width: METADATA,
  min_utilization: 'mappings that fill less of it are legal, too',
  network_drain_latency: 'words arrive in the cycle in which they are sent',
  network_fill_latency: 'words arrive in the cycle in which they are sent',
  per_dataspace_bandwidth_consumption_scale: 'words of all operands take the same bandwidth',
  reduction_supported: 'outputs are added up there, too',
};

/** What these say where they say what goes without saying. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['enabled', 'true'],
  ['energy_scale', '1'],
  ['min_utilization', '0'],
  ['template', 'uber'],
  ['network_drain_latency', '0'],
  ['network_fill_latency', '0'],
  ['allow_overbooking', 'false'],
  ['reduction_supported', 'true'],
]);

export const isKey = (of: keyof typeof KEYS, key: string): boolean =>
  (KEYS[of] as readonly string[]).includes(plainKey(key)) || Object.hasOwn(LOST[of] ?? {}, plainKey(key));

/** Says of each entry whose key nothing reads that it is lost: what is then left out, or which of the known keys is near. */
export function reportUnread(entries: readonly YamlEntry[], of: keyof typeof KEYS, report: Report): void {
  reportLost(entries, LOST[of] ?? {}, report);
  const known: readonly string[] = KEYS[of];
  for (const { key, place } of entries)
    if (!isKey(of, key)) report.add('ffarch/import-lost', { construct: key, effect: unknownKey(key, known) }, place);
}

/** As `reportUnread`, of the attributes of a memory, which may have others for any other tool. */
export const reportLostAttributes = (entries: readonly YamlEntry[], report: Report): void =>
  reportLost(entries, LOST_ATTRIBUTES, report);

/** As `reportUnread`, of the top of a file, which may have others for whoever wrote it. */
export const reportLostParts = (entries: readonly YamlEntry[], report: Report): void =>
  reportLost(entries, LOST.specification ?? {}, report);

function reportLost(entries: readonly YamlEntry[], lost: Readonly<Record<string, string>>, report: Report): void {
  for (const { key, value, place } of entries) {
    const name = plainKey(key);
    const effect = Object.hasOwn(lost, name) ? lost[name] : undefined;
    if (effect === undefined || saysNothing(name, value)) continue;
    report.add('ffarch/import-lost', { construct: key, effect }, place);
  }
}

const saysNothing = (name: string, value: YamlNode): boolean =>
  value.kind === 'scalar'
    ? value.value === null || value.text.toLowerCase() === USUAL.get(name)
    : (value.kind === 'list' ? value.items : value.entries).length === 0;

/**
 * Says of each entry whose key is nearly one that is known, but not it. Others may be of any use to whoever wrote them.
 *
 * @param known with `_` for dashes
 */
export function reportMisspelt(entries: readonly YamlEntry[], known: readonly string[], report: Report): void {
  for (const { key, place } of entries) {
    if (
      key.length < LEAST_LETTERS ||
      OTHERS.has(plainKey(key)) ||
      Object.hasOwn(LOST_ATTRIBUTES, plainKey(key)) ||
      known.includes(plainKey(key)) ||
      isUsed(key, place.file.text)
    )
      continue;
    if (nearestSpelling(key, known) !== undefined)
      report.add('ffarch/import-lost', { construct: key, effect: unknownKey(key, known) }, place);
  }
}

/** What is near to known keys, and means something else, or the same to nobody. */
const OTHERS: ReadonlySet<string> = new Set(['num_ports', 'num_banks', 'nports', 'n_rw_ports', 'n_bits', 'n_buffets']);

/** In shorter keys everything is near. */
const LEAST_LETTERS = 4;

/** Whether a text has a name elsewhere than as a key, such as in an expression. */
const isUsed = (name: string, text: string): boolean =>
  new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b(?!\\s*:)`).test(text);
