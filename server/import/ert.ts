import { componentName, computeAction } from '../../language/energy-tables/tables.js';
import type { DraftProperty } from './draft.js';
import type { ImportInput } from './importer.js';
import type { Report } from './report.js';
import type { Place, Sourced, SourceFile } from './source-file.js';
import { topKeys } from './top-keys.js';
import { textOf, type YamlMap, type YamlNode } from './yaml/node.js';
import { readYaml } from './yaml/read.js';

/** The energies of a component in pJ, by action: the largest where an action has several rows. */
export type Energies = ReadonlyMap<string, Sourced<number>>;

/** The energies of each component, by its name without what it is in. */
export type Ert = ReadonlyMap<string, Energies>;

/** What the levels of an architecture take their energies from that its own files leave open. */
export interface EnergySources {
  readonly ert: Ert;
  /** Whether energies that no file gives are estimated. */
  readonly estimate: boolean;
}

/** Whether a file is an energy reference table, which any format may have beside it. */
export const isErt = (file: SourceFile): boolean => topKeys(file).has('ERT');

/** The tables that were given for the energies, and those among the files. */
export function energySourcesOf({ ert, files, estimate }: ImportInput, report: Report): EnergySources {
  return { ert: energiesOf(tablesIn([...ert, ...files.filter(isErt)], report), report), estimate };
}

/** The tables in files; a file without any is reported. */
export const tablesIn = (files: readonly SourceFile[], report: Report): YamlMap[] =>
  files.flatMap((file) => {
    const roots = readYaml(file, report);
    const tables = roots
      .flatMap((root) => (root.kind === 'map' ? [root.get('ERT') ?? root] : []))
      .filter((node): node is YamlMap => node.kind === 'map' && node.has('tables'));
    if (tables.length === 0 && (roots.length > 0 || !report.failed)) {
      const params = { what: `\`ERT\` with \`tables\` in \`${file.name}\``, remedy: 'Name an energy reference table.' };
      report.add('ffarch/import-incomplete', params, file.place);
    }
    return tables;
  });

/** Energy reference tables of Accelergy, version 0.3 or 0.4. */
export function energiesOf(tables: readonly YamlMap[], report: Report): Ert {
  const all = new Map<string, Energies>();
  for (const table of tables) {
    const listed = table.get('tables');
    for (const item of listed?.kind === 'list' ? listed.items : []) {
      if (item.kind !== 'map') continue;
      const name = componentName(textOf(item.get('name')));
      if (name !== '' && !all.has(name)) all.set(name, actionsOf(item.get('actions'), report));
    }
  }
  return all;
}

/** The most pJ of an action that makes sense. */
const MOST_ENERGY = 1e12;

function actionsOf(node: YamlNode | undefined, report: Report): Energies {
  const energies = new Map<string, Sourced<number>>();
  for (const item of node?.kind === 'list' ? node.items : []) {
    if (item.kind !== 'map') continue;
    const name = item.get('name');
    const energy = item.get('energy');
    if (name?.kind !== 'scalar' || energy?.kind !== 'scalar') continue;
    const value = Number(energy.value);
    const place: Place = energy.place;
    if (!(value >= 0 && value <= MOST_ENERGY)) {
      report.add(
        'ffarch/import-value',
        { what: 'energy', found: `\`${energy.text}\``, expected: 'a number of pJ' },
        place,
      );
      continue;
    }
    const known = energies.get(name.text);
    if (!known || value > known.value) energies.set(name.text, { value, from: place });
  }
  return energies;
}

/** What an access of a memory takes in pJ, and a cycle in which nothing happens. */
export interface Accesses {
  readonly read: Sourced<number>;
  readonly write: Sourced<number>;
  readonly leak: Sourced<number> | null;
}

/** What tables say of a memory; undefined where they lack its reads or its writes. */
export function accessesOf(ert: Ert, component: string): Accesses | undefined {
  const known = ert.get(component);
  const read = known?.get('read');
  const write = known?.get('write') ?? known?.get('update');
  const leak = known?.get('leak');
  return read && write && { read, write, leak: leak && leak.value > 0 ? leak : null };
}

/** @param suffix ` per wordline` where an access moves several words */
export const accessProperties = ({ read, write, leak }: Accesses, suffix = ''): DraftProperty[] => [
  { name: 'energy', value: `read ${read.value} pJ${suffix}, write ${write.value} pJ${suffix}`, from: read.from },
  ...leakageProperty(leak),
];

export const leakageProperty = (leak: Sourced<number> | null): DraftProperty[] =>
  leak ? [{ name: 'leakage', value: `${leak.value} pJ`, from: leak.from }] : [];

/** Says that nothing has an energy, and what the tables have instead. */
export function reportNoEnergy(
  ert: Ert,
  {
    level,
    component = level,
    action,
  }: { readonly level: string; readonly component?: string; readonly action: string },
  place: Place,
  report: Report,
): void {
  const known = ert.get(component);
  const tables = ert.size === 0 ? {} : { has: [...(known ?? ert).keys()], component: known && component };
  report.add('ffarch/import-no-energy', { level, action, ...tables }, place, ['level', level]);
}

/** As `reportNoEnergy`, of the accesses of a memory or link: its reads, or its writes where only these are missing. */
export function reportNoAccesses(ert: Ert, level: string, component: string, place: Place, report: Report): void {
  const action = ert.get(component)?.has('read') ? 'a write' : 'a read';
  reportNoEnergy(ert, { level, component, action }, place, report);
}

/** The energy of one multiply-accumulate: that of `compute`, else the largest of an action that works. */
export const computeEnergy = (energies: Energies | undefined): Sourced<number> | null =>
  energies ? computeAction(energies, ({ value }) => value) : null;
