import { nearestSpelling } from '../../../language/nearest.js';
import type { Report } from '../report.js';
import { unknownKey } from '../unknown-key.js';
import { plainKey, type YamlEntry } from '../yaml/node.js';

/** What maps of Timeloop and Accelergy may hold, with `_` for dashes, whether or not it says something here. */
export const KEYS = {
  /** The top of files. */
  specification: [
    ...['architecture', 'arch', 'problem', 'mapping', 'mapper', 'mapspace', 'constraints', 'architecture_constraints'],
    ...[
      'mapspace_constraints',
      'extra_mapping_constraints',
      'variables',
      'components',
      'compound_components',
      'version',
    ],
    ...[
      'primitive_components',
      'sparse_optimizations',
      'globals',
      'layout',
      'energy_reference_table',
      'ERT',
      'ART',
      'name',
    ],
    ...['ERT_summary', 'ART_summary', 'action_counts', 'energy_estimation', 'flattened_architecture', 'environment'],
  ],
  node: [
    ...['name', 'class', 'subclass', 'attributes', 'required_actions', 'actions', 'spatial', 'constraints', 'enabled'],
    ...['sparse_optimizations', 'area_scale', 'energy_scale', 'action_latency', 'nodes', 'version'],
  ],
  /** A component or a container of versions 0.2 and 0.3. */
  tree: [
    ...['name', 'class', 'subclass', 'attributes', 'local', 'subtree', 'version', 'required_actions', 'constraints'],
    ...['sparse_optimizations', 'area_share', 'enabled'],
  ],
  problem: ['shape', 'instance', 'version', 'name', 'operation', 'data_transforms'],
  shape: ['name', 'dimensions', 'coefficients', 'data_spaces', 'version', 'operation', 'flattened_dimensions'],
  dataSpace: ['name', 'projection', 'read_write', 'population'],
  loops: [
    ...['target', 'type', 'factors', 'factors_only', 'permutation', 'split', 'no_reuse', 'version'],
    ...['no_iteration_over_dataspaces', 'maximize_dims', 'maximize_dims_capacity'],
    ...[
      'min_utilization',
      'max_utilization',
      'utilization',
      'parallelism',
      'min',
      'no_link_transfer',
      'default_max_factor',
    ],
  ],
  dataspace: [
    ...['target', 'type', 'keep', 'bypass', 'keep_only', 'no_coalesce', 'no_reuse', 'parent', 'version'],
    ...['no_link_transfer', 'permutation', 'factors'],
  ],
} as const;

export const isKey = (of: keyof typeof KEYS, key: string): boolean =>
  (KEYS[of] as readonly string[]).includes(plainKey(key));

/** Says of each entry with a key that no such map has that it is lost, and which key is near. */
export function reportUnknown(entries: readonly YamlEntry[], of: keyof typeof KEYS, report: Report): void {
  const known: readonly string[] = KEYS[of];
  for (const { key, place } of entries)
    if (!isKey(of, key)) report.add('ffarch/import-lost', { construct: key, effect: unknownKey(key, known) }, place);
}

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
