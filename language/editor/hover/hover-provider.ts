import { type AstNode, AstUtils, CstUtils, type LangiumDocument, type LeafCstNode } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { isNameless } from '../../parser/incomplete.js';
import { architectureHover } from './architecture.js';
import type { HoverContext } from './context.js';
import { axisHover, couplingHover, dimensionHover, operandHover, strideHover } from './coupling.js';
import { importHover } from './import.js';
import { levelHover } from './level.js';
import { loopHover, mappingHover } from './mapping.js';
import { type Block, blocks } from './markdown.js';
import { propertyHover } from './property.js';
import { reference } from './reference.js';
import { constantHover, expressionHover } from './value.js';
import { networkHover, workloadHover } from './workload.js';

/** Says what stands under the cursor, with its numbers. */
export class FfarchHoverProvider implements HoverProvider {
  constructor(private readonly services: FfarchServices) {}

  getHoverContent(document: LangiumDocument, { position }: HoverParams): Hover | undefined {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const exact = root && CstUtils.findLeafNodeAtOffset(root, offset);
    // Right after a name is on it, too, unless something else stands there that has a hover of its own.
    const leaf =
      exact && !isSilent(exact)
        ? exact
        : CstUtils.findDeclarationNodeAtOffset(root, offset, this.services.parser.GrammarConfig.nameRegexp);
    if (!leaf || isSilent(leaf)) return undefined;
    const value = this.guarded(leaf);
    return value ? { contents: { kind: 'markdown', value }, range: leaf.range } : undefined;
  }

  /** A bug in a hover is for the log, not for the reader. */
  private guarded(leaf: LeafCstNode): Block {
    try {
      return this.content(leaf);
    } catch (error) {
      console.error('A hover failed:', error);
      return undefined;
    }
  }

  private content(leaf: LeafCstNode): Block {
    const at = leaf.astNode;
    if ((ast.isDeclaration(at) || ast.isLevel(at)) && isNameless(at)) return undefined;
    const context: HoverContext = {
      services: this.services,
      lowering: this.services.lowering.LoweringProvider.lowering,
      at,
      word: leaf.text,
    };
    const target = this.services.references.References.findDeclarations(leaf)[0];
    return (target && named(target, context)) ?? unnamed(at, context);
  }
}

/** Whether something only holds others apart or together. Brackets belong to an axis in a coupling, else to nothing. */
function isSilent({ hidden, text, astNode }: LeafCstNode): boolean {
  return hidden || /^[{}(),;:]$/.test(text) || (/^[[\]]$/.test(text) && !ast.isAxis(astNode));
}

/** The hover of what a name stands for, and what can be done with it. */
function named(node: AstNode, context: HoverContext): Block {
  const content = described(node, context);
  const uri = AstUtils.getDocument(context.at).uri.toString();
  return content && blocks(content, context.services.session.HoverLinks.of(node, uri));
}

function described(node: AstNode, context: HoverContext): Block {
  if (ast.isLevel(node)) return levelHover(node, context);
  if (ast.isDimension(node)) return dimensionHover(node, context);
  if (ast.isOperand(node)) return operandHover(node, context);
  if (ast.isStride(node)) return strideHover(node, context);
  if (ast.isConstant(node)) return constantHover(node, context);
  if (ast.isWorkload(node) || ast.isLayer(node)) return workloadHover(node, context);
  if (ast.isNetwork(node)) return networkHover(node, context);
  if (ast.isCoupling(node)) return couplingHover(node, context);
  if (ast.isArchitecture(node)) return architectureHover(node, context);
  if (ast.isMapping(node)) return mappingHover(node, context);
  if (ast.isAxis(node)) return axisHover(node);
  return undefined;
}

/** The hover of what has no name: numbers, properties, and the keyword of a declaration, which stands for all of it. */
function unnamed(at: AstNode, context: HoverContext): Block {
  const property = AstUtils.getContainerOfType(at, ast.isProperty);
  const value = ast.isExpression(at) ? expressionHover(at, context) : undefined;
  if (ast.isImport(at)) return blocks(importHover(at, context), reference(at, context));
  if (property) return blocks(value, propertyHover(property, context));
  return blocks(value, named(at, context) ?? purpose(at, context), reference(at, context));
}

/** What a number is for, or an operator: the loop, the size, the level or the declaration in which it stands. */
function purpose(at: AstNode, context: HoverContext): Block {
  for (let node = at.$container; node; node = node.$container) {
    if (ast.isLoop(node)) return loopHover(node, context);
    const index = ast.isSize(node) ? node.index?.ref : undefined;
    const content = named(index ?? node, context);
    if (content) return content;
  }
  return undefined;
}
