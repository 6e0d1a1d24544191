import { inUnit } from '../../../language/figures.js';
import { clockProperty } from '../clock.js';
import type { DraftArchitecture, DraftLevel, DraftProperty } from '../draft.js';
import { accessesOf, accessProperties, computeEnergy, type EnergySources, reportNoEnergy } from '../ert.js';
import type { Report } from '../report.js';
import type { Place } from '../source-file.js';
import type { YamlView } from '../yaml/view.js';
import { ComponentModels, isDummy } from './components.js';
import { numberOf } from './expression.js';
import { argumentOf, attributeOf, modelAttributes } from './older.js';
import { tensorsOf } from './sets.js';
import { canUse, type UseBound } from './usage.js';

/** The operands of a coupling, by the names that it gives them. */
export type OperandName = 'W' | 'In' | 'Out';

/** What an architecture is made for: the kernel of some einsums. */
export interface Purpose {
  /** The dimensions of the coupling, and those that index each operand. */
  readonly dimensions: readonly string[];
  readonly indices: Readonly<Record<OperandName, readonly string[]>>;
  /** Bits of a word of each operand. */
  readonly bits: Readonly<Record<OperandName, number>>;
  /** The layers that run on it, by the dimensions of the coupling. */
  readonly layers: readonly { readonly name: string; readonly sizes: ReadonlyMap<string, number> }[];
}

export const OPERANDS: readonly OperandName[] = ['W', 'In', 'Out'];
const ALIAS: Readonly<Record<OperandName, string>> = { W: 'weight', In: 'input', Out: 'output' };

/** The names that AccelForge knows of an einsum on its own: nothing is an intermediate of another. */
const NAMED: readonly (readonly [name: string, operands: readonly OperandName[]])[] = [
  ['All', OPERANDS],
  ['Tensors', OPERANDS],
  ['input', ['In']],
  ['weight', ['W']],
  ['output', ['Out']],
  ['Inputs', ['W', 'In']],
  ['Outputs', ['Out']],
  ['Persistent', ['W']],
  ['Nothing', []],
  ['Intermediates', []],
  ['Shared', []],
];

/** Nodes that are there for what is around them alone. */
const CONTAINERS: ReadonlySet<string> = new Set(['!Container', '!Fanout', '!Spatial']);

/** What an architecture is made of `arch`: its clock, and its levels, outermost first. */
export type Hardware = Pick<DraftArchitecture, 'properties' | 'levels'>;

/** What an architecture is read with. */
export interface Reading extends EnergySources {
  /** The numbers that the file gives names. */
  readonly variables: ReadonlyMap<string, number>;
}

/** The hardware of `arch`. What is not exact, and energies that are missing, are reported. */
export const hardwareOf = (arch: YamlView, purpose: Purpose, reading: Reading, report: Report): Hardware =>
  new Reader(purpose, reading, report).read(arch);

class Reader {
  private readonly levels: DraftLevel[] = [];
  private readonly sets: Map<string, ReadonlySet<string>>;
  private readonly values: ReadonlyMap<string, number>;
  private readonly bounds: UseBound[] = [];
  private models: ComponentModels | undefined;
  /** Cycles per second; a nanosecond each where no unit that computes says how often it does. */
  private clock = 1e9;

  constructor(
    private readonly purpose: Purpose,
    private readonly reading: Reading,
    private readonly report: Report,
  ) {
    this.sets = new Map(NAMED.map(([name, operands]) => [name, new Set<string>(operands)]));
    this.values = new Map([
      ...reading.variables,
      ...OPERANDS.flatMap((each): [string, number][] => [
        [ALIAS[each], 1],
        [`${ALIAS[each]}.bits_per_value`, purpose.bits[each]],
      ]),
    ]);
  }

  read(arch: YamlView): Hardware {
    this.models = new ComponentModels(arch.get('extra_attributes_for_all_component_models'), this.values, this.report);
    const nodes = this.flat(arch.get('nodes')?.items ?? [], 0).filter((node) => {
      const enabled = this.isEnabled(node);
      // Docs say that others are left out.
      if (!enabled) node.dismiss();
      return enabled;
    });
    const computes = nodes.filter(({ tag }) => tag === '!Compute');
    const compute = computes.at(-1);
    if (!compute || !nodes.some(({ tag }) => tag === '!Memory')) {
      const what = compute ? '`!Memory`' : '`!Compute` for products of two tensors';
      this.report.add('ffarch/import-incomplete', { what, remedy: 'Add a node for it.' }, arch.place);
      return { properties: [], levels: [] };
    }
    for (const other of computes.slice(0, -1)) {
      this.lost(nameOf(other), `all that computes here is \`${nameOf(compute)}\``, other.place);
      other.dismiss();
    }
    const first = nodes.findIndex(({ tag }) => tag === '!Memory');
    for (const node of nodes.slice(0, first))
      for (const spatial of node.get('spatial')?.items ?? []) this.withoutMemory(spatial, nameOf(node));
    const last = nodes.indexOf(compute);
    for (const node of nodes.slice(last + 1)) {
      this.lost(
        nameOf(node),
        `it stands inside of \`${nameOf(compute)}\`, which computes, and no word comes there`,
        node.place,
      );
      node.dismiss();
    }
    const said = this.clockOf(compute);
    this.clock = said?.hertz ?? this.clock;
    for (const [at, node] of nodes.slice(0, last + 1).entries()) {
      if (node.tag === '!Compute' && node !== compute) continue;
      if (at >= first) this.fanouts(node, at === first);
      if (node.tag === '!Memory') this.memory(node);
      else if (node.tag === '!Compute') this.compute(node);
      else if (CONTAINERS.has(node.tag)) nameOf(node);
      else {
        this.lost(`${node.tag} ${nameOf(node)}`, 'energy and cycles come out too low by what it takes', node.place);
        node.dismiss();
      }
    }
    this.boundUse();
    for (const { name } of this.levels) this.report.part('level', name);
    const clock = said ? clockProperty(said.hertz, said.place) : [];
    return { properties: [...clock, ...this.models.properties], levels: this.levels };
  }

  private lost(construct: string, effect: string, place: Place): void {
    this.report.add('ffarch/import-lost', { construct, effect }, place);
  }

  private approximated(construct: string, how: string, errs: string, place: Place, level: string): void {
    this.report.add('ffarch/import-approximated', { construct, how, errs }, place, ['level', level]);
  }

  /** Nodes in nested lists are levels like others; branches are not. */
  private flat(nodes: readonly YamlView[], depth: number): YamlView[] {
    return nodes.flatMap((node) => {
      const inner = node.get('nodes');
      if (!inner || depth > 32) return [node];
      if (node.tag === '!Hierarchical' || node.tag === '') return this.flat(inner.items, depth + 1);
      this.lost(node.tag, 'levels are in one line here, and it is a branch', node.place);
      node.dismiss();
      return [];
    });
  }

  private isEnabled(node: YamlView): boolean {
    const text = node.get('enabled')?.text;
    if (text === undefined) return true;
    if (/^(true|false)$/i.test(text)) return /^true$/i.test(text);
    return (numberOf(this.counted(text), this.values) ?? 1) !== 0;
  }

  /** An expression with the sizes of sets of tensors, `len(All)`, as numbers. */
  private counted(text: string): string {
    return text.replace(/len\(([^()]*)\)/g, (all, set) => String(tensorsOf(set, this.sets)?.size ?? all));
  }

  /** What the units that compute do in a second; undefined where they do not say it. */
  private clockOf(compute: YamlView): { readonly hertz: number; readonly place: Place } | undefined {
    const throughput = argumentOf(actionOf(compute, 'compute'), 'throughput');
    const latency = attributeOf(compute, 'total_latency');
    const seconds = latency?.text === undefined ? undefined : numberOf(latency.text, new Map([['compute_actions', 1]]));
    const hertz = this.rateOf(actionOf(compute, 'compute')) ?? (seconds ? 1 / seconds : undefined);
    const place = (throughput ?? argumentOf(actionOf(compute, 'compute'), 'latency') ?? latency)?.place;
    if (place && hertz !== undefined && Number.isFinite(hertz) && hertz > 0) return { hertz, place };
    const how = 'it says no finite `throughput`, which is taken for the clock, so a cycle is a nanosecond';
    this.approximated(nameOf(compute), how, 'Bandwidths per cycle follow', compute.place, nameOf(compute));
    return undefined;
  }

  /** How often an action happens in a second: its throughput, else what its latency leaves time for. */
  private rateOf(action: YamlView | undefined): number | undefined {
    const [rate, latency] = [this.number(argumentOf(action, 'throughput')), this.number(argumentOf(action, 'latency'))];
    return rate ?? (latency ? 1 / latency : undefined);
  }

  private number(value: YamlView | undefined): number | undefined {
    const number = value?.text === undefined ? undefined : numberOf(value.text, this.values);
    return number !== undefined && number >= 0 ? number : undefined;
  }

  /** A set of tensors by operands; undefined where none is given. */
  private tensors(value: YamlView | undefined, level: string): ReadonlySet<string> | undefined {
    if (value?.text === undefined) return undefined;
    const tensors = tensorsOf(value.text, this.sets);
    if (!tensors)
      this.approximated(
        value.text,
        'no set of tensors is known by it, and it is all of them',
        'More may be kept or shared than there',
        value.place,
        level,
      );
    return tensors ?? new Set<string>(OPERANDS);
  }

  /** The fanouts around a node. */
  private fanouts(node: YamlView, isOutermost: boolean): void {
    for (const spatial of node.get('spatial')?.items ?? []) {
      if (isOutermost) {
        this.withoutMemory(spatial, nameOf(node));
        continue;
      }
      const mesh = this.number(spatial.get('fanout'));
      const name = this.free(spatial.get('name')?.text ?? `${nameOf(node)}_fanout`);
      if (mesh === undefined || !Number.isSafeInteger(mesh) || mesh < 1) {
        const found = spatial.get('fanout')?.text ?? 'missing';
        const params = { what: `fanout of ${name}`, found, expected: 'a positive whole number' };
        this.report.add('ffarch/import-value', params, spatial.place);
      } else if (mesh > 1) this.fanout(spatial, name, mesh);
    }
  }

  private fanout(spatial: YamlView, name: string, mesh: number): void {
    const { dimensions, indices } = this.purpose;
    const reused = this.tensors(attributeOf(spatial, 'reuse'), name) ?? new Set<string>();
    const moved = new Set(OPERANDS.filter((each) => reused.has(each)).flatMap((each) => indices[each]));
    const over = dimensions.filter((dimension) => !moved.has(dimension));
    const properties: DraftProperty[] = [];
    const mayReuse = spatial.get('may_reuse');
    const shared = this.tensors(mayReuse, name);
    const inputs = OPERANDS.filter((each) => each !== 'Out');
    const alone = inputs.filter((each) => shared && !shared.has(each));
    if (alone.length > 0) {
      const of = alone.length === inputs.length ? '' : ` for ${alone.join(', ')}`;
      properties.push(said('multicast', `none${of}`, mayReuse));
    }
    if (shared && !shared.has('Out')) properties.push(said('reduction', 'none', mayReuse));
    // Where all dimensions move what is to be reused, one instance works.
    const [any = ''] = dimensions;
    if (over.length === 0) properties.push(said('factors', `${any} = 1`, attributeOf(spatial, 'reuse')));
    const from = spatial.place;
    const least = attributeOf(spatial, 'min_usage');
    const share = this.shareOf(least, name);
    if (least && share !== undefined && share > 0 && over.length > 0)
      this.bounds.push({ level: name, mesh, over, share, properties, from: least });
    this.levels.push({ kind: 'fanout', name, mesh, over: over.length > 0 ? over : [any], properties, from });
  }

  /** The share of instances that a mapping is to use, as far as it is a number of at most 1. */
  private shareOf(least: YamlView | undefined, name: string): number | undefined {
    if (least?.text === undefined) return undefined;
    const share = numberOf(this.counted(least.text), this.values);
    if (share !== undefined && share >= 0 && share <= 1) return share;
    this.lost(`min_usage of ${name}`, `${least.text} is not a share of its instances`, least.place);
    return undefined;
  }

  /** Bounds how much is used from below, where all layers can use so much; AccelForge takes what uses the most where one cannot. */
  private boundUse(): void {
    const unable = this.purpose.layers.find(({ sizes }) => !canUse(sizes, this.bounds));
    for (const { level, share, properties, from } of this.bounds)
      if (!unable) properties.push(said('use', `>= ${figure(share)}`, from));
      else
        this.approximated(
          'min_usage',
          `mappings may use less than ${figure(share)} of \`${level}\`, as \`${unable.name}\` cannot use as much of all`,
          'The best mapping may differ',
          from.place,
          level,
        );
  }

  /** Instances outside of the first memory, which have no words in common. */
  private withoutMemory(spatial: YamlView, node: string): void {
    const mesh = this.number(spatial.get('fanout')) ?? 1;
    if (mesh > 1)
      this.lost(
        spatial.get('name')?.text ?? `fanout of ${node}`,
        `no memory is outside of its ${figure(mesh)} instances, from which their words could come`,
        spatial.place,
      );
    spatial.dismiss();
  }

  private free(name: string): string {
    const taken = (candidate: string) => this.levels.some((level) => level.name === candidate);
    for (let at = 1; ; at++) {
      const candidate = at === 1 ? name : `${name}_${at}`;
      if (!taken(candidate)) return candidate;
    }
  }

  private memory(node: YamlView): void {
    const name = this.free(nameOf(node));
    const outermost = !this.levels.some(({ kind }) => kind === 'memory');
    const tensors = node.get('tensors');
    const keep = this.tensors(tensors?.get('keep'), name);
    const mayKeep = this.tensors(tensors?.get('may_keep'), name) ?? new Set<string>(keep ? [] : OPERANDS);
    const kept = OPERANDS.filter((each) => keep?.has(each) || (outermost && mayKeep.has(each)));
    const optional = OPERANDS.filter((each) => mayKeep.has(each) && !kept.includes(each));
    const stored = [...kept, ...optional];
    this.sets.set(nameOf(node), new Set(kept));
    if (stored.length === 0) {
      this.lost(name, 'it keeps no tensor of these einsums', node.place);
      return;
    }
    const scale = node.get('bits_per_value_scale');
    const wide = node.get('attributes')?.get('_datawidth');
    const width = this.number(wide);
    if (wide && width === undefined) {
      this.lost('_datawidth', `it is not one number for all tensors of \`${name}\``, wide.place);
      wide.dismiss();
    }
    const bits = (each: OperandName) =>
      (width ?? this.purpose.bits[each]) * (this.number(scale?.get(ALIAS[each]) ?? scale?.get('All')) ?? 1);
    const size = this.sizeOf(node);
    const energy = this.energyOf(node, name, stored.map(bits), size, outermost);
    if (size === undefined)
      this.approximated(
        'size',
        `no number is known for that of \`${name}\`, so it is unbounded`,
        'More fits than there',
        (attributeOf(node, 'size') ?? node).place,
        name,
      );
    const bounded = size !== undefined && size <= Number.MAX_SAFE_INTEGER;
    const needed = stored.reduce((sum, each) => sum + (kept.includes(each) ? bits(each) : 0), 0);
    const least = Math.max(1, needed);
    if (bounded && size < least)
      this.approximated(
        'size',
        `it holds ${inUnit(figure(size), 'bits')}, which are not one value of each of its tensors, and has ${least} here`,
        'Mappings are legal that AccelForge refuses',
        (attributeOf(node, 'size') ?? node).place,
        name,
      );
    const bypass = OPERANDS.filter((each) => !stored.includes(each));
    this.levels.push({
      kind: 'memory',
      name,
      properties: [
        said('size', bounded ? `${figure(Math.max(size, least))} b` : 'unbounded', attributeOf(node, 'size')),
        said('bits', stored.map((each) => `${each} ${bits(each)}`).join(', ')),
        ...energy,
        said('bandwidth', this.bandwidthOf(node, name)),
        ...(bypass.length > 0 ? [said('bypass', bypass.join(', '), tensors)] : []),
        ...(optional.length > 0 ? [said('mayBypass', optional.join(', '), tensors)] : []),
        ...this.silicon(node).filter(({ name }) => !energy.some((other) => other.name === name)),
      ],
      from: (node.get('name') ?? node).place,
    });
  }

  /** Energies are for as many bits as an action says, one where it says nothing. */
  private energyOf(
    node: YamlView,
    level: string,
    widths: readonly number[],
    size: number | undefined,
    isOutermost: boolean,
  ): DraftProperty[] {
    const [read, write] = [actionOf(node, 'read'), actionOf(node, 'write')];
    const [reads, writes] = ['read', 'write'].map((action) => this.energyFor(node, action));
    const rows = { bits: this.bitsOf(read), size: size ?? Number.POSITIVE_INFINITY, isOutermost };
    const widest = Math.max(...widths);
    const tabled = accessesOf(this.reading.ert, nameOf(node));
    if (tabled) {
      const row = this.models?.rowOf(node, rows, widest) ?? rows.bits;
      return [said('wordBits', String(row)), ...accessProperties(tabled, ' per wordline')];
    }
    if (reads === undefined || writes === undefined) {
      if (isDummy(node)) return [said('energy', '0 pJ', node.get('component_class'))];
      if (this.reading.estimate) return this.models?.memory(node, level, rows, widest) ?? [];
      const action = reads === undefined ? 'reads' : 'writes';
      this.lacksEnergy(node, action);
      return [];
    }
    const { bits } = rows;
    const [width = 1] = widths;
    // Words that are alike have an energy each; others share rows, or take several of one bit.
    const perWord = bits === 1 && widths.every((each) => each === width);
    const words = perWord ? width : 1;
    const readEnergy = picojoules(reads * words);
    const writeEnergy = picojoules(((writes * bits) / this.bitsOf(write)) * words);
    const both = readEnergy === writeEnergy ? `${readEnergy} pJ` : `read ${readEnergy} pJ, write ${writeEnergy} pJ`;
    const from = node.get('actions');
    return perWord
      ? [said('energy', both, from)]
      : [said('wordBits', String(bits)), said('energy', `${both} per wordline`, from)];
  }

  /** Bits, which may follow from other attributes of the node. */
  private sizeOf(node: YamlView): number | undefined {
    const own = modelAttributes(node).flatMap(({ key, value }): [string, number][] => {
      const number = this.number(value);
      return number === undefined ? [] : [[key, number]];
    });
    const text = attributeOf(node, 'size')?.text;
    const size = text === undefined ? undefined : numberOf(text, new Map([...this.values, ...own]));
    return size !== undefined && size >= 0 ? size : undefined;
  }

  /** Joules of an action, which older files may say of all at once. */
  private energyFor(node: YamlView, action: string): number | undefined {
    return this.number(argumentOf(actionOf(node, action), 'energy')) ?? this.number(attributeOf(node, 'energy'));
  }

  private bitsOf(action: YamlView | undefined): number {
    const bits = this.number(argumentOf(action, 'bits_per_action'));
    return bits !== undefined && Number.isSafeInteger(bits) && bits >= 1 ? bits : 1;
  }

  /** Bits per cycle: reads and writes add up unless the latency says that they overlap. */
  private bandwidthOf(node: YamlView, name: string): string {
    const latency = attributeOf(node, 'total_latency');
    const seconds = (reads: number, writes: number): number | undefined => {
      const values: [string, number][] = [
        ['read_actions', reads],
        ['write_actions', writes],
      ];
      return latency?.text === undefined ? undefined : numberOf(latency.text, new Map(values));
    };
    const perCycle = (action: YamlView | undefined, time: number | undefined): number => {
      const rate = this.rateOf(action) ?? Number.POSITIVE_INFINITY;
      const perSecond = time ? 1 / time : rate;
      return (perSecond * this.bitsOf(action)) / this.clock;
    };
    const [readTime, writeTime, bothTime] = [seconds(1, 0), seconds(0, 1), seconds(1, 1)];
    const reads = perCycle(actionOf(node, 'read'), readTime);
    const writes = perCycle(actionOf(node, 'write'), writeTime);
    if (!(Number.isFinite(reads) || Number.isFinite(writes))) {
      const isSaid = ['read', 'write'].some((action) => {
        const own = actionOf(node, action);
        return argumentOf(own, 'throughput') ?? argumentOf(own, 'latency');
      });
      if (node.get('component_class') && !isDummy(node) && !isSaid && !latency)
        this.approximated(
          'component_class',
          'how long its actions take is left to a model of AccelForge, and they take no time here',
          'Cycles may come out too low',
          node.placeOf('component_class'),
          name,
        );
      return 'unbounded';
    }
    const ports = node.get('separate_read_write_ports')?.boolean === true;
    const known = readTime !== undefined && writeTime !== undefined && bothTime !== undefined;
    const separate =
      ports || (known ? bothTime < readTime + writeTime : /\bmax\s*\(.*\bfor\b/.test(latency?.text ?? ''));
    if (latency && !known && !separate)
      this.approximated(
        'total_latency',
        'reads and writes follow each other, at the throughput of their actions',
        'Cycles may come out too high',
        latency.place,
        name,
      );
    const finite = Number.isFinite(reads) && Number.isFinite(writes);
    if (separate && finite) return `read ${figure(reads)} b, write ${figure(writes)} b`;
    if (reads !== writes)
      this.approximated(
        'throughput',
        'reads and writes share the lower rate of both',
        'Cycles may come out too high',
        node.place,
        name,
      );
    return `shared ${figure(Math.min(reads, writes))} b`;
  }

  /** Leakage in pJ per cycle, and area. */
  private silicon(node: YamlView): DraftProperty[] {
    const [power, area] = [attributeOf(node, 'leak_power'), attributeOf(node, 'area')];
    const [watts, squareMetres] = [this.number(power), this.number(area)];
    return [
      ...(watts ? [said('leakage', `${picojoules(watts / this.clock)} pJ`, power)] : []),
      ...(squareMetres ? [said('area', `${figure(squareMetres * 1e12)} um2`, area)] : []),
    ];
  }

  private compute(node: YamlView): void {
    const action = actionOf(node, 'compute');
    const energy = this.energyFor(node, 'compute');
    const tabled = computeEnergy(this.reading.ert.get(nameOf(node)));
    const from = (node.get('name') ?? node).place;
    const name = this.free(nameOf(node));
    const { W, In, Out } = this.purpose.bits;
    const costs = (): DraftProperty[] => {
      if (tabled) return [{ name: 'energy', value: `${figure(tabled.value)} pJ`, from: tabled.from }];
      if (energy !== undefined) return [said('energy', `${picojoules(energy)} pJ`, action)];
      if (isDummy(node)) return [said('energy', '0 pJ', node.get('component_class'))];
      if (this.reading.estimate) return this.models?.compute(node, name, Math.max(W, In), Out) ?? [];
      this.lacksEnergy(node, '`compute`');
      return [];
    };
    this.levels.push({ kind: 'compute', name, properties: [...costs(), ...this.silicon(node)], from });
  }

  private lacksEnergy(node: YamlView, action: string): void {
    const level = nameOf(node);
    reportNoEnergy(this.reading.ert, { level, action }, (node.get('name') ?? node).place, this.report);
  }
}

const said = (name: string, value: string, from?: YamlView): DraftProperty => ({
  name,
  value,
  from: from?.place ?? null,
});

const nameOf = (node: YamlView): string => node.get('name')?.text ?? (node.tag.slice(1) || 'node');

/** An action by its name, from a list or a map of actions. */
function actionOf(node: YamlView, name: string): YamlView | undefined {
  const actions = node.get('actions');
  return actions?.items.find((each) => each.get('name')?.text === name) ?? actions?.get(name);
}

/** A number without the noise of its last digits. */
const figure = (value: number): string => String(Number(value.toPrecision(12)));
const picojoules = (joules: number): string => figure(joules * 1e12);
