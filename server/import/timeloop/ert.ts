import { componentName, computeAction } from '../../../language/energy-tables/tables.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import type { YamlMap, YamlNode } from '../yaml/node.js';
import type { Sourced } from './attributes.js';

/** The energies of a component in pJ, by action: the largest where an action has several rows. */
export type Energies = ReadonlyMap<string, Sourced<number>>;

/** Energy reference tables of Accelergy, version 0.3 or 0.4: the energies of each component, by its name without what it is in. */
export function energiesOf(tables: readonly YamlMap[], report: Report): ReadonlyMap<string, Energies> {
  const all = new Map<string, Energies>();
  for (const table of tables) {
    const listed = table.get('tables');
    for (const item of listed?.kind === 'list' ? listed.items : []) {
      if (item.kind !== 'map') continue;
      const path = item.get('name');
      const name = componentName(path?.kind === 'scalar' ? path.text : '');
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

/** The energy of one multiply-accumulate: that of `compute`, else the largest of an action that works. */
export const computeEnergy = (energies: Energies): Sourced<number> | null =>
  computeAction(energies, ({ value }) => value);
