import type { AstNode } from 'langium';
import { declarationAround, moveSources } from '../lower/index.js';
import { referencesIn } from '../parser/syntax-tree.js';

/** An object that stands for what a declaration says: as long as it is the same, so is that. */
export type Revision = object;

/** What a declaration's revision was made of. */
interface State {
  readonly revision: Revision;
  readonly targets: readonly unknown[];
  readonly dependencies: readonly Revision[];
}

/**
 * Tells the declarations that an edit has changed from those that say the same as before. A declaration has changed if
 * it has been parsed again, if a name in it stands for something else, if a file that it names has, or if a declaration has changed to which one of its
 * names leads. Where it stands makes no difference: who asks finds the sources of it, and of all to which its names lead,
 * at their places.
 */
export class Revisions {
  private readonly found = new Map<AstNode, Revision>();

  /**
   * @param outside What a declaration depends on that is no declaration: files that it names.
   * @param states Of the revisions found so far, by declaration; they outlive this object, which is for one state of all documents.
   */
  constructor(
    private readonly outside: (declaration: AstNode) => readonly unknown[] = () => [],
    private readonly states: WeakMap<AstNode, State> = new WeakMap(),
  ) {}

  /** The revisions after another edit. */
  next(): Revisions {
    return new Revisions(this.outside, this.states);
  }

  /** @param node a declaration or anything in it */
  of(node: AstNode): Revision {
    const declaration = declarationAround(node);
    const known = this.found.get(declaration);
    if (known) return known;
    moveSources(declaration);
    // A declaration that leads back to itself meets this one, which is never the same again, so it changes every time.
    this.found.set(declaration, {});
    const targets = referencesIn(declaration).map(({ reference }) => ('ref' in reference ? reference.ref : undefined));
    const others = new Set(targets.map((target) => target && declarationAround(target)));
    others.delete(declaration);
    others.delete(undefined);
    const dependencies = this.ofAll([...others] as AstNode[]);
    if (!dependencies) return this.found.get(declaration)!;
    const before = this.states.get(declaration);
    const all = [...targets, ...this.outside(declaration)];
    if (before && same(before.targets, all) && same(before.dependencies, dependencies)) {
      this.found.set(declaration, before.revision);
      return before.revision;
    }
    const revision = {};
    this.states.set(declaration, { revision, targets: all, dependencies });
    this.found.set(declaration, revision);
    return revision;
  }

  /** Undefined where declarations lead to each other in so long a chain that the stack is at its end. */
  private ofAll(declarations: readonly AstNode[]): Revision[] | undefined {
    try {
      return declarations.map((declaration) => this.of(declaration));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
