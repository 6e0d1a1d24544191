import {
  type Architecture,
  type Compute,
  type Fanout,
  isSpatial,
  keptRoles,
  type Level,
  type Memory,
  ROLES,
  type Role,
} from '../../../language/domain/index.js';
import { exact, ofOperands } from '../../../language/figures.js';
import type { ExportRemark } from '../export.js';

/** Bits of a word of each operand. */
export type Precision = Readonly<Record<Role, number>>;

/** What ZigZag's memories call the operands. */
const OPERANDS: Readonly<Record<Role, string>> = { in: 'I1', w: 'I2', out: 'O' };

/** Bits of what has no bound, as ZigZag has none for it. */
const UNBOUNDED_SIZE = 10 ** 13;
const UNBOUNDED_WIDTH = 2 ** 20;

/** The bits of words that an architecture says; 8 where it says nothing. */
export function precisionOf({ levels }: Architecture): Precision {
  const memories = levels.filter((level) => level.type === 'memory');
  const bitsOf = (role: Role): number => {
    const [own] = memories.flatMap(({ bits, bypass }) => (bits && !bypass.includes(role) ? [bits[role]] : []));
    return own ?? memories.find(({ valueBits }) => valueBits !== null)?.valueBits ?? 8;
  };
  return { in: bitsOf('in'), w: bitsOf('w'), out: bitsOf('out') };
}

/** An architecture as hardware of ZigZag, in YAML, and its fanouts by the dimensions of the array that they become. */
export function hardwareOf(architecture: Architecture): {
  text: string;
  dimensions: readonly { readonly name: string; readonly level: Fanout | Compute }[];
  remarks: readonly ExportRemark[];
} {
  const { levels } = architecture;
  const precision = precisionOf(architecture);
  const remarks: ExportRemark[] = [];
  const compute = levels.find((level) => level.type === 'compute');
  const spatial = levels.filter(isSpatial).filter(({ mesh }) => mesh > 1);
  const dimensions = spatial.map((level, at) => ({ name: `D${at + 1}`, level }));
  const memories: string[] = [];
  for (const [at, level] of levels.entries()) {
    if (level.type !== 'memory') continue;
    const served = dimensions.filter((dimension) => levels.indexOf(dimension.level) > at).map(({ name }) => name);
    // The innermost memory stands first.
    memories.unshift(memoryText(level, served, precision, remarks));
  }
  for (const { level } of dimensions) remarks.push(...fanoutRemarks(level));
  for (const level of levels) remarks.push(...levelRemarks(level));
  const text = [
    `name: ${quoted(architecture.name)}`,
    '',
    'memories:',
    ...memories,
    'operational_array:',
    `  unit_energy: ${compute?.energy ?? 0} # pJ`,
    '  unit_area: 1',
    `  dimensions: [${dimensions.map(({ name }) => name).join(', ')}]${commentOf(dimensions.map(({ level }) => level.name))}`,
    `  sizes: [${dimensions.map(({ level }) => level.mesh).join(', ')}]`,
    '',
  ].join('\n');
  return { text, dimensions, remarks };
}

const commentOf = (names: readonly string[]): string =>
  names.length > 0 ? ` # ${names.join(', ').replace(/\s+/g, ' ')}` : '';

/** A name that is plain in YAML, else between quotes. */
export const quoted = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

function memoryText(memory: Memory, served: readonly string[], precision: Precision, remarks: ExportRemark[]): string {
  const roles = keptRoles(memory);
  const word = widestWord(memory, roles, precision, remarks);
  const bitsOf = (role: Role) => memory.bits?.[role] ?? precision[role];
  const scale = memory.bits ? 1 : word;
  const width = (bandwidth: number, what: string): number => {
    if (!Number.isFinite(bandwidth)) return UNBOUNDED_WIDTH;
    const bits = Math.max(1, Math.floor(bandwidth * scale));
    if (bits !== bandwidth * scale) {
      const effect = `Its ${exact(bandwidth * scale)} bits per cycle are ${exact(bits)} there, so cycles come out higher.`;
      remarks.push({ kind: 'approximated', what: `${memory.name}: ${what}`, effect });
    }
    return bits;
  };
  const [reads, writes] = [width(memory.readBandwidth, 'bandwidth'), width(memory.writeBandwidth, 'bandwidth')];
  const cost = (energies: Readonly<Record<Role, number>>, port: number): number => {
    const perBit = roles.map((role) => energies[role] / bitsOf(role));
    const most = Math.max(...perBit);
    if (perBit.some((each) => Math.abs(each - most) > 1e-9 * most)) {
      const effect = 'All operands cost per bit what the dearest does there, so energy comes out higher.';
      remarks.push({ kind: 'approximated', what: `${memory.name}: energy`, effect });
    }
    return Number((most * port).toPrecision(15));
  };
  const indent = (lines: readonly string[]) => lines.map((line) => `    ${line}`);
  return [
    `  ${quoted(memory.name)}:`,
    ...indent([
      `size: ${memory.size === null ? UNBOUNDED_SIZE : memory.size * scale}`,
      `r_cost: ${cost(memory.readEnergy, reads)}`,
      `w_cost: ${cost(memory.writeEnergy, writes)}`,
      'area: 0',
      'latency: 1',
      `operands: [${roles.map((role) => OPERANDS[role]).join(', ')}]`,
      'ports:',
      ...portsText(memory, roles, reads, writes),
      `served_dimensions: [${served.join(', ')}]`,
      ...(memory.buffering >= 2 ? ['force_double_buffering: True'] : []),
    ]),
    '',
  ].join('\n');
}

/** Bits of a word of a memory that counts words: those of its widest operand. */
function widestWord(
  { name, bits }: Memory,
  roles: readonly Role[],
  precision: Precision,
  remarks: ExportRemark[],
): number {
  const widths = roles.map((role) => precision[role]);
  const widest = Math.max(...widths);
  if (!bits && widths.some((width) => width !== widest)) {
    const effect = `It counts words, of ${widest} bits there, and more of its narrower operands fit.`;
    remarks.push({ kind: 'approximated', what: `${name}: size`, effect });
  }
  return widest;
}

/** What passes a port: down to the inside (`tl`), from the outside (`fh`), and partial sums up (`th`) and from below (`fl`). */
function portsText({ sharedBandwidth }: Memory, roles: readonly Role[], reads: number, writes: number): string[] {
  const port = (name: string, type: string, width: number, moves: readonly string[]) => [
    `  - name: ${name}`,
    `    type: ${type}`,
    '    bandwidth_min: 1',
    `    bandwidth_max: ${width}`,
    '    allocation:',
    ...moves.map((move) => `      - ${move}`),
  ];
  const out = roles.filter((role) => role === 'out');
  const read = [...roles.map((role) => `${OPERANDS[role]}, tl`), ...out.map(() => 'O, th')];
  const write = [...roles.map((role) => `${OPERANDS[role]}, fh`), ...out.map(() => 'O, fl')];
  return sharedBandwidth
    ? port('rw_port_1', 'read_write', reads, [...read, ...write])
    : [...port('r_port_1', 'read', reads, read), ...port('w_port_1', 'write', writes, write)];
}

/** What ZigZag cannot say of a fanout. */
function fanoutRemarks(level: Fanout | Compute): ExportRemark[] {
  const lost = (what: string, effect: string): ExportRemark => ({
    kind: 'lost',
    what: `${level.name}: ${what}`,
    effect,
  });
  const loops = level.factors.filter(({ operator }) => operator === '=');
  const over = loops.length === 0 ? [lost('over', 'Its mappings may unroll other dimensions over it.')] : [];
  if (level.type === 'compute') return over;
  return [
    ...over,
    ...(ROLES.every((role) => level.multicast[role] === 'full')
      ? []
      : [
          lost(
            `multicast: ${ofOperands(ROLES.map((role) => [OPERANDS[role], level.multicast[role]]))}`,
            'One read serves all units there, so reads come out lower.',
          ),
        ]),
    ...(level.reduction === 'full'
      ? []
      : [lost(`reduction: ${level.reduction}`, 'Units add up their sums there, so writes come out lower.')]),
    ...(level.peToPe ? [lost('peToPe', 'Words arrive at all units at once there, so cycles come out lower.')] : []),
  ];
}

/** What ZigZag cannot say of any level. */
function levelRemarks(level: Level): ExportRemark[] {
  const lost = (what: string, effect: string): ExportRemark => ({
    kind: 'lost',
    what: `${level.name}: ${what}`,
    effect,
  });
  if (level.type === 'link')
    return [lost('link', 'Words pass for free and at once there, so energy and cycles come out lower.')];
  const remarks: ExportRemark[] = [];
  if (level.type !== 'fanout' && level.leakage > 0) remarks.push(lost('leakage', 'Energy comes out lower.'));
  if (level.area !== null && level.area > 0) remarks.push(lost('area', 'ZigZag shows no area for it.'));
  if (level.type === 'compute' && level.cycles !== 1)
    remarks.push(lost('cycles', 'A multiply-accumulate takes one cycle there.'));
  if (level.type !== 'memory') return remarks;
  if (level.factors.length > 0) remarks.push(lost('factors', 'Its mappings may do more iterations there.'));
  if (level.order.length > 0) remarks.push(lost('order', 'Its mappings may order loops otherwise there.'));
  if (level.mayBypass.length > 0) remarks.push(lost('mayBypass', 'It keeps all of its operands there.'));
  if (level.buffering !== 1 && level.buffering !== 2)
    remarks.push({
      kind: 'approximated',
      what: `${level.name}: buffering`,
      effect: `Tiles take ${level.buffering < 2 ? 'once' : 'twice'} their size there.`,
    });
  return remarks;
}
