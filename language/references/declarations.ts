import type { LangiumDocument } from 'langium';
import * as ast from '../generated/ast.js';

/** What can be mapped: a workload, or a layer that its network describes itself. */
export type WorkloadNode = ast.Workload | ast.InlineLayer;

/** The declarations of a document; a document with syntax errors has those that could be read. */
export function declarationsOf(document: LangiumDocument): readonly ast.Declaration[] {
  return sourceFile(document).declarations ?? [];
}

/** The imports of a document; a document with syntax errors has those that could be read. */
export function importsOf(document: LangiumDocument): readonly ast.Import[] {
  return sourceFile(document).imports ?? [];
}

/** A file that could not be read lacks its lists. */
const sourceFile = ({ parseResult }: LangiumDocument) => parseResult.value as Partial<ast.SourceFile>;

/** Those with a name, in the order of the document. */
export function architecturesOf(document: LangiumDocument): ast.Architecture[] {
  return declarationsOf(document).filter(ast.isArchitecture).filter(named);
}

/** In the order of the document. */
export function workloadsOf(document: LangiumDocument): WorkloadNode[] {
  return declarationsOf(document).flatMap((declaration): WorkloadNode[] => {
    if (ast.isWorkload(declaration)) return named(declaration) ? [declaration] : [];
    return ast.isNetwork(declaration) ? declaration.layers.filter(ast.isInlineLayer).filter(named) : [];
  });
}

/** Those with a name, in the order of the document. */
export function networksOf(document: LangiumDocument): ast.Network[] {
  return declarationsOf(document).filter(ast.isNetwork).filter(named);
}

/** `MB6`, or the network's and the layer's names. */
export function pathOf(workload: WorkloadNode): string[] {
  return ast.isWorkload(workload) ? [workload.name] : [workload.$container.name, workload.name];
}

function named(node: { name?: string }): boolean {
  return Boolean(node.name);
}
