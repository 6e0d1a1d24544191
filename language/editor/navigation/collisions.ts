import { type AstNode, AstUtils, type LangiumDocument, type ReferenceDescription, UriUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import type { FfarchServices } from '../../module.js';
import { isLibrary } from '../../workspace/library.js';
import { kindOf } from './kinds.js';

/** What would no longer be what it is if something took a new name. */
export class Collisions {
  constructor(private readonly services: FfarchServices) {}

  /**
   * @param occurrences The declaration and all that refers to it.
   * @returns why the name cannot be taken, for the user; undefined if it can.
   */
  find(target: AstNode, name: string, occurrences: readonly ReferenceDescription[]): string | undefined {
    const { NameProvider } = this.services.references;
    const sibling = siblings(target).find((node) => node !== target && NameProvider.getName(node) === name);
    if (sibling) return taken(sibling, name);
    if (!ast.isDeclaration(target) && !ast.isInlineLayer(target)) return undefined;
    const type = ast.isWorkload(target) || ast.isInlineLayer(target) ? ast.Mappable.$type : target.$type;
    for (const document of this.concerned(target, occurrences)) {
      const visible = this.services.references.ScopeProvider.declarations(document, type).getElements(name);
      for (const { node } of visible) {
        if (node && node !== target && this.matters(node, target, document)) return taken(node, name);
      }
    }
    return undefined;
  }

  /** The documents that see the thing, by its file or because they name it. */
  private concerned(target: AstNode, occurrences: readonly ReferenceDescription[]): LangiumDocument[] {
    const own = AstUtils.getDocument(target);
    const { ImportResolver } = this.services.references;
    return this.services.shared.workspace.LangiumDocuments.all
      .filter(({ uri }) => !isLibrary(uri))
      .filter(
        (document) =>
          document === own ||
          occurrences.some(({ sourceUri }) => UriUtils.equals(sourceUri, document.uri)) ||
          ImportResolver.documents(document).includes(own),
      )
      .toArray();
  }

  /** The library's names may be taken where nobody uses them, and layers may share theirs as long as nobody omits the network. */
  private matters(node: AstNode, target: AstNode, { uri }: LangiumDocument): boolean {
    const inLibrary = isLibrary(AstUtils.getDocument(node).uri);
    if (!inLibrary && !ast.isInlineLayer(node) && !ast.isInlineLayer(target)) return true;
    // The library's things are further away than all others, so they take no names from anybody.
    const uses = [node, ...(inLibrary ? [] : [target])].flatMap((one) =>
      this.services.references.References.findReferences(one, {
        includeDeclaration: false,
        documentUri: uri,
      }).toArray(),
    );
    return uses.some((use) => !this.isQualified(use));
  }

  private isQualified({ sourceUri, sourcePath }: ReferenceDescription): boolean {
    const root = this.services.shared.workspace.LangiumDocuments.getDocument(sourceUri)?.parseResult.value;
    const node = root && this.services.workspace.AstNodeLocator.getAstNode(root, sourcePath);
    return ast.isWorkloadReference(node) && node.network !== undefined;
  }
}

/** The things that share a name space with one, itself among them. */
function siblings(node: AstNode): readonly AstNode[] {
  if (ast.isDimension(node) || ast.isStride(node)) return [...node.$container.dimensions, ...node.$container.strides];
  if (ast.isOperand(node)) {
    const { out, w, in: input } = node.$container;
    return [out, w, input].filter((operand) => operand !== undefined);
  }
  if (ast.isLevel(node)) return node.$container.levels;
  if (ast.isInlineLayer(node)) return node.$container.layers;
  return ast.isDeclaration(node) ? node.$container.declarations.filter(({ $type }) => $type === node.$type) : [];
}

function taken(node: AstNode, name: string): string {
  const { uri, textDocument } = AstUtils.getDocument(node);
  const line = textDocument.positionAt(node.$cstNode?.offset ?? 0).line + 1;
  return `There is ${kindOf(node)} \`${name}\` already, on line ${line} of ${UriUtils.basename(uri)}. Choose another name.`;
}
