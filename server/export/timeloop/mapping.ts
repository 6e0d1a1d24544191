import {
  type Coupling,
  isSpatial,
  type Level,
  type Loop,
  type Mapping,
  type Memory,
  type NamedMapping,
  ROLES,
  type Role,
} from '../../../language/domain/index.js';
import type { ExportRemark } from '../export.js';
import type { HardwareNames } from './architecture.js';
import { listed, type Spelling } from './spelling.js';

/** A mapping as Timeloop 0.4 takes it, in YAML. Loops over fanouts that do not divide are its imperfect factors. */
export function mappingText(
  { name: mappingName, architecture, workload, mapping }: NamedMapping,
  spelling: Spelling,
  names: HardwareNames,
): { text: string; remarks: readonly ExportRemark[] } {
  const remarks: ExportRemark[] = [];
  const left = new Map(Object.entries(workload.sizes));
  const loopsOf = (level: Level): readonly Loop[] =>
    (mapping.find((entry) => entry.level === level.name)?.loops ?? []).filter(({ iterations }) => iterations > 1);
  const directives: string[] = [];
  // Innermost first: what an iteration leaves over is known from those inside.
  for (const level of [...architecture.levels].reverse()) {
    if (level.type === 'link') continue;
    const loops = loopsOf(level);
    const factors = loops.map(({ dimension, iterations }) => {
      const before = left.get(dimension) ?? 1;
      const rounds = Math.ceil(before / iterations);
      const last = before - (rounds - 1) * iterations;
      left.set(dimension, rounds);
      const factor = `${spelling.dimension(dimension)}=${iterations}`;
      if (!isSpatial(level) || last === iterations) return factor;
      remarks.push({
        kind: 'approximated',
        what: `${mappingName}: ${level.name} ${dimension} ${iterations}`,
        effect: `Its last round has ${last} of ${iterations} iterations, which is the imperfect factor ${factor},${last} there; tools without these refuse it.`,
      });
      return `"${factor},${last}"`;
    });
    if (level.type === 'compute' && level.mesh === 1) continue;
    const permutation = [
      ...loops.map(({ dimension }) => dimension).reverse(),
      ...workload.coupling.dimensions.filter((dimension) => !loops.some((loop) => loop.dimension === dimension)),
    ].map(spelling.dimension);
    directives.push(
      [
        `  - target: ${names.of(level)}`,
        `    type: ${isSpatial(level) ? 'spatial' : 'temporal'}`,
        `    factors: ${listed(factorsOfAll(workload.coupling.dimensions.map(spelling.dimension), factors))}`,
        `    permutation: ${listed(permutation)}`,
        ...(isSpatial(level) ? ['    split: 999'] : []),
        ...(level.type === 'memory' ? dataspaceText(level, workload.coupling, mapping, spelling, names) : []),
      ].join('\n'),
    );
  }
  return { text: ['mapping:', ...directives.reverse(), ''].join('\n'), remarks };
}

/** With a factor of 1 for each dimension that has none. */
const factorsOfAll = (dimensions: readonly string[], factors: readonly string[]): string[] => [
  ...factors,
  ...dimensions
    .filter((dimension) => !factors.some((factor) => factor.replace(/^"/, '').startsWith(`${dimension}=`)))
    .map((dimension) => `${dimension}=1`),
];

function dataspaceText(
  memory: Memory,
  { operands }: Coupling,
  mapping: Mapping,
  { operand }: Spelling,
  names: HardwareNames,
): string[] {
  const left = mapping.find(({ level }) => level === memory.name)?.bypass ?? [];
  const bypassed = ROLES.filter((role) => memory.bypass.includes(role) || left.includes(role));
  const named = (roles: readonly Role[]) => listed(roles.map((role) => operand(operands[role].name)));
  return [
    `  - target: ${names.of(memory)}`,
    '    type: dataspace',
    `    keep: ${named(ROLES.filter((role) => !bypassed.includes(role)))}`,
    `    bypass: ${named(bypassed)}`,
  ];
}
