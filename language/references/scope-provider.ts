import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  DocumentState,
  EMPTY_SCOPE,
  type LangiumCoreServices,
  type LangiumDocument,
  type ReferenceInfo,
  type Scope,
  type ScopeProvider,
  WorkspaceCache,
} from 'langium';
import type { Role } from '../domain/index.js';
import * as ast from '../generated/ast.js';
import { computationOf, operandsOf, roleOf } from '../lower/operands.js';
import { layersOwner, resolveWorkload } from '../lower/resolve.js';
import { constantsOf } from '../lower/values.js';
import { brokenOff } from '../parser/incomplete.js';
import { libraryDocuments } from '../workspace/library.js';
import { couplingsMeant, couplingsOf, type NamingDimension } from './dimensions.js';
import type { ImportResolver } from './import-resolver.js';
import { type Names, type Tier, TieredScope } from './tiered-scope.js';

/** The scope of names whose owner is itself unresolved: nothing is known, and nothing should be reported. */
export const UNKNOWN_SCOPE: Scope = { ...EMPTY_SCOPE };

/**
 * What a name can stand for. Declarations come from the document itself, then from the files that it imports, then from
 * the standard library. Dimensions, strides, operands, levels and layers come from the declaration that owns them.
 */
export class FfarchScopeProvider implements ScopeProvider {
  /** Of what documents declare, by type. A tree says the same as long as there is it. */
  private readonly names = new WeakMap<ast.SourceFile, Map<string, Names>>();
  private readonly memberScopes = new WeakMap<Members, TieredScope>();
  /** Of what documents see, by type. */
  private readonly scopes: WorkspaceCache<LangiumDocument, Map<string, Scope>>;
  private readonly operandScopes: WorkspaceCache<ast.Architecture, TieredScope | undefined>;

  constructor(
    private readonly services: LangiumCoreServices,
    private readonly imports: ImportResolver,
  ) {
    this.scopes = new WorkspaceCache(services.shared, DocumentState.ComputedScopes);
    this.operandScopes = new WorkspaceCache(services.shared, DocumentState.ComputedScopes);
  }

  getScope(context: ReferenceInfo): Scope {
    const { container, property } = context;
    switch (container.$type) {
      case ast.Term.$type:
        return this.members(AstUtils.getContainerOfType(container, ast.isCoupling));
      case ast.Dimension.$type:
        return this.members((container as ast.Dimension).$container.general?.ref?.dimensions);
      case ast.Size.$type:
        return this.members((container as ast.Size).$container.coupling?.ref);
      case ast.UnrolledDimension.$type:
      case ast.FactorConstraint.$type:
      case ast.OrderEntry.$type:
        return property === COUPLING
          ? this.declarations(AstUtils.getDocument(container), ast.Coupling.$type)
          : this.members(...couplingsMeant(container as NamingDimension).map(({ dimensions }) => dimensions));
      case ast.OperandsProperty.$type:
      case ast.WordProperty.$type:
      case ast.Width.$type:
        return this.together(this.operands(AstUtils.getContainerOfType(container, ast.isArchitecture)));
      case ast.LevelLoops.$type: {
        const { $container: mapping } = container as ast.LevelLoops;
        return property === ast.LevelLoops.operands ? this.bypassed(mapping) : this.members(mapping.architecture?.ref);
      }
      case ast.Loop.$type:
        return this.loops((container as ast.Loop).$container.$container);
      case ast.WorkloadReference.$type: {
        const { network } = container as ast.WorkloadReference;
        return network && property === ast.WorkloadReference.target
          ? this.members(network.ref && layersOwner(network.ref))
          : this.declarations(AstUtils.getDocument(container), referenceType(container, property));
      }
      case ast.Binding.$type:
        return this.constants((container as ast.Binding).$container);
      default:
        return this.declarations(
          AstUtils.getDocument(container),
          this.services.shared.AstReflection.getReferenceType(context),
        );
    }
  }

  /**
   * The declarations of a type that a document sees under their own names: `Coupling`, `Architecture`, `Network`,
   * `Constant`, `Mappable`, which is workloads and, where no workload has the name, layers of networks, or `Runnable`, which is
   * networks, too, where no workload has the name. Constants of the library are those of its files alone.
   */
  declarations(document: LangiumDocument, type: string): Scope {
    const scopes = this.scopes.get(document, () => new Map<string, Scope>());
    return once(scopes, type, () => {
      const library = libraryDocuments(this.services.shared.workspace.LangiumDocuments);
      const groups = [[document], this.imports.documents(document), type === ast.Constant.$type ? [] : library];
      return new TieredScope(groups.flatMap((group) => this.tiersOf(group, type)));
    });
  }

  /** The constants to which a network can give other values. */
  private constants(network: ast.Network): Scope {
    const other = layersOwner(network) && network.base?.ref;
    return other ? new TieredScope([[this.namesOf(constantsOf(other, network), true)]]) : UNKNOWN_SCOPE;
  }

  private tiersOf(documents: readonly LangiumDocument[], type: string): Tier[] {
    return (TYPES[type] ?? [type]).map((type) => documents.map((document) => this.declared(document, type)));
  }

  private declared({ parseResult }: LangiumDocument, type: string): Names {
    const file = parseResult.value as ast.SourceFile;
    const known = once(this.names, file, () => new Map<string, Names>());
    return once(known, type, () => this.namesOf(candidates(file, type), type === ast.Layer.$type));
  }

  /** @param homonyms Whether all nodes of one name count, so it is ambiguous, or only the first. */
  private namesOf(nodes: Iterable<AstNode>, homonyms: boolean): Names {
    const names = new Map<string, AstNodeDescription[]>();
    for (const node of nodes) {
      const name = this.services.references.NameProvider.getName(node);
      if (!name || (names.has(name) && !homonyms)) {
        continue;
      }
      names.set(name, [...(names.get(name) ?? []), this.described(node, name)]);
    }
    return names;
  }

  private described(node: AstNode, name: string): AstNodeDescription {
    return this.services.workspace.AstNodeDescriptionProvider.createDescription(node, name);
  }

  /** The dimensions of the workload, then those that only the architecture has, which have size 1. */
  private loops({ workload, architecture }: ast.Mapping): Scope {
    const own = resolveWorkload(workload?.target?.ref)?.coupling?.ref;
    return this.members(...[own, ...couplingsOf(architecture?.ref)].map((coupling) => coupling?.dimensions));
  }

  /** The operands of the workload, then those that only the architecture calls so. */
  private bypassed({ workload, architecture }: ast.Mapping): Scope {
    const own = computationOf(resolveWorkload(workload?.target?.ref)?.coupling?.ref);
    return this.together(own && this.membersOf(own), this.operands(architecture?.ref));
  }

  /**
   * The operands of the first coupling, then those that the others call so. A name of theirs stands for a role, so it is
   * ambiguous only where it has several.
   */
  private operands(architecture: ast.Architecture | undefined): TieredScope | undefined {
    return architecture && once(this.operandScopes, architecture, () => this.operandsOf(couplingsOf(architecture)));
  }

  private operandsOf(couplings: readonly ast.Coupling[]): TieredScope | undefined {
    const [first, ...others] = couplings.flatMap((coupling) => computationOf(coupling) ?? []);
    if (!first) return undefined;
    const known = this.membersOf(first);
    if (others.length === 0) return known;
    const roles = new Map<string, Map<Role, AstNodeDescription>>();
    for (const operand of others.flatMap(operandsOf)) {
      if (!operand.name) continue;
      const byRole = once(roles, operand.name, () => new Map<Role, AstNodeDescription>());
      once(byRole, roleOf(operand), () => this.described(operand, operand.name));
    }
    const names: Names = new Map([...roles].map(([name, byRole]) => [name, [...byRole.values()]]));
    return new TieredScope([...known.tiers, [names]], known.incomplete);
  }

  /** What owners have, as far as they are known, each shadowing those after it. */
  private members(...owners: readonly (Members | undefined)[]): Scope {
    const known: Members[] = [];
    for (const owner of owners) if (owner && !known.includes(owner)) known.push(owner);
    return this.together(...known.map((owner) => this.membersOf(owner)));
  }

  private together(...scopes: readonly (TieredScope | undefined)[]): Scope {
    const known = scopes.filter((scope) => scope !== undefined);
    if (known.length < 2) return known[0] ?? UNKNOWN_SCOPE;
    return new TieredScope(
      known.flatMap(({ tiers }) => tiers),
      known.some(({ incomplete }) => incomplete),
    );
  }

  private membersOf(owner: Members): TieredScope {
    return once(this.memberScopes, owner, () => {
      const tiers = lists(owner).map((nodes) => [this.namesOf(nodes, false)]);
      const declaration = declarationOf(owner);
      return new TieredScope(tiers, ast.isDeclaration(declaration) && brokenOff(declaration));
    });
  }
}

/** What gives names to others: dimensions, a computation its operands, and declarations what is in them. */
type Members = readonly ast.Dimension[] | ast.Computation | ast.Coupling | ast.Architecture | ast.Network;

/** The members of an owner, those of the first list shadowing those of the second. */
function lists(owner: Members): (readonly AstNode[])[] {
  if (ast.isCoupling(owner)) return [owner.dimensions, owner.strides];
  if (ast.isComputation(owner)) return [operandsOf(owner)];
  if (ast.isArchitecture(owner)) return [owner.levels];
  return [ast.isNetwork(owner) ? owner.layers : (owner as readonly ast.Dimension[])];
}

function declarationOf(owner: Members): AstNode | undefined {
  return ast.isDeclaration(owner)
    ? owner
    : (ast.isComputation(owner) ? owner : (owner as readonly AstNode[])[0])?.$container;
}

/** What a map has for a key, or else makes and keeps. */
function once<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  let value = map.get(key);
  if (!value) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** The types that make up others, nearest first. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  [ast.Mappable.$type]: [ast.Workload.$type, ast.Layer.$type],
  [ast.Runnable.$type]: [ast.Workload.$type, ast.Network.$type, ast.Layer.$type],
};

function referenceType({ $container }: AstNode, property: string): string {
  if (property === ast.WorkloadReference.network) return ast.Network.$type;
  return ast.isMapping($container) ? ast.Mappable.$type : ast.Runnable.$type;
}

function candidates({ declarations = [] }: ast.SourceFile, type: string): AstNode[] {
  return type === ast.Layer.$type
    ? declarations.filter(ast.isNetwork).flatMap((network) => network.layers.filter(ast.isInlineLayer))
    : declarations.filter((declaration) => declaration.$type === type);
}

/** The property of a name that says of which coupling it speaks. */
const COUPLING = ast.UnrolledDimension.coupling;
