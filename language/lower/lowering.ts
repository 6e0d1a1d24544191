import type { AstNode, LangiumDocument } from 'langium';
import type { Architecture } from '../domain/architecture.js';
import type { Coupling } from '../domain/coupling.js';
import type { NamedMapping } from '../domain/mapping.js';
import type { Network, Workload } from '../domain/workload.js';
import * as ast from '../generated/ast.js';
import { lowerArchitecture } from './architecture.js';
import { lowerConstant } from './constant.js';
import { lowerCoupling } from './coupling.js';
import { type LoweredDocument, lowerDocument } from './document.js';
import type { Lowerings } from './lowerings.js';
import { lowerMapping } from './mapping.js';
import { lowerNetwork } from './network.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import type { Rational } from './rational.js';
import { follow, layersOwner } from './resolve.js';
import { type Values, valuesOf } from './values.js';
import { lowerWorkload } from './workload.js';

/** Where what has been lowered is kept, by node. */
export interface LoweredNodes {
  get(node: AstNode): unknown;
  set(node: AstNode, lowered: unknown): unknown;
}

/**
 * From syntax trees to plain data. Each node is lowered once, so what refers to the same declaration gets the same
 * object. One lowering serves as long as no document changes; then a new one starts.
 */
export class Lowering implements Lowerings {
  private readonly documents = new Map<LangiumDocument, LoweredDocument>();
  /** Constants and networks that are being lowered, each needed by the one before it. */
  private readonly underway: AstNode[] = [];
  private readonly cycles = new Map<AstNode, readonly AstNode[]>();
  /** By the network that gives constants the values which are in force there. */
  private readonly inner = new Map<ast.Network, Lowering>();

  /**
   * @param done may know what nodes have been lowered to before, if it is still true of them
   * @param tables the energy tables that properties name
   * @param values of constants that a network gives others; what cannot depend on them is lowered by `outer`
   */
  constructor(
    private readonly done: LoweredNodes = new Map(),
    readonly tables: Lowerings['tables'] = () => undefined,
    private readonly values: Values = new Map(),
    private readonly outer?: Lowering,
  ) {}

  get usual(): Lowering {
    return this.outer ?? this;
  }

  /** The same with other values of constants in sizes, strides and repeat counts. */
  with(values: Values): Lowering {
    return new Lowering(new Map(), this.tables, new Map([...this.values, ...values]), this.usual);
  }

  coupling(node: ast.Coupling): Lowered<Coupling> {
    if (this.outer) return this.outer.coupling(node);
    return this.once(node, () => lowerCoupling(node, this));
  }

  architecture(node: ast.Architecture): Lowered<Architecture> {
    if (this.outer) return this.outer.architecture(node);
    return this.once(node, () => lowerArchitecture(node, this));
  }

  workload(node: ast.Workload | ast.InlineLayer): Lowered<Workload> {
    return this.once(node, () => lowerWorkload(node, this));
  }

  network(node: ast.Network): Lowered<Network> {
    return this.acyclic(node, (cycle) => lowerNetwork(node, this, cycle));
  }

  named(reference: ast.WorkloadReference | undefined): Lowered<Workload> | undefined {
    const found = follow(reference, this);
    return ast.isNetwork(found?.node) ? undefined : found?.lowering.workload(found.node);
  }

  within(network: ast.Network | undefined): Lowering {
    const owner = network && layersOwner(network);
    if (!owner || owner === network) return this;
    const known = this.inner.get(network);
    if (known) return known;
    const own = this.with(valuesOf(network, new Problems(), this));
    const inner = own.within(network.base?.ref);
    this.inner.set(network, inner);
    return inner;
  }

  mapping(node: ast.Mapping): Lowered<NamedMapping> {
    return this.once(node, () => lowerMapping(node, this));
  }

  constant(node: ast.Constant): Lowered<Rational> {
    return this.values.get(node) ?? this.acyclic(node, (cycle) => lowerConstant(node, this, cycle));
  }

  document(document: LangiumDocument): LoweredDocument {
    let lowered = this.documents.get(document);
    if (!lowered) {
      lowered = lowerDocument(document, this);
      this.documents.set(document, lowered);
    }
    return lowered;
  }

  /** @param lower is told, once it has looked at all that it needs, through which nodes this one leads back to itself */
  private acyclic<N extends AstNode, T>(
    node: N,
    lower: (cycle: () => readonly N[] | undefined) => Lowered<T>,
  ): Lowered<T> {
    const start = this.underway.indexOf(node);
    if (start >= 0) {
      const cycle = this.underway.slice(start);
      cycle.forEach((member, i) => {
        this.cycles.set(member, [...cycle.slice(i), ...cycle.slice(0, i)]);
      });
      return { value: undefined, problems: [], sound: false };
    }
    return this.once(node, () => {
      this.underway.push(node);
      try {
        return lower(() => this.cycles.get(node) as readonly N[] | undefined);
      } finally {
        this.underway.pop();
      }
    });
  }

  private once<T>(node: AstNode, lower: () => Lowered<T>): Lowered<T> {
    let lowered = this.done.get(node) as Lowered<T> | undefined;
    if (!lowered) {
      lowered = withinTheStack(node, lower);
      this.done.set(node, lowered);
    }
    return lowered;
  }
}

/** Expressions that are nested too deeply for the stack are the user's problem like any other, not an exception. */
function withinTheStack<T>(node: AstNode, lower: () => Lowered<T>): Lowered<T> {
  try {
    return lower();
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    const problems = new Problems();
    problems.add('ffarch/nested-too-deeply', {}, node);
    return problems.result<T>(undefined);
  }
}
