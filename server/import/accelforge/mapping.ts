import { number, plural } from '../../../language/figures.js';
import type { DraftLevel, DraftMappingLevel } from '../draft.js';
import { operandWords } from '../kernels/roles.js';
import type { Place } from '../source-file.js';
import type { YamlView } from '../yaml/view.js';
import { numberOf } from './expression.js';
import type { OperandName } from './levels.js';
import type { MappedEinsum } from './workload.js';

/** A mapping of one einsum: the nodes around it and those of its own, outermost first. */
export interface MappedNest {
  readonly einsum: string;
  readonly nodes: readonly YamlView[];
  readonly place: Place;
}

/** Why a mapping is lost: where, and as the rest of a sentence. */
export interface LostMapping {
  readonly place: Place;
  readonly reason: string;
}

/** The nests of a mapping, one for each einsum. Those that follow each other share what is stored before them, and no loops. */
export function nestsOf(mapping: YamlView): readonly (MappedNest | LostMapping)[] {
  return split(mapping.get('nodes')?.items ?? [], [], mapping.place, 0);
}

function split(
  nodes: readonly YamlView[],
  before: readonly YamlView[],
  place: Place,
  depth: number,
): readonly (MappedNest | LostMapping)[] {
  const around = [...before];
  for (const node of nodes) {
    if (node.tag === '!Compute') {
      const einsum = node.get('einsum')?.text;
      return einsum === undefined
        ? [{ place: node.place, reason: '`!Compute` names no einsum' }]
        : [{ einsum, nodes: around, place: node.place }];
    }
    const inner = node.get('nodes')?.items;
    if (!inner) {
      around.push(node);
      continue;
    }
    if (depth > MOST_DEPTH) return [{ place: node.place, reason: `its nodes are more than ${MOST_DEPTH} deep` }];
    if (node.tag === '!Nested') return split(inner, around, node.place, depth + 1);
    if (node.tag !== '!Sequential')
      return [{ place: node.place, reason: `\`${node.tag}\` has no counterpart, as layers run one after the other` }];
    const loop = around.find(({ tag }) => LOOPS.has(tag));
    if (loop)
      return [{ place: loop.place, reason: 'its einsums are fused in a loop, and layers are mapped one by one' }];
    return inner.flatMap((branch) => split([branch], around, branch.place, depth + 1));
  }
  return [{ place, reason: 'it ends without `!Compute`' }];
}

const MOST_DEPTH = 32;

const LOOPS: ReadonlySet<string> = new Set(['!Temporal', '!Spatial']);

const OPERANDS: readonly OperandName[] = ['W', 'In', 'Out'];

/** A nest as the loops of levels of an architecture for its einsum. */
export function levelsOfNest(
  { nodes, place }: MappedNest,
  einsum: MappedEinsum,
  levels: readonly DraftLevel[],
  bits: Readonly<Record<OperandName, number>>,
): readonly DraftMappingLevel[] | LostMapping {
  const nest = new Nest(einsum, levels);
  for (const node of nodes) {
    const reason = nest.add(node);
    if (reason !== undefined) return { place: node.place, reason };
  }
  const reason = nest.unfinished() ?? nest.overfull(bits);
  return reason === undefined ? nest.mapped() : { place, reason };
}

/** A nest while it is read, from the outside in. What cannot be said is told as the rest of a sentence. */
class Nest {
  /** What is left to iterate of each variable. */
  private readonly tiles: Map<string, number>;
  private readonly loops: (readonly [dimension: string, iterations: number])[][];
  private readonly stored: Set<OperandName>[];
  /** What is first said of each level. */
  private readonly places: (Place | null)[];
  /** The memory whose loops come next. */
  private at = 0;

  constructor(
    private readonly einsum: MappedEinsum,
    private readonly given: readonly DraftLevel[],
  ) {
    this.tiles = new Map(einsum.sizes);
    this.loops = given.map(() => []);
    this.stored = given.map(() => new Set());
    this.places = given.map(() => null);
  }

  add(node: YamlView): string | undefined {
    if (node.tag === '!Storage') return this.storage(node);
    if (LOOPS.has(node.tag)) return this.loop(node);
    return `\`${node.tag}\` has no counterpart`;
  }

  private storage(node: YamlView): string | undefined {
    const component = node.get('component')?.text ?? '';
    const l = this.given.findIndex(({ kind, name }) => kind === 'memory' && name === component);
    if (l < 0) return `\`${component}\` is not a memory of the architecture`;
    const names = new Set((node.get('tensors')?.items ?? []).map(({ text }) => text));
    const operands = OPERANDS.filter((operand) => names.has(this.einsum.tensors[operand]));
    if (operands.length === 0) return undefined;
    if (l < this.at) return `it stores tensors in \`${component}\` inside of those of a memory that is inside of it`;
    if (l === this.at) {
      // What is stored so far stays in loops that do not index it, so they may as well stand outside of it.
      const own = this.loops[l] ?? [];
      const kept = [...(this.stored[l] ?? [])];
      const moved = own.find(([dimension]) => kept.some((operand) => this.indices[operand].includes(dimension)));
      if (moved)
        return `\`${component}\` stores tensors inside of its loop over \`${moved[0]}\`, and others outside of it`;
      if (own.length > 0) {
        const outside = this.given.findLastIndex(({ kind }, other) => kind === 'memory' && other < l);
        if (outside < 0) return `nothing is stored outside of its loop over \`${own[0]?.[0]}\``;
        this.loops[outside]?.push(...own);
        this.loops[l] = [];
      }
    }
    this.at = l;
    this.places[l] ??= node.place;
    for (const operand of operands) this.stored[l]?.add(operand);
    return undefined;
  }

  private get indices(): Readonly<Record<OperandName, readonly string[]>> {
    return this.einsum.written.spelling.indices;
  }

  private loop(node: YamlView): string | undefined {
    const variable = node.get('rank_variable')?.text ?? '';
    const pattern = node.get('tile_pattern');
    const shape = node.get('tile_shape')?.text ?? pattern?.get('tile_shape')?.text ?? pattern?.text;
    const tile = shape === undefined ? undefined : numberOf(shape);
    const whole = this.tiles.get(variable);
    if (whole === undefined) return `\`${variable}\` is not a variable of its einsum`;
    if (tile === undefined) return `a loop over \`${variable}\` says no \`tile_shape\``;
    if (!Number.isSafeInteger(tile) || tile < 1 || whole % tile !== 0)
      return `tiles of ${number(tile)} do not divide the ${number(whole)} of \`${variable}\``;
    this.tiles.set(variable, tile);
    const iterations = whole / tile;
    if (iterations === 1) return undefined;
    const dimension = this.einsum.written.names.get(variable) ?? variable;
    if (node.tag === '!Temporal') {
      this.iterate(this.at, dimension, iterations);
      return undefined;
    }
    const name = node.get('name')?.text ?? `${node.get('component')?.text}_fanout`;
    const l = this.given.findIndex(({ kind, name: other }) => kind === 'fanout' && other === name);
    const fanout = this.given[l];
    if (!fanout) return `\`${name}\` is not a fanout of the architecture`;
    if (!fanout.over?.includes(dimension))
      return `\`${name}\` cannot unroll \`${variable}\`, as it reuses what that moves`;
    this.iterate(l, dimension, iterations);
    this.places[l] ??= node.place;
    const used = (this.loops[l] ?? []).reduce((product, [, n]) => product * n, 1);
    const mesh = fanout.mesh ?? 1;
    return used > mesh
      ? `it unrolls ${number(used)} times over the ${plural(mesh, 'instance')} of \`${name}\``
      : undefined;
  }

  /** Adds a loop inside of those of a level; of neighbours over one dimension, one is made. */
  private iterate(l: number, dimension: string, iterations: number): void {
    const own = this.loops[l] ?? [];
    const last = own.at(-1);
    if (last?.[0] === dimension) own[own.length - 1] = [dimension, last[1] * iterations];
    else own.push([dimension, iterations]);
  }

  /** What the nest leaves open, or says in a way that levels cannot. */
  unfinished(): string | undefined {
    for (const [variable, tile] of this.tiles)
      if (tile > 1) return `it ends with tiles of ${number(tile)} of \`${variable}\``;
    for (const [l, level] of this.given.entries()) {
      const own = this.loops[l] ?? [];
      const twice = own.find(([dimension], at) => own.findIndex(([other]) => other === dimension) !== at);
      if (twice) return `\`${level.name}\` has two loops over \`${twice[0]}\` with others between`;
      if (level.kind !== 'memory') continue;
      const kept = this.stored[l] ?? new Set();
      const [bypassed, open] = [operandsIn(level, 'bypass'), operandsIn(level, 'mayBypass')];
      const wrong = OPERANDS.find((each) =>
        kept.has(each) ? bypassed.has(each) : !bypassed.has(each) && !open.has(each),
      );
      if (wrong)
        return `\`${level.name}\` ${kept.has(wrong) ? 'does not keep' : 'keeps'} \`${this.einsum.tensors[wrong]}\` in the architecture`;
    }
    return undefined;
  }

  /** Whether the tiles of a memory are larger than it. */
  overfull(bits: Readonly<Record<OperandName, number>>): string | undefined {
    const tile = new Map<string, number>();
    for (const [l, level] of [...this.given.entries()].reverse()) {
      for (const [dimension, n] of this.loops[l] ?? []) tile.set(dimension, (tile.get(dimension) ?? 1) * n);
      const size = Number.parseFloat(level.properties.find(({ name }) => name === 'size')?.value ?? '');
      const kept = [...(this.stored[l] ?? [])];
      const held = kept.reduce(
        (sum, operand) => sum + operandWords(this.einsum.written.spelling, operand, tile) * bits[operand],
        0,
      );
      if (held > size) return `its tiles in \`${level.name}\` have ${number(held)} bits, and it holds ${number(size)}`;
    }
    return undefined;
  }

  mapped(): DraftMappingLevel[] {
    return this.given.flatMap((level, l) => {
      if (level.kind !== 'memory' && level.kind !== 'fanout') return [];
      const open = operandsIn(level, 'mayBypass');
      const bypass = OPERANDS.filter((each) => open.has(each) && !this.stored[l]?.has(each));
      return [{ level: level.name, loops: this.loops[l] ?? [], bypass, from: this.places[l] ?? null }];
    });
  }
}

const operandsIn = ({ properties }: DraftLevel, property: string): ReadonlySet<string> =>
  new Set((properties.find(({ name }) => name === property)?.value ?? '').split(', '));
