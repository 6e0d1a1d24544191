import type { DraftLevel, DraftProperty } from '../draft.js';
import { reportNoEnergy } from '../ert.js';
import type { Report } from '../report.js';
import type { Sourced } from '../source-file.js';
import { amount } from './amount.js';
import type { Attributes } from './attributes.js';
import { bandwidthOf } from './bandwidth.js';
import type { Surroundings } from './levels.js';
import { listed } from './listed.js';
import { operandsOf } from './problem.js';
import { type Component, isFan, type Stage } from './stage.js';

/** The classes of Timeloop's networks, and what Accelergy's users call theirs. */
const NETWORK = /^(legacy|simplemulticast|reductiontree|network|(\w+_)?noc)$/i;

/** Whether a component passes words between two levels: it is no level of its own in Timeloop. */
export const isNetwork = ({ attributes }: Pick<Component, 'attributes'>): boolean =>
  NETWORK.test(attributes.text('class').replaceAll('-', '_'));

/** What a component calls the networks that it is connected to, on the side of its instances and on the side of what is outside. */
const CONNECTIONS = {
  inside: { in: ['network_read'], out: ['network_update'] },
  outside: { in: ['network_fill', 'network_operand'], out: ['network_drain', 'network_result'] },
} as const;

/** The ways that words take: from the outside in, or out. */
const WAYS = ['in', 'out'] as const;
type Way = (typeof WAYS)[number];

/** Whether a component names a network there. */
const joins = ({ attributes }: Component, side: keyof typeof CONNECTIONS, way: Way, network: string): boolean =>
  CONNECTIONS[side][way].some((name) => attributes.has(name) && attributes.text(name) === network);

const componentsIn = (stages: readonly Stage[]): Component[] => stages.filter((stage) => !isFan(stage));

/** The ways that words take by a network: both where nothing names it, or where what reads by it names none for updates. */
function waysOf(network: string, stages: readonly Stage[]): readonly Way[] {
  const components = componentsIn(stages);
  const joined = WAYS.filter((way) =>
    components.some((each) => joins(each, 'inside', way, network) || joins(each, 'outside', way, network)),
  );
  const reader = components.find((each) => joins(each, 'inside', 'in', network));
  return joined.length === 0 || (reader && !reader.attributes.has('network_update')) ? WAYS : joined;
}

/** Stages with each network between those that it connects: after the memory outside, whatever instances it is declared among. */
export function withNetworksBetween(stages: readonly Stage[]): Stage[] {
  const networks = componentsIn(stages).filter(isNetwork);
  const placed: Stage[] = stages.filter((stage) => isFan(stage) || !networks.includes(stage));
  for (const network of networks) {
    const named = (side: keyof typeof CONNECTIONS) =>
      componentsIn(placed).find((each) => WAYS.some((way) => joins(each, side, way, network.name)));
    // Else it stands where it was, but not outside the outermost memory.
    const inner = named('outside');
    const inside = inner ? placed.indexOf(inner) : stages.indexOf(network);
    const before = (inner ? placed : stages).slice(0, inside).filter((stage) => placed.includes(stage));
    const outer = named('inside') ?? (inner ? componentsIn(before) : before).at(-1) ?? componentsIn(placed)[0];
    let at = outer ? placed.indexOf(outer) + 1 : 0;
    while (networks.some((other) => other === placed[at])) at++;
    placed.splice(at, 0, network);
  }
  return placed;
}

/** What a word takes on its way in and on its way out, and which operands do. */
interface Passage {
  readonly suffix: string;
  readonly operands: readonly { readonly name: string }[];
  readonly energies: Readonly<Record<Way, Sourced<number> | null>>;
}

/**
 * A network as links, one for each energy of operands. A word costs what the table says of a transfer; else routers and wires, as
 * Timeloop counts them for a word that one instance receives.
 *
 * @param outer operands that the memory outside keeps; the others do not come by here
 * @param takeName a name that no level has
 */
export function networkLevels(
  network: Component,
  outer: ReadonlySet<string>,
  stages: readonly Stage[],
  takeName: (name: string) => string,
  around: Surroundings,
): DraftLevel[] {
  const { report, shape } = around;
  const { attributes, name, from } = network;
  const operands = operandsOf(shape);
  const passing = operands.filter((operand) => outer.has(operand.name));
  const passages = passagesOf(network, passing, instancesAfter(network, stages), waysOf(name, stages), around);
  reportLost(attributes, name, report);
  if (passages.length === 0) {
    if (around.estimates)
      report.add('ffarch/import-not-estimated', { level: name, why: 'no model is of networks.' }, from, [
        'level',
        name,
      ]);
    else reportNoEnergy(around.energies, { level: name, action: 'a transfer' }, from, report);
  }
  const word = attributes.bits('network_word_bits', 'datawidth', 'word_bits', 'word_width', 'data_width');
  return passages.map(({ suffix, operands: own, energies }) => {
    const level = takeName(`${name}${suffix}`);
    report.part('level', level);
    const [inwards, outwards] = [energies.in?.value ?? 0, energies.out?.value ?? 0];
    const value =
      inwards === outwards ? `${amount(inwards)} pJ` : `read ${amount(inwards)} pJ, write ${amount(outwards)} pJ`;
    const properties: DraftProperty[] = [
      ...(word ? [{ name: 'valueBits', value: `${word.value}`, from: word.from }] : []),
      { name: 'energy', value, from: (energies.in ?? energies.out)?.from ?? null },
      bandwidthOf(network, report, level),
      ...listed(
        'bypass',
        operands.filter((operand) => !own.includes(operand)),
        null,
      ),
    ];
    return { kind: 'link', name: level, from, properties };
  });
}

function passagesOf(
  { attributes, name }: Component,
  operands: readonly { readonly name: string }[],
  instances: number,
  ways: readonly Way[],
  { energies, report }: Surroundings,
): Passage[] {
  const both = (energy: Sourced<number>): Passage['energies'] => ({
    in: ways.includes('in') ? energy : null,
    out: ways.includes('out') ? energy : null,
  });
  const table = energies.get(name);
  const action = attributes.text('action_name') || 'transfer';
  if (table && /^true$/i.test(attributes.text('per_datatype_ERT'))) {
    return operands.flatMap((operand) => {
      const energy = table.get(`${action}_${operand.name}`);
      return energy ? [{ suffix: `_${operand.name}`, operands: [operand], energies: both(energy) }] : [];
    });
  }
  const transfer = table?.get(action) ?? table?.get('transfer_random');
  const factor = attributes.node('multicast_factor_argument');
  if (transfer && factor && attributes.text('multicast_factor_argument') !== 'none') {
    const how = `a word takes ${amount(transfer.value)} pJ, the most of all multicast factors`;
    const errs = 'Words that fewer instances share take less there, so the energy may come out higher';
    const params = { construct: 'multicast_factor_argument', how, errs };
    report.add('ffarch/import-approximated', params, factor.place, ['level', name]);
  }
  if (transfer) return [{ suffix: '', operands, energies: both(transfer) }];
  const hops = hopsOf(attributes, name, instances, report);
  return hops ? [{ suffix: '', operands, energies: both(hops) }] : [];
}

/** Instances inside a network, up to the next component. */
function instancesAfter(network: Component, stages: readonly Stage[]): number {
  const inside = stages.slice(stages.indexOf(network) + 1);
  const next = inside.findIndex((stage) => !isFan(stage) && !isNetwork(stage));
  return inside
    .slice(0, next < 0 ? undefined : next)
    .reduce((product, stage) => (isFan(stage) ? product * stage.x * stage.y : product), 1);
}

/**
 * pJ of a word that one of some instances receives, by `router_energy` in pJ and `wire_energy` in pJ per bit and mm; null where
 * neither is given. Timeloop has half the root of the instances as hops then, of `tile_width` µm each, and a router more.
 */
function hopsOf(attributes: Attributes, level: string, instances: number, report: Report): Sourced<number> | null {
  const router = attributes.number('router_energy');
  const wire = attributes.number('wire_energy');
  const width = attributes.number('tile_width');
  const bits = attributes.number('network_word_bits', 'word_bits', 'word_width', 'datawidth')?.value ?? 16;
  if (wire && !width) {
    const effect =
      'Timeloop lays out the tiles to know how long a hop is, and without `tile_width` wires are free here';
    report.add('ffarch/import-lost', { construct: 'wire_energy', effect }, wire.from, ['level', level]);
  }
  const given = router ?? (wire && width);
  if (!given) return null;
  const hops = Math.sqrt(instances) / 2;
  const hop = wire && width ? (wire.value * bits * width.value) / 1000 : 0;
  const how = `a word takes ${amount(hops)} hops and a router more, as one that a single instance receives`;
  const errs = 'Words that instances share take more hops there, so the energy may come out lower';
  const construct = router ? 'router_energy' : 'wire_energy';
  report.add('ffarch/import-approximated', { construct, how, errs }, given.from, ['level', level]);
  const value = hops * hop + (1 + hops) * (router?.value ?? 0);
  return { value: Number(value.toPrecision(12)), from: given.from };
}

/** What a link does not have. */
function reportLost(attributes: Attributes, level: string, report: Report): void {
  const lost = (names: readonly string[], effect: string) => {
    for (const name of names) {
      const value = attributes.has(name) ? attributes.number(name) : null;
      if (value && value.value > 0)
        report.add('ffarch/import-lost', { construct: name, effect }, value.from, ['level', level]);
    }
  };
  lost(['fill_latency', 'drain_latency'], 'words pass at once, so cycles may come out lower');
  lost(['adder_energy'], 'sums are added for free on the way, so the energy comes out lower');
}

function reportFreeWires({ from }: Sourced<number>, level: string, report: Report): void {
  const effect = 'Timeloop lays out the tiles to know how long a hop is, and without `tile_width` wires are free here';
  report.add('ffarch/import-lost', { construct: 'wire_energy', effect }, from, ['level', level]);
}

/** The network that a memory itself says to have inside, by routers and wires, where it names none. */
export function ownNetwork(memory: Component, report: Report): Component | null {
  const { attributes, name } = memory;
  if (attributes.has('network_read') || attributes.has('network_update')) return null;
  const wire = attributes.has('wire_energy') ? attributes.number('wire_energy') : null;
  if (!attributes.has('router_energy') && !(wire && attributes.has('tile_width'))) {
    if (wire) reportFreeWires(wire, name, report);
    return null;
  }
  return { ...memory, name: `${name}_network`, constraints: [], sparse: null, beside: null, nothing: false };
}
