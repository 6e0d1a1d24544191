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
import * as ast from '../../generated/ast.js';
import { resolveWorkload } from '../../lower/workload.js';
import { libraryDocuments } from '../workspace/library.js';
import type { ImportResolver } from './import-resolver.js';
import { type Tier, TieredScope } from './tiered-scope.js';

/** The scope of names whose owner is itself unresolved: nothing is known, and nothing should be reported. */
export const UNKNOWN_SCOPE: Scope = { ...EMPTY_SCOPE };

/**
 * What a name can stand for. Declarations come from the document itself, then from the files that it imports, then from
 * the standard library. Dimensions, strides, operands, levels and layers come from the declaration that owns them.
 */
export class FfarchScopeProvider implements ScopeProvider {
  private readonly tiers: WorkspaceCache<string, Tier>;
  private readonly scopes: WorkspaceCache<string, Scope>;
  /** By the list or computation. Descriptions say where a node stands in its document, which edits elsewhere change. */
  private readonly memberTiers: WorkspaceCache<Members, Tier>;

  constructor(
    private readonly services: LangiumCoreServices,
    private readonly imports: ImportResolver,
  ) {
    this.tiers = new WorkspaceCache(services.shared, DocumentState.ComputedScopes);
    this.scopes = new WorkspaceCache(services.shared, DocumentState.ComputedScopes);
    this.memberTiers = new WorkspaceCache(services.shared, DocumentState.ComputedScopes);
  }

  getScope(context: ReferenceInfo): Scope {
    const { container, property } = context;
    switch (container.$type) {
      case ast.Term.$type:
        return this.indices(AstUtils.getContainerOfType(container, ast.isCoupling));
      case ast.Size.$type:
        return this.indices((container as ast.Size).$container.coupling?.ref);
      case ast.Fanout.$type:
      case ast.Compute.$type:
      case ast.FactorConstraint.$type:
      case ast.OrderEntry.$type:
        return this.members([architectureCoupling(container)?.dimensions]);
      case ast.BypassProperty.$type: {
        return this.members([architectureCoupling(container)?.computation]);
      }
      case ast.LevelLoops.$type:
        return this.members([(container as ast.LevelLoops).$container.architecture?.ref?.levels]);
      case ast.Loop.$type:
        return this.members(mappingDimensions((container as ast.Loop).$container.$container));
      case ast.WorkloadReference.$type: {
        const { network } = container as ast.WorkloadReference;
        return network && property === ast.WorkloadReference.target
          ? this.members([network.ref?.layers])
          : this.declarations(AstUtils.getDocument(container), referenceType(property));
      }
      default:
        return this.declarations(
          AstUtils.getDocument(container),
          this.services.shared.AstReflection.getReferenceType(context),
        );
    }
  }

  /**
   * The declarations of a type that a document sees under their own names: `Coupling`, `Architecture`, `Network`,
   * `Constant`, or `Mappable`, which is workloads and, where no workload has the name, layers of networks.
   */
  declarations(document: LangiumDocument, type: string): Scope {
    return this.scopes.get(`${document.uri} ${type}`, () => {
      const library = libraryDocuments(this.services.shared.workspace.LangiumDocuments);
      const groups = [[document], this.imports.documents(document), library];
      return new TieredScope(groups.flatMap((group) => this.tiersOf(group, type)));
    });
  }

  private tiersOf(documents: readonly LangiumDocument[], type: string): Tier[] {
    return type === ast.Mappable.$type
      ? [this.merge(documents, ast.Workload.$type), this.merge(documents, ast.Layer.$type)]
      : [this.merge(documents, type)];
  }

  private merge(documents: readonly LangiumDocument[], type: string): Tier {
    const tiers = documents.map((document) =>
      this.tiers.get(`${document.uri} ${type}`, () => this.tier(candidates(document, type), type === ast.Layer.$type)),
    );
    if (tiers.length === 1) {
      return tiers[0];
    }
    const merged = new Map<string, AstNodeDescription[]>();
    for (const [name, descriptions] of tiers.flatMap((tier) => [...tier])) {
      merged.set(name, [...(merged.get(name) ?? []), ...descriptions]);
    }
    return merged;
  }

  /** @param homonyms Whether all nodes of one name count, so that it is ambiguous, or only the first. */
  private tier(nodes: Iterable<AstNode>, homonyms: boolean): Tier {
    const tier = new Map<string, AstNodeDescription[]>();
    for (const node of nodes) {
      const name = this.services.references.NameProvider.getName(node);
      if (!name || (tier.has(name) && !homonyms)) {
        continue;
      }
      const description = this.services.workspace.AstNodeDescriptionProvider.createDescription(node, name);
      tier.set(name, [...(tier.get(name) ?? []), description]);
    }
    return tier;
  }

  private indices(coupling: ast.Coupling | undefined): Scope {
    return this.members([coupling?.dimensions, coupling?.strides]);
  }

  /** The nodes in the lists, those of the first shadowing those of the second. Without any list nothing is known. */
  private members(lists: readonly (Members | undefined)[]): Scope {
    const known = lists.filter((list) => list !== undefined);
    return known.length > 0 ? new TieredScope(known.map((list) => this.memberTier(list))) : UNKNOWN_SCOPE;
  }

  private memberTier(list: Members): Tier {
    return this.memberTiers.get(list, () =>
      this.tier(ast.isComputation(list) ? operands(list) : (list as readonly AstNode[]), false),
    );
  }
}

/** Nodes of the syntax tree that a declaration owns: a list, or the operands of a computation. */
type Members = readonly AstNode[] | ast.Computation;

function referenceType(property: string): string {
  return property === ast.WorkloadReference.network ? ast.Network.$type : ast.Mappable.$type;
}

function candidates(document: LangiumDocument, type: string): AstNode[] {
  const declarations = (document.parseResult.value as ast.SourceFile).declarations ?? [];
  return type === ast.Layer.$type
    ? declarations.filter(ast.isNetwork).flatMap((network) => network.layers.filter(ast.isInlineLayer))
    : declarations.filter((declaration) => declaration.$type === type);
}

/** The first coupling of the architecture around a node: it gives the dimensions and the operands their names. */
function architectureCoupling(node: AstNode): ast.Coupling | undefined {
  return AstUtils.getContainerOfType(node, ast.isArchitecture)?.couplings[0]?.ref;
}

function operands(computation: ast.Computation): ast.Operand[] {
  return [computation.out, computation.w, computation.in].filter((operand) => operand !== undefined);
}

/** The dimensions of the workload, then those that only the architecture has, which have size 1. */
function mappingDimensions(mapping: ast.Mapping): readonly (Members | undefined)[] {
  return [
    resolveWorkload(mapping.workload?.target?.ref)?.coupling?.ref?.dimensions,
    mapping.architecture?.ref?.couplings[0]?.ref?.dimensions,
  ];
}
