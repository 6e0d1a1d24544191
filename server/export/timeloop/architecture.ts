import {
  type Architecture,
  type Compute,
  type Coupling,
  type Fanout,
  isSpatial,
  keptRoles,
  type Level,
  type Memory,
  ROLES,
} from '../../../language/domain/index.js';
import type { ExportRemark } from '../export.js';
import { plainNames } from '../names.js';
import { wordsOf } from './memory.js';
import { permutationOf } from './permutation.js';
import { remarksOf } from './remarks.js';
import { listed, type Spelling } from './spelling.js';

/** What Timeloop's files call the levels of an architecture. */
export interface HardwareNames {
  /** The component of a memory, or the container that stands for the instances of a fanout or of compute. */
  readonly of: (level: Level) => string;
  /** The component of a memory or compute, in tables of energies. */
  readonly component: (level: Level) => string;
  /** The architecture. */
  readonly top: string;
}

export function hardwareNames({ name, levels }: Architecture): HardwareNames {
  const lanes = (level: Level): string => `${level.name} lanes`;
  const plain = plainNames([
    ...levels.map((level) => level.name),
    ...levels.filter(({ type }) => type === 'compute').map(lanes),
    `${name} architecture`,
  ]);
  const named = (key: string): string => plain.get(key) ?? key;
  return {
    of: (level) => named(level.type === 'compute' ? lanes(level) : level.name),
    component: (level) => named(level.name),
    top: plainNames([name]).get(name) ?? name,
  };
}

/** An architecture as Timeloop 0.4 takes it, in YAML, as a coupling reads it. */
export function architectureText(
  { levels, clock }: Architecture,
  coupling: Coupling,
  spelling: Spelling,
  names: HardwareNames,
): { text: string; remarks: readonly ExportRemark[] } {
  const nodes = levels.flatMap((level) => {
    if (level.type === 'memory') return [memoryText(level, coupling, spelling, names)];
    if (level.type === 'link') return [];
    const fan = level.mesh > 1 ? [fanText(level, coupling, spelling, names)] : [];
    return level.type === 'compute' ? [...fan, computeText(level, names)] : fan;
  });
  const text = [
    '# Timeloop counts no drains: compare its counts with those of ffarch evaluate --free-drains.',
    ...(clock === undefined ? [] : [`variables:\n  version: 0.4\n  global_cycle_seconds: ${1 / clock}\n`]),
    'architecture:',
    '  version: 0.4',
    '  nodes:',
    `  - !Container\n    name: ${names.top}\n`,
    nodes.join('\n'),
  ].join('\n');
  return { text, remarks: levels.flatMap((level, at) => remarksOf(level, at, levels, coupling)) };
}

function memoryText(memory: Memory, coupling: Coupling, spelling: Spelling, names: HardwareNames): string {
  const { bits, depth, read, write } = wordsOf(memory);
  const bandwidths = memory.sharedBandwidth
    ? [['shared_bandwidth', read] as const]
    : [['read_bandwidth', read] as const, ['write_bandwidth', write] as const];
  const decided = keptRoles(memory).filter((role) => !memory.mayBypass.includes(role));
  const operands = (roles: readonly (keyof Coupling['operands'])[]) =>
    listed(roles.map((role) => spelling.operand(coupling.operands[role].name)));
  const temporal = [...factorsText(memory, coupling, spelling), ...permutationText(memory, coupling, spelling)];
  return lines(
    `  - !Component\n    name: ${names.component(memory)}`,
    `    class: ${depth === null ? 'DRAM' : 'SRAM'}`,
    '    attributes:',
    ...(depth === null ? [] : [`      depth: ${depth}`]),
    `      width: ${bits}`,
    `      datawidth: ${bits}`,
    ...bandwidths
      .filter(([, words]) => Number.isFinite(words))
      .map(([attribute, words]) => `      ${attribute}: ${words}`),
    ...(memory.buffering === 1 ? [] : [`      multiple_buffering: ${memory.buffering}`]),
    '    constraints:',
    `      dataspace: {keep: ${operands(decided)}, bypass: ${operands(memory.bypass)}}`,
    ...(temporal.length > 0 ? ['      temporal:', ...temporal] : []),
  );
}

function fanText(level: Fanout | Compute, coupling: Coupling, spelling: Spelling, names: HardwareNames): string {
  // Each MAC reads and writes words of its own.
  const unshared =
    level.type === 'fanout'
      ? ROLES.filter((role) => (role === 'out' ? level.reduction : level.multicast[role]) === 'none')
      : ROLES;
  const noReuse = listed(unshared.map((role) => spelling.operand(coupling.operands[role].name)));
  const spatial = [
    ...factorsText(level, coupling, spelling),
    '        split: 999',
    ...(unshared.length > 0 ? [`        no_reuse: ${noReuse}`] : []),
  ];
  return lines(
    `  - !Container\n    name: ${names.of(level)}`,
    `    spatial: {meshX: ${level.mesh}}`,
    '    constraints:',
    '      spatial:',
    ...spatial,
  );
}

const computeText = (compute: Compute, names: HardwareNames): string =>
  lines(`  - !Component\n    name: ${names.component(compute)}`, '    class: intmac');

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

/** The bounds on iterations, with 1 for the dimensions that a spatial level does not unroll. `all` is 0 there. */
function factorsText(level: Memory | Fanout | Compute, coupling: Coupling, spelling: Spelling): string[] {
  const idle = isSpatial(level) ? coupling.dimensions.filter((name) => !level.dimensions.includes(name)) : [];
  const bounds = [
    ...idle.map((name) => `${spelling.dimension(name)}=1`),
    ...level.factors
      .filter(({ dimension }) => !idle.includes(dimension))
      .map(
        ({ dimension, operator, value }) =>
          `${spelling.dimension(dimension)}${operator}${Number.isFinite(value) ? value : 0}`,
      ),
  ];
  return bounds.length > 0 ? [`        factors: ${listed(bounds)}`] : [];
}

function permutationText(memory: Memory, coupling: Coupling, spelling: Spelling): string[] {
  const order = permutationOf(memory, coupling);
  if (order === null || order.length === 0) return [];
  return [`        permutation: ${listed(order.map((name) => (name === null ? '_' : spelling.dimension(name))))}`];
}
