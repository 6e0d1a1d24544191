import { AstUtils, type LangiumDocument, UriUtils } from 'langium';
import type * as ast from '../generated/ast.js';
import type { Context } from './context.js';
import * as diagnostics from './diagnostics.js';
import type { Report } from './finding.js';

/** Imports that change nothing: of the file itself, of a file twice, or in a cycle of a file that is not used. */
export function checkImports(file: ast.SourceFile, report: Report, { services }: Context): void {
  const document = AstUtils.getDocument(file);
  const { ImportResolver } = services.references;
  const seen = new Set<string>();
  for (const node of file.imports) {
    const uri = ImportResolver.uri(node);
    if (!uri) continue;
    const place = { node, property: 'path' };
    const imported = services.shared.workspace.LangiumDocuments.getDocument(uri);
    if (UriUtils.equals(uri, document.uri)) {
      report(diagnostics.selfImport(), place);
    } else if (seen.has(uri.toString())) {
      report(diagnostics.repeatedImport(node.path), place);
    } else if (
      imported &&
      ImportResolver.reaches(imported, new Set([document.uri.toString()])) &&
      !uses(document, imported)
    ) {
      report(diagnostics.cyclicImport(node.path), place);
    }
    seen.add(uri.toString());
  }
}

/** Whether any name in a document means something in the other. */
function uses(document: LangiumDocument, other: LangiumDocument): boolean {
  return document.references.some((reference) => {
    const node = 'ref' in reference ? reference.ref : undefined;
    return node !== undefined && AstUtils.getDocument(node) === other;
  });
}
