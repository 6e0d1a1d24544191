import { type AstNode, type AstNodeDescription, isAstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';

type Kinds = readonly [symbol: SymbolKind, completion: CompletionItemKind];

/** How editors picture the things of the language. */
const SYMBOL_KINDS: Readonly<Record<string, Kinds>> = {
  [ast.Constant.$type]: [SymbolKind.Constant, CompletionItemKind.Constant],
  [ast.Coupling.$type]: [SymbolKind.Interface, CompletionItemKind.Interface],
  [ast.Dimension.$type]: [SymbolKind.TypeParameter, CompletionItemKind.TypeParameter],
  [ast.Stride.$type]: [SymbolKind.Number, CompletionItemKind.Value],
  [ast.Operand.$type]: [SymbolKind.Variable, CompletionItemKind.Variable],
  [ast.Architecture.$type]: [SymbolKind.Class, CompletionItemKind.Class],
  [ast.Memory.$type]: [SymbolKind.Struct, CompletionItemKind.Struct],
  [ast.Fanout.$type]: [SymbolKind.Array, CompletionItemKind.Struct],
  [ast.Link.$type]: [SymbolKind.Interface, CompletionItemKind.Struct],
  [ast.Compute.$type]: [SymbolKind.Operator, CompletionItemKind.Operator],
  [ast.Workload.$type]: [SymbolKind.Object, CompletionItemKind.Value],
  [ast.Network.$type]: [SymbolKind.Namespace, CompletionItemKind.Module],
  [ast.InlineLayer.$type]: [SymbolKind.Object, CompletionItemKind.Value],
  [ast.LayerReference.$type]: [SymbolKind.Object, CompletionItemKind.Value],
  [ast.Mapping.$type]: [SymbolKind.Function, CompletionItemKind.Function],
};

const OTHERS: Kinds = [SymbolKind.Field, CompletionItemKind.Reference];

export class FfarchNodeKindProvider implements NodeKindProvider {
  getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    return kinds(node)[0];
  }

  getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    return kinds(node)[1];
  }
}

function kinds(node: AstNode | AstNodeDescription): Kinds {
  return SYMBOL_KINDS[isAstNodeDescription(node) ? node.type : node.$type] ?? OTHERS;
}
