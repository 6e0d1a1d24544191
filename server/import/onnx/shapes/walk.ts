import { number } from '../../../../language/figures.js';
import { Fault } from '../../fault.js';
import {
  type Attribute,
  type Dimension,
  type Graph,
  type Model,
  type Node,
  operatorKey,
  type ValueInfo,
} from '../graph.js';
import { MOST_DEPTH } from '../read/graph.js';
import { bind } from './bind.js';
import { Call } from './call.js';
import { constantOf } from './constants.js';
import { elementType } from './element-type.js';
import { ruleOf } from './operators.js';
import { inOrder, titleOf } from './order.js';
import { Scope } from './scope.js';
import { type Sizes, sizeOf } from './sizes.js';
import { isKnown, type Shape, type Step, type Value } from './value.js';

/** What had to be assumed of a node, because the file does not say it. */
export interface Assumption {
  readonly operator: string;
  /** The node. */
  readonly node: string;
  /** A sentence without its subject: `is not known; its result was taken to have the shape of its first input`. */
  readonly text: string;
}

/** All that the graph runs, in order, with the shapes of what each node reads and gives. */
export interface Run {
  readonly steps: readonly Step[];
  readonly assumptions: readonly Assumption[];
}

/** The most nodes that run, and the most names that they read and give, those of functions counted each time: functions that call functions could make it endless. */
const MOST_NODES = 2 ** 18;
const MOST_NAMES = 2 ** 22;

/** Tensors of more axes are taken for unknown; those of real models have eight at most. */
const MOST_RANK = 64;

/** The most constants that are kept, over all nodes. */
const MOST_CONSTANTS = 2 ** 21;

/** What is around the nodes that run. */
interface Surroundings {
  readonly scope: Scope;
  /** What the file says of values. */
  readonly infos: ReadonlyMap<string, ValueInfo>;
  /** Names of the functions and graphs around, before titles. */
  readonly path: string;
  readonly depth: number;
  readonly repeat: number;
  /** The attributes of the function around, by name. */
  readonly bound: ReadonlyMap<string, Attribute>;
}

/** Runs a model on shapes alone. */
export function walk(model: Model, sizes: Sizes): Run | Fault {
  const walker = new Walker(model, sizes);
  const { graph } = model;
  const scope = new Scope();
  for (const info of graph.inputs) scope.set(walker.described(info));
  const fault = walker.graph(graph, { scope, infos: graph.values, path: '', depth: 0, repeat: 1, bound: new Map() });
  return fault ?? walker;
}

class Walker implements Run {
  readonly steps: Step[] = [];
  readonly assumptions: Assumption[] = [];
  private ran = 0;
  private named = 0;
  private constants = 0;
  private readonly known = new Map<string, number | null>();

  constructor(
    private readonly model: Model,
    private readonly sizes: Sizes,
  ) {}

  /** What the file says of a shape, with numbers for the names that have some. */
  private said(shape: ValueInfo['shape'] | undefined): Shape | null {
    return shape?.map((size) => this.size(size)) ?? null;
  }

  private size(dimension: Dimension): number | null {
    if (typeof dimension !== 'string') return dimension;
    let size = this.known.get(dimension);
    if (size === undefined) {
      size = sizeOf(dimension, this.sizes);
      this.known.set(dimension, size);
    }
    return size;
  }

  /** A value of which only the file's word is known. */
  described({ name, type, shape }: ValueInfo): Value {
    return { name, type, shape: this.said(shape), constant: null, weight: false, producer: null, origin: null };
  }

  /** Runs the nodes of a graph, whose inputs are in scope. */
  graph({ initializers, nodes }: Graph, surroundings: Surroundings): Fault | null {
    this.named += initializers.size;
    for (const { name, type, dims, values } of initializers.values()) {
      surroundings.scope.set({
        name,
        type,
        shape: limited(dims),
        constant: values,
        weight: true,
        producer: null,
        origin: null,
      });
    }
    return this.nodes(nodes, surroundings);
  }

  private nodes(nodes: readonly Node[], surroundings: Surroundings): Fault | null {
    const ordered = inOrder(nodes);
    if (ordered instanceof Fault) return ordered;
    for (const node of ordered) {
      const fault = this.node(bind(node, surroundings.bound), surroundings);
      if (fault) return fault;
    }
    return null;
  }

  private node(node: Node, surroundings: Surroundings): Fault | null {
    const { scope, depth } = surroundings;
    const inputs = node.inputs.map((name) => (name === '' ? null : (scope.get(name) ?? unknown(name))));
    const operator = operatorKey(node.domain, node.operator);
    const called = this.model.functions.get(operator);
    const nested =
      called !== undefined || node.operator === 'If' || node.operator === 'Loop' || node.operator === 'Scan';
    if (nested && depth >= MOST_DEPTH) {
      const where = `Functions and graphs are nested more than ${MOST_DEPTH} deep at ${operator} \`${titleOf(node)}\``;
      return new Fault(
        'too-deep',
        `${where}, which is the most that is followed.`,
        'Export the model with its functions inlined.',
      );
    }
    this.ran += 1;
    this.named += node.inputs.length + node.outputs.length;
    if (this.ran > MOST_NODES || this.named > MOST_NAMES) {
      const most = `The model runs more than ${number(MOST_NODES)} nodes with ${number(MOST_NAMES)} names, which is the most that is followed.`;
      return new Fault('too-large', most, 'Export a part of it.');
    }
    if (called) return this.call(node, inputs, surroundings);
    if (operator === 'If') return this.branch(node, inputs, surroundings);
    if (operator === 'Loop' || operator === 'Scan') return this.loop(node, inputs, surroundings);
    this.step(node, operator, inputs, surroundings);
    return null;
  }

  /** A node that does something itself. */
  private step(node: Node, operator: string, inputs: readonly (Value | null)[], surroundings: Surroundings): void {
    const { scope, infos, path, repeat } = surroundings;
    const call = new Call(node, inputs, this.model.opset);
    const rule = ruleOf(operator);
    const said = node.outputs.map((name) => this.said(infos.get(name)?.shape));
    if (!rule) this.assume(node, operator, path, said[0] !== null);
    const inferred = rule ? rule(call) : said.map(() => call.shape(0));
    const given = inputs.filter((input) => input !== null);
    const weight = given.every((input) => input.weight) && !operator.startsWith('Random');
    const step: Step = { node, operator, title: path + titleOf(node), inputs, outputs: [], repeat };
    const open = given.find((input) => !isKnown(input.shape));
    const origin = open ? open.origin : step;
    for (const [at, name] of node.outputs.entries()) {
      const shape = merged(said[at]!, inferred[at] ?? null);
      const constant = at === 0 && this.constants < MOST_CONSTANTS ? constantOf(operator, call, shape) : null;
      this.constants += constant?.length ?? 0;
      const type = elementType(operator, call) || infos.get(name)?.type || (inputs[0]?.type ?? 0);
      const value: Value = {
        name,
        type,
        shape,
        constant,
        weight,
        producer: step,
        origin: isKnown(shape) ? null : origin,
      };
      step.outputs.push(value);
      if (name !== '') scope.set(value);
    }
    this.steps.push(step);
  }

  private assume(node: Node, operator: string, path: string, said: boolean): void {
    const shape = said ? 'the shape that the file gives' : 'the shape of its first input';
    const text = `is not a known operator; its result was taken to have ${shape}, and it to multiply nothing`;
    this.assumptions.push({ operator, node: path + titleOf(node), text });
  }

  /** A function of the model, as if its nodes stood in the place of the node. */
  private call(node: Node, inputs: readonly (Value | null)[], around: Surroundings): Fault | null {
    const called = this.model.functions.get(operatorKey(node.domain, node.operator));
    if (!called) return null;
    this.named += called.inputs.length + called.outputs.length;
    const scope = new Scope();
    for (const [at, name] of called.inputs.entries()) {
      const value = inputs[at];
      if (value) scope.set(value, name);
    }
    const fault = this.nodes(called.nodes, {
      ...around,
      scope,
      infos: new Map(),
      path: `${around.path}${titleOf(node)}/`,
      depth: around.depth + 1,
      bound: node.attributes,
    });
    this.results(node, called.outputs, scope, around);
    return fault;
  }

  /** Of two branches, the one that the condition chooses; the longer one where that depends on the data. */
  private branch(node: Node, [condition]: readonly (Value | null)[], around: Surroundings): Fault | null {
    const branches = ['then_branch', 'else_branch'].map((name) => node.attributes.get(name)?.graph ?? null);
    const known = condition?.constant?.[0];
    const longer = (branches[0]?.nodes.length ?? 0) >= (branches[1]?.nodes.length ?? 0) ? 0 : 1;
    const taken = known === undefined ? longer : known ? 0 : 1;
    if (known === undefined) {
      const text = `depends on the data; its ${taken === 0 ? 'then' : 'else'} branch, the longer one, was taken to run`;
      this.assumptions.push({ operator: 'If', node: around.path + titleOf(node), text });
    }
    const graph = branches[taken];
    return graph ? this.inner(node, graph, around, { scope: new Scope(around.scope) }) : null;
  }

  /** The body of a loop, once, to be counted as often as it runs. */
  private loop(node: Node, inputs: readonly (Value | null)[], around: Surroundings): Fault | null {
    const body = node.attributes.get('body')?.graph;
    if (!body) return null;
    const scope = new Scope(around.scope);
    const scans = node.operator === 'Scan' ? (node.attributes.get('num_scan_inputs')?.integer ?? 0) : 0;
    // A Loop is given how often it runs, and whether at all; its body, which iteration it is, and that too.
    const given = node.operator === 'Scan' ? inputs : [null, null, ...inputs.slice(2)];
    for (const [at, info] of body.inputs.entries()) {
      const value = given[at] ?? null;
      const scanned = at >= body.inputs.length - scans;
      const shape = value && (scanned ? (value.shape?.slice(1) ?? null) : value.shape);
      scope.set(value ? { ...value, name: info.name, shape, constant: null } : this.described(info));
    }
    const first = inputs[inputs.length - scans]?.shape?.[0];
    const times = (node.operator === 'Scan' ? first : inputs[0]?.constant?.[0]) ?? null;
    if (times === null || !Number.isInteger(times)) {
      const text = 'runs as often as the data says; it was taken to run once';
      this.assumptions.push({ operator: node.operator, node: around.path + titleOf(node), text });
    }
    return this.inner(node, body, around, {
      scope,
      repeat: around.repeat * (Number.isInteger(times) ? Math.max(1, times ?? 1) : 1),
    });
  }

  /** A graph inside a node, whose results become those of the node. */
  private inner(node: Node, graph: Graph, around: Surroundings, own: { scope: Scope; repeat?: number }): Fault | null {
    const path = `${around.path}${titleOf(node)}/`;
    const fault = this.graph(graph, { ...around, ...own, infos: graph.values, path, depth: around.depth + 1 });
    const outputs = graph.outputs.map(({ name }) => name);
    this.results(node, node.operator === 'Loop' ? outputs.slice(1) : outputs, own.scope, around);
    return fault;
  }

  private results(node: Node, names: readonly string[], inside: Scope, { scope, infos }: Surroundings): void {
    for (const [at, name] of node.outputs.entries()) {
      if (name === '') continue;
      const result = inside.get(names[at] ?? '') ?? unknown(name);
      const said = this.said(infos.get(name)?.shape);
      // The same object where the file adds nothing, so nodes inside and outside read the same value.
      scope.set(said && !isKnown(result.shape) ? { ...result, shape: merged(said, result.shape) } : result, name);
    }
  }
}

const unknown = (name: string): Value => ({
  name,
  type: 0,
  shape: null,
  constant: null,
  weight: false,
  producer: null,
  origin: null,
});

/** What the file says comes first; it may leave sizes open. */
function merged(said: Shape | null, inferred: Shape | null): Shape | null {
  if (!said || !inferred) return limited(said ?? inferred);
  if (said.length !== inferred.length) return limited(said.includes(null) ? inferred : said);
  return limited(said.map((size, axis) => size ?? inferred[axis] ?? null));
}

/** A shape of which all sizes make sense; others come of attributes and constants that do not, and are taken for unknown. */
const limited = (shape: Shape | null): Shape | null =>
  shape && shape.length <= MOST_RANK
    ? shape.map((size) => (size !== null && Number.isInteger(size) && size >= 0 ? size : null))
    : null;
