import { AstUtils, type LangiumDocument, UriUtils } from 'langium';
import type * as ast from '../generated/ast.js';
import type { Context } from './context.js';
import type { Report } from './report.js';

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
      report('ffarch/import-without-effect', { because: 'itself' }, place);
    } else if (seen.has(uri.toString())) {
      report('ffarch/import-without-effect', { because: 'repeated', path: node.path }, place);
    } else if (
      imported &&
      ImportResolver.reaches(imported, new Set([document.uri.toString()])) &&
      !uses(document, imported)
    ) {
      report('ffarch/import-without-effect', { because: 'unused cycle', path: node.path }, place);
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
