import {
  type AstNode,
  CstUtils,
  type GrammarAST,
  GrammarUtils,
  type LangiumDocument,
  type LeafCstNode,
  type Reference,
} from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver';
import * as ast from '../../generated/ast.js';
import { isLibrary } from '../../workspace/library.js';

interface Look {
  readonly type: SemanticTokenTypes;
  readonly modifiers?: readonly SemanticTokenModifiers[];
}

/** What each kind of thing looks like, wherever it is named. */
const THINGS: Readonly<Record<string, Look>> = {
  [ast.Constant.$type]: { type: SemanticTokenTypes.variable, modifiers: [SemanticTokenModifiers.readonly] },
  [ast.Coupling.$type]: { type: SemanticTokenTypes.type },
  [ast.Dimension.$type]: { type: SemanticTokenTypes.parameter },
  [ast.Stride.$type]: { type: SemanticTokenTypes.parameter, modifiers: [SemanticTokenModifiers.readonly] },
  [ast.Operand.$type]: { type: SemanticTokenTypes.variable },
  [ast.Architecture.$type]: { type: SemanticTokenTypes.class },
  [ast.Memory.$type]: { type: SemanticTokenTypes.function },
  [ast.Fanout.$type]: { type: SemanticTokenTypes.function },
  [ast.Link.$type]: { type: SemanticTokenTypes.function },
  [ast.Compute.$type]: { type: SemanticTokenTypes.function },
  [ast.Workload.$type]: { type: SemanticTokenTypes.interface },
  [ast.InlineLayer.$type]: { type: SemanticTokenTypes.interface },
  [ast.LayerReference.$type]: { type: SemanticTokenTypes.interface },
  [ast.Network.$type]: { type: SemanticTokenTypes.namespace },
  [ast.Mapping.$type]: { type: SemanticTokenTypes.function },
};

/** What parts of the grammar look like that name nothing. */
const PARTS: Readonly<Record<string, SemanticTokenTypes>> = {
  keyword: SemanticTokenTypes.property,
  word: SemanticTokenTypes.enumMember,
  class: SemanticTokenTypes.enumMember,
  unbounded: SemanticTokenTypes.enumMember,
  all: SemanticTokenTypes.enumMember,
  placeholder: SemanticTokenTypes.enumMember,
  function: SemanticTokenTypes.function,
};

/** Operators that are keywords of the grammar, assigned to nothing. */
const OPERATORS = new Set(['+=', '*', '%', '+', '-']);

/**
 * Tells what names stand for, which the TextMate grammar can only guess. Keywords, units and numbers are left to it: it is
 * certain of them. Names that stand for nothing get no token.
 */
export class FfarchSemanticTokenProvider extends AbstractSemanticTokenProvider {
  private readonly features = new WeakMap<GrammarAST.AbstractElement, { readonly name: string | undefined }>();

  /** Goes through the leaves once, instead of looking for the properties of each node. */
  protected override async computeHighlighting(
    document: LangiumDocument,
    accept: SemanticTokenAcceptor,
  ): Promise<void> {
    const root = document.parseResult.value.$cstNode;
    if (!root) return;
    for (const leaf of CstUtils.flattenCst(root)) {
      const look = leaf.hidden ? undefined : this.look(leaf);
      if (look) accept({ cst: leaf, type: look.type, modifier: [...(look.modifiers ?? [])] });
    }
  }

  protected override highlightElement(): void {
    // Leaves are highlighted instead.
  }

  private look(leaf: LeafCstNode): Look | undefined {
    const feature = this.feature(leaf);
    const node = leaf.astNode;
    if (feature === undefined) {
      return OPERATORS.has(leaf.text) ? { type: SemanticTokenTypes.operator } : undefined;
    }
    if (feature === 'name') return declared(node);
    if (feature === 'operator' || feature === 'operators') return { type: SemanticTokenTypes.operator };
    const target = referenceAt(node, feature, leaf);
    if (target) return referred(target);
    return PARTS[feature] && { type: PARTS[feature] };
  }

  /** The property of the syntax tree that a leaf gives a value to. */
  private feature(leaf: LeafCstNode): string | undefined {
    const source = leaf.grammarSource;
    if (!source) return undefined;
    let found = this.features.get(source);
    if (!found) {
      found = { name: GrammarUtils.findAssignment(leaf)?.feature };
      this.features.set(source, found);
    }
    return found.name;
  }
}

function declared(node: AstNode): Look | undefined {
  const look = THINGS[node.$type];
  return look && { ...look, modifiers: [...(look.modifiers ?? []), SemanticTokenModifiers.declaration] };
}

function referred({ ref, $nodeDescription }: Reference): Look | undefined {
  const look = ref && THINGS[ref.$type];
  if (!look || !$nodeDescription || !isLibrary($nodeDescription.documentUri)) return look;
  return { ...look, modifiers: [...(look.modifiers ?? []), SemanticTokenModifiers.defaultLibrary] };
}

/** The reference that a leaf spells. */
function referenceAt(node: AstNode, feature: string, { offset }: LeafCstNode): Reference | undefined {
  const value = (node as unknown as Record<string, unknown>)[feature];
  const references = (Array.isArray(value) ? value : [value]) as (Reference | undefined)[];
  return references.find((reference) => reference?.$refNode?.offset === offset);
}
