import { AstUtils, type LangiumDocument, type LangiumDocuments, type URI, UriUtils } from 'langium';
import type { Import } from '../generated/ast.js';
import { fileBeside } from './beside.js';
import { importsOf } from './declarations.js';

/** Where imports lead: `import "x.ffarch"` names a file relative to the one that it stands in. */
export class ImportResolver {
  /** @param services `shared` services of the language. */
  constructor(private readonly services: { readonly workspace: { readonly LangiumDocuments: LangiumDocuments } }) {}

  /** The URI that an import names, whether or not it exists; undefined where the path is missing or cannot be one. */
  uri(statement: Import): URI | undefined {
    const named = fileBeside(AstUtils.getDocument(statement).uri, statement.path ?? '');
    return typeof named === 'string' ? undefined : named;
  }

  /** The URIs of all imports of a document, without repetitions and without itself. */
  uris(document: LangiumDocument): URI[] {
    const byText = new Map<string, URI>();
    for (const statement of importsOf(document)) {
      const uri = this.uri(statement);
      if (uri && !UriUtils.equals(uri, document.uri)) {
        byText.set(uri.toString(), uri);
      }
    }
    return [...byText.values()];
  }

  /** The documents that a document imports directly; files that do not exist are left out. */
  documents(document: LangiumDocument): LangiumDocument[] {
    return this.uris(document)
      .map((uri) => this.services.workspace.LangiumDocuments.getDocument(uri))
      .filter((imported) => imported !== undefined);
  }

  /** Whether a document imports any of the URIs, directly or through others. Cycles end where they began. */
  reaches(document: LangiumDocument, uris: ReadonlySet<string>): boolean {
    const seen = new Set<LangiumDocument>([document]);
    for (const current of seen) {
      for (const uri of this.uris(current)) {
        if (uris.has(uri.toString())) {
          return true;
        }
        const imported = this.services.workspace.LangiumDocuments.getDocument(uri);
        if (imported) {
          seen.add(imported);
        }
      }
    }
    return false;
  }
}
