import type { AstNode, LangiumDocument } from 'langium';
import type { DocumentSymbolProvider, NodeKindProvider } from 'langium/lsp';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { childrenOf } from '../../parser/syntax-tree.js';
import { textOf } from '../../references/dimensions.js';

/** The outline of a document: declarations, and what they consist of. */
export class FfarchDocumentSymbolProvider implements DocumentSymbolProvider {
  private readonly kinds: NodeKindProvider;

  constructor(private readonly services: FfarchServices) {
    this.kinds = services.shared.lsp.NodeKindProvider;
  }

  getSymbols(document: LangiumDocument): DocumentSymbol[] {
    return this.children(document.parseResult.value);
  }

  private children(node: AstNode): DocumentSymbol[] {
    return childrenOf(node).flatMap((child) => this.symbol(child));
  }

  private symbol(node: AstNode): DocumentSymbol[] {
    if (ast.isLevelLoops(node)) return loops(node);
    // Nothing in them has a name, and most of a file is in them.
    if (ast.isProperty(node) || ast.isSize(node)) return [];
    const { NameProvider } = this.services.references;
    const name = NameProvider.getName(node);
    const place = NameProvider.getNameNode(node);
    if (!name || !place || !node.$cstNode) return this.children(node);
    return [
      {
        name,
        detail: detail(node),
        kind: this.kinds.getSymbolKind(node),
        range: node.$cstNode.range,
        selectionRange: place.range,
        children: this.children(node),
      },
    ];
  }
}

function loops(node: ast.LevelLoops): DocumentSymbol[] {
  const place = node.level?.$refNode;
  if (!node.$cstNode || !place || node.level.$refText === '') return [];
  const written = node.loops.map(({ $cstNode }) => $cstNode?.text ?? '').join(', ');
  const { range } = node.$cstNode;
  return [{ name: node.level.$refText, detail: written, kind: SymbolKind.Field, range, selectionRange: place.range }];
}

/** A few words of what is written after a name. */
function detail(node: AstNode): string | undefined {
  switch (node.$type) {
    case ast.Constant.$type:
      return (node as ast.Constant).value?.$cstNode?.text;
    case ast.Architecture.$type:
      return (node as ast.Architecture).couplings.map((coupling) => coupling?.$refText ?? '').join(', ');
    case ast.Workload.$type:
    case ast.InlineLayer.$type:
      return (node as ast.Workload | ast.InlineLayer).coupling?.$refText;
    case ast.Mapping.$type: {
      const { workload, architecture } = node as ast.Mapping;
      return `${workload?.$cstNode?.text ?? '…'} on ${architecture?.$refText ?? '…'}`;
    }
    case ast.Fanout.$type:
    case ast.Compute.$type: {
      const { mesh, dimensions } = node as ast.Fanout | ast.Compute;
      const over = dimensions.map((dimension) => (dimension ? textOf(dimension) : '')).join(', ');
      return `${mesh ? `[${mesh.$cstNode?.text}]` : ''}${over ? ` over ${over}` : ''}`.trim();
    }
    case ast.Operand.$type:
      return (node as ast.Operand).axes.map(({ $cstNode }) => $cstNode?.text ?? '').join('');
    default:
      return undefined;
  }
}
