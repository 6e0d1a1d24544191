import { stringify } from 'yaml';
import type { Attributes, ComponentClass } from '../../language/estimates/index.js';
import { compoundOf } from './compound.js';

/** A level whose component Accelergy is to estimate. */
export interface AskedLevel {
  /** The level's name. */
  readonly name: string;
  readonly component: ComponentClass;
  readonly attributes: Attributes;
  /** nm; null for what has no process. */
  readonly technology: number | null;
  /** The time of a cycle in ns. */
  readonly cycle: number;
}

/** Of the files that Accelergy is given. */
export const VERSION = 0.4;

/** An architecture with a class for each of its levels, in one YAML file. */
export function accelergyInput(levels: readonly AskedLevel[]): string {
  const classes = levels.map((level) => compoundClass(level));
  const local = levels.map((level) => ({ name: level.name, class: className(level), attributes: around(level) }));
  const input = {
    architecture: { version: VERSION, subtree: [{ name: 'system', local }] },
    compound_components: { version: VERSION, classes },
  };
  // Accelergy changes what it has read, so nothing may be an alias of something else.
  return stringify(input, { aliasDuplicateObjects: false });
}

const className = ({ name }: AskedLevel): string => `${name}_component`;

/** What all parts of a level share. The process of what has none is never looked at, but asked for. */
function around({ technology, cycle }: AskedLevel): Readonly<Record<string, number | string>> {
  return {
    technology: `${technology ?? 45}nm`,
    global_cycle_seconds: cycle * 1e-9,
    action_latency_cycles: 1,
  };
}

function compoundClass(level: AskedLevel) {
  const { parts, actions } = compoundOf(level.component, level.attributes);
  const shared = around(level);
  const { technology, ...timing } = shared;
  const countOf = new Map(parts.map(({ name, count }) => [name, count]));
  const ranged = (name: string, count: number | undefined) => (count === undefined ? name : `${name}[1..${count}]`);
  return {
    name: className(level),
    attributes: shared,
    subcomponents: parts.map(({ name, class: of, attributes, count, areaScale }) => ({
      name: ranged(name, count),
      class: of,
      attributes: { ...attributes, ...shared },
      ...(areaScale === undefined ? {} : { area_scale: areaScale }),
    })),
    actions: Object.entries(actions).map(([name, steps]) => ({
      name,
      subcomponents: steps.map(({ part, action, count, scale }) => ({
        name: ranged(part, count ?? countOf.get(part)),
        actions: [{ name: action, arguments: timing, ...(scale === undefined ? {} : { energy_scale: scale }) }],
      })),
    })),
  };
}
