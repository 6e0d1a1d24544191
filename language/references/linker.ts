import {
  type AstNode,
  type AstNodeDescription,
  type AstReflection,
  AstUtils,
  Cancellation,
  DefaultLinker,
  interruptAndCheck,
  type LangiumCoreServices,
  type LangiumDocument,
  type LinkingError,
  type MultiReference,
  type Reference,
  type ReferenceInfo,
  type Scope,
} from 'langium';
import { MOST_SHOWN, messageOf, type Params } from '../diagnostics/index.js';
import * as ast from '../generated/ast.js';
import { computationOf, namedOperandsOf } from '../lower/operands.js';
import { nearest } from '../nearest.js';
import { referencesIn } from '../parser/syntax-tree.js';
import { printPath } from '../print/print.js';
import { declarationsOf } from './declarations.js';
import { otherKindOf } from './kinds.js';
import { operandMeant } from './roles.js';
import { type FfarchScopeProvider, UNKNOWN_SCOPE } from './scope-provider.js';
import { TieredScope } from './tiered-scope.js';

type LinkingCode = 'ffarch/unresolved-name' | 'ffarch/ambiguous-name';

/** A name that could not be resolved. */
export interface FfarchLinkingError<C extends LinkingCode = LinkingCode> extends LinkingError {
  readonly code: C;
  readonly params: Params<C>;
  /** Set where the cause is another unresolved name, or likely a syntax error, which is reported already. */
  readonly consequence?: boolean;
}

/** The fields of Langium's references in which it keeps what a name stands for. */
interface Linked {
  _ref: unknown;
  _nodeDescription: unknown;
}

/** More names than this in a message are no help. */
const MOST_NAMES = 8;

/** Resolves names, and says of those that it cannot resolve what the reader may have meant. */
export class FfarchLinker extends DefaultLinker {
  private readonly ast: AstReflection;

  /** How many names of the document that is linked mean nothing. */
  private unresolvedNames = 0;

  constructor(
    services: LangiumCoreServices,
    private readonly scopes: Pick<FfarchScopeProvider, 'declarations'>,
  ) {
    super(services);
    this.ast = services.shared.AstReflection;
  }

  override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
    this.unresolvedNames = 0;
    for (const declaration of declarationsOf(document)) {
      await interruptAndCheck(cancelToken);
      for (const reference of referencesIn(declaration)) this.doLink(reference, document);
    }
  }

  /** As Langium's, but deletes no properties: objects without one that they had are slow, and each would get it again. */
  override unlink(document: LangiumDocument): void {
    for (const reference of document.references as unknown as Linked[]) {
      reference._ref = undefined;
      reference._nodeDescription = undefined;
    }
    document.references = [];
  }

  override getCandidate(refInfo: ReferenceInfo): AstNodeDescription | LinkingError {
    const scope = this.scopeProvider.getScope(refInfo);
    const name = refInfo.reference.$refText;
    const found = scope instanceof TieredScope ? scope.nearest(name) : scope.getElements(name).toArray();
    const [first, ...others] = found;
    if (!first) return this.unresolved(refInfo, scope);
    return others.length > 0 ? this.ambiguous(refInfo, found) : first;
  }

  private ambiguous(info: ReferenceInfo, found: readonly AstNodeDescription[]): FfarchLinkingError {
    const computation = computationOf(
      AstUtils.getContainerOfType(info.container, ast.isArchitecture)?.couplings[0]?.ref,
    );
    const isOperand = found.every(({ node }) => ast.isOperand(node));
    const instead = isOperand ? { instead: namedOperandsOf(computation).map(({ name }) => name) } : {};
    const meanings = found.map(qualified);
    return error(info, 'ffarch/ambiguous-name', { name: info.reference.$refText, meanings, ...instead });
  }

  private unresolved(info: ReferenceInfo, scope: Scope): FfarchLinkingError {
    const name = info.reference.$refText;
    this.unresolvedNames += 1;
    const kind = nounOf(info, this.ast.getReferenceType(info));
    const other = otherKindOf(name, info.container, (...of) => this.scopes.declarations(...of));
    const known = [...new Set(scope.getAllElements().map((description) => description.name))].filter(
      (candidate) => candidate !== declaredAround(info.container),
    );
    const operand =
      this.ast.getReferenceType(info) === ast.Operand.$type
        ? operandMeant(name, scope.getAllElements().toArray())
        : undefined;
    // Each is compared with all names, which would take minutes for the many that nobody is shown.
    const near = this.unresolvedNames > MOST_SHOWN ? undefined : nearest(name, known);
    const product = kind === 'constant' && !other ? productMeant(name, known) : undefined;
    const suggestion = other || product ? undefined : (operand ?? near);
    const network = ast.isNetwork(other?.node) && kind === 'workload' ? other.node : undefined;
    const params = {
      name,
      kind,
      other: other?.kind,
      owner: owner(info),
      suggestion,
      product,
      layer: network && layerOf(network),
      known: network || known.length > MOST_NAMES ? [] : known,
    };
    return {
      ...error(info, 'ffarch/unresolved-name', params),
      consequence:
        scope === UNKNOWN_SCOPE || (mayHaveMore(scope) && suggestion === undefined) || isCall(info.reference),
    };
  }
}

function error<C extends LinkingCode>(info: ReferenceInfo, code: C, params: Params<C>): FfarchLinkingError<C> {
  return { info, code, params, message: messageOf(code, params) };
}

/** What is being declared around a node, which cannot stand for itself. */
function declaredAround(node: AstNode): string | undefined {
  return AstUtils.getContainerOfType(node, ast.isConstant)?.name;
}

/** What to write instead of a network, where a workload is named. */
function layerOf(network: ast.Network): string | undefined {
  const layer = network.layers.find(ast.isInlineLayer);
  return layer && printPath([network.name, layer.name]);
}

/** Whether a name stands before a parenthesis, where the parser says that there are no functions. */
function isCall({ $refNode }: Reference | MultiReference): boolean {
  return $refNode !== undefined && CALL.test($refNode.root.fullText.slice($refNode.end, $refNode.end + 40));
}

/** What stands after the name of a function: `(7 / 2)`, or `.ceil(7 / 2)`. */
const CALL = /^(?:\.\w+)?[^\S\r\n]*\(/;

const REFERENCE_NOUNS: Readonly<Record<string, string>> = {
  [ast.Constant.$type]: 'constant',
  [ast.Coupling.$type]: 'coupling',
  [ast.Architecture.$type]: 'architecture',
  [ast.Network.$type]: 'network',
  [ast.Level.$type]: 'level',
  [ast.Dimension.$type]: 'dimension',
  [ast.Index.$type]: 'dimension or stride',
  [ast.Operand.$type]: 'operand',
};

/** What a name should stand for, as messages call it. */
function nounOf({ container }: ReferenceInfo, type: string): string {
  if (type !== ast.Runnable.$type) return REFERENCE_NOUNS[type] ?? 'thing';
  if (ast.isWorkloadReference(container) && container.network) return 'layer';
  return ast.isMapping(container.$container) ? 'workload' : 'workload or network';
}

function mayHaveMore(scope: Scope): boolean {
  return scope instanceof TieredScope && scope.incomplete;
}

/** Where a name was looked for, when that is a single declaration. */
function owner({ container, property }: ReferenceInfo) {
  if (ast.isSize(container)) {
    return inside('coupling', container.$container.coupling?.$refText);
  }
  if (ast.isLevelLoops(container)) {
    return inside('architecture', container.$container.architecture?.$refText);
  }
  if (ast.isWorkloadReference(container) && property === ast.WorkloadReference.target) {
    return inside('network', container.network?.$refText);
  }
  if (ast.isBinding(container)) {
    return inside('network', container.$container.base?.$refText);
  }
  return undefined;
}

function inside(kind: string, name: string | undefined) {
  return name === undefined ? undefined : { kind, name };
}

function qualified(description: AstNodeDescription): string {
  const { node, name } = description;
  if (ast.isOperand(node)) return `\`${name}\` of \`${node.$container.$container.name}\``;
  return node && ast.isInlineLayer(node)
    ? `\`${node.$container.name}.${name}\``
    : `\`${name}\` of ${description.documentUri.path.split('/').at(-1)}`;
}

/** `NxN`, `Nx4`: known constants and numbers with a cross between them. */
function productMeant(name: string, known: readonly string[]): string | undefined {
  const isFactor = (text: string) => /^\d+$/.test(text) || known.includes(text);
  for (const { index } of name.matchAll(/x/gi)) {
    const factors = [name.slice(0, index), name.slice(index + 1)];
    if (factors.every(isFactor)) return factors.join(' * ');
  }
  return undefined;
}
