import {
  type Architecture,
  type Coupling,
  type Level,
  ROLES,
  type Role,
  type Workload,
} from '../../../language/domain/index.js';
import { number, ofOperands } from '../../../language/figures.js';

/** What a declaration says, for people: `131,072 words` by `GlobalBuffer: size`. */
export type Facts = Readonly<Record<string, string>>;

export function architectureFacts({ levels, couplings: [{ operands }] }: Architecture): Facts {
  return Object.fromEntries(
    levels.flatMap((level) =>
      Object.entries(levelFacts(level, operands)).map(([property, value]) => [`${level.name}: ${property}`, value]),
    ),
  );
}

export function workloadFacts({ sizes, strides }: Workload): Facts {
  return Object.fromEntries(Object.entries({ ...sizes, ...strides }).map(([name, value]) => [name, number(value)]));
}

/** What changed, in the order in which it is said now: `GlobalBuffer: size 131,072 → 65,536`. */
export function changedFacts(then: Facts, now: Facts): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(then)]);
  return [...names].flatMap((name) =>
    now[name] === then[name] ? [] : [`${name} ${then[name] ?? NONE} → ${now[name] ?? NONE}`],
  );
}

const NONE = 'none';

function levelFacts(level: Level, operands: Coupling['operands']): Facts {
  const factors = level.factors.map(({ dimension, operator, value }) => `${dimension} ${operator} ${number(value)}`);
  const byOperand = (values: Readonly<Record<Role, number>>) =>
    ROLES.map((role) => [operands[role].name, values[role]] as const);
  const common = { factors: list(factors), area: level.area === null ? NONE : number(level.area) };
  switch (level.type) {
    case 'memory':
      return {
        size: level.size === null ? UNBOUNDED : number(level.size),
        bits: level.bits === null ? NONE : ofOperands(byOperand(level.bits)),
        'read energy': ofOperands(byOperand(level.readEnergy)),
        'write energy': ofOperands(byOperand(level.writeEnergy)),
        'read bandwidth': bandwidth(level.readBandwidth),
        'write bandwidth': bandwidth(level.writeBandwidth),
        'shared bandwidth': String(level.sharedBandwidth),
        leakage: number(level.leakage),
        bypass: list(level.bypass.map((role) => operands[role].name)),
        mayBypass: list(level.mayBypass.map((role) => operands[role].name)),
        order: list(level.order.map((dimension) => dimension ?? '_')),
        buffering: number(level.buffering),
        windows: level.windows,
        ...common,
      };
    case 'fanout':
      return {
        instances: number(level.mesh),
        over: list(level.dimensions),
        multicast: level.multicast,
        reduction: level.reduction,
        peToPe: String(level.peToPe),
        powerGating: String(level.powerGating),
        ...common,
      };
    case 'compute':
      return {
        instances: number(level.mesh),
        over: list(level.dimensions),
        energy: number(level.energy),
        cycles: number(level.cycles),
        leakage: number(level.leakage),
        ...common,
      };
  }
}

const UNBOUNDED = 'unbounded';

const bandwidth = (words: number): string => (Number.isFinite(words) ? number(words) : UNBOUNDED);

const list = (parts: readonly string[]): string => parts.join(', ') || NONE;
