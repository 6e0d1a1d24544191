import {
  type Coupling,
  type Fanout,
  isSpatial,
  keptRoles,
  type Level,
  type Memory,
} from '../../../language/domain/index.js';
import { ofOperands } from '../../../language/figures.js';
import type { ExportRemark } from '../export.js';
import { permutationOf } from './permutation.js';

/** What Timeloop cannot say of a level as the language does. */
export function remarksOf(level: Level, at: number, levels: readonly Level[], coupling: Coupling): ExportRemark[] {
  const of = (kind: ExportRemark['kind']) => (what: string, effect: string) => ({
    kind,
    what: `${level.name}: ${what}`,
    effect,
  });
  const [lost, approximated] = [of('lost'), of('approximated')];
  switch (level.type) {
    case 'link':
      return [lost('link', 'Words pass for free and at once there, so energy and cycles come out lower.')];
    case 'compute':
      return [
        ...(level.cycles === 1 ? [] : [lost('cycles', 'A multiply-accumulate takes one cycle there.')]),
        ...(level.leakage > 0 ? [lost('leakage', 'Compute leaks nothing there, so energy comes out lower.')] : []),
      ];
    case 'fanout':
      return fanoutRemarks(level, levels.slice(at + 1), coupling, lost, approximated);
    case 'memory':
      return memoryRemarks(level, at === 0, coupling, lost, approximated);
  }
}

type Say = (what: string, effect: string) => ExportRemark;

function fanoutRemarks(
  level: Fanout,
  inside: readonly Level[],
  coupling: Coupling,
  lost: Say,
  approximated: Say,
): ExportRemark[] {
  const selective = (['in', 'w'] as const).filter((role) => level.multicast[role] === 'selective');
  const text = ofOperands(selective.map((role) => [coupling.operands[role].name, 'selective']));
  const leaks = inside.some((other) => !isSpatial(other) && other.leakage > 0);
  return [
    ...(selective.length > 0
      ? [approximated(`multicast: ${text}`, 'One read serves all instances there, so reads come out lower.')]
      : []),
    ...(level.reduction === 'selective'
      ? [approximated('reduction: selective', 'All instances add up their sums there, so writes come out lower.')]
      : []),
    ...(level.peToPe ? [lost('peToPe', 'Words arrive at all instances at once there, so cycles come out lower.')] : []),
    ...(!level.powerGating && leaks
      ? [approximated('powerGating: false', 'Idle instances leak nothing there, so energy comes out lower.')]
      : []),
    ...(level.leastUsed > 1 ? [lost(`use >= ${level.leastUsed}`, 'Its mappings may use fewer instances there.')] : []),
  ];
}

function memoryRemarks(
  memory: Memory,
  outermost: boolean,
  coupling: Coupling,
  lost: Say,
  approximated: Say,
): ExportRemark[] {
  const { bits, windows, buffering } = memory;
  const roles = keptRoles(memory);
  const differs = (values: Readonly<Record<(typeof roles)[number], number>>): boolean =>
    new Set(roles.map((role) => values[role])).size > 1;
  const moving = roles.some((role) => coupling.operands[role].axes.some((axis) => axis.length > 1));
  return [
    ...(bits && differs(bits)
      ? [approximated('bits', 'All words are as wide as the widest there, so fewer fit and pass.')]
      : []),
    ...(differs(memory.readEnergy) || differs(memory.writeEnergy)
      ? [approximated('energy', 'All operands cost what the dearest does there, so energy comes out higher.')]
      : []),
    ...(!outermost && moving && windows !== 'strict'
      ? [
          approximated(
            `windows: ${windows}`,
            `Timeloop keeps ${windows === 'none' ? 'more' : 'fewer'} words of a window that moves, so reads and fills come out ${windows === 'none' ? 'lower' : 'higher'}.`,
          ),
        ]
      : []),
    ...(buffering < 1 ? [approximated('buffering', 'Tiles take their whole size there.')] : []),
    ...(permutationOf(memory, coupling) === null
      ? [
          lost(
            'order',
            'Only loops that are innermost or outermost are ordered there; its mappings may order these otherwise.',
          ),
        ]
      : []),
  ];
}
