import type { AstNode, LangiumDocument } from 'langium';
import type { Architecture } from '../domain/architecture.js';
import type { Coupling } from '../domain/coupling.js';
import type { NamedMapping } from '../domain/mapping.js';
import type { Network, Workload } from '../domain/workload.js';
import type * as ast from '../generated/ast.js';
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
  /** Constants that are being evaluated, each needed by the one before it. */
  private readonly underway: ast.Constant[] = [];
  private readonly cycles = new Map<ast.Constant, readonly ast.Constant[]>();

  /** @param done may know what nodes have been lowered to before, if it is still true of them */
  constructor(private readonly done: LoweredNodes = new Map()) {}

  coupling(node: ast.Coupling): Lowered<Coupling> {
    return this.once(node, () => lowerCoupling(node, this));
  }

  architecture(node: ast.Architecture): Lowered<Architecture> {
    return this.once(node, () => lowerArchitecture(node, this));
  }

  workload(node: ast.Workload | ast.InlineLayer): Lowered<Workload> {
    return this.once(node, () => lowerWorkload(node, this));
  }

  network(node: ast.Network): Lowered<Network> {
    return this.once(node, () => lowerNetwork(node, this));
  }

  mapping(node: ast.Mapping): Lowered<NamedMapping> {
    return this.once(node, () => lowerMapping(node, this));
  }

  constant(node: ast.Constant): Lowered<Rational> {
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
        return lowerConstant(node, this, () => this.cycles.get(node));
      } finally {
        this.underway.pop();
      }
    });
  }

  document(document: LangiumDocument): LoweredDocument {
    let lowered = this.documents.get(document);
    if (!lowered) {
      lowered = lowerDocument(document, this);
      this.documents.set(document, lowered);
    }
    return lowered;
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
