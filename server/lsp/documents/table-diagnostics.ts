import type { Diagnostic } from 'vscode-languageserver';

/** The codes of what is wrong between a document and a file that it takes energies from. */
const OF_TABLES = /^ffarch\/energy-file-/;

/**
 * Says what is wrong between documents and the files that they take energies from in those files, too: at the lines that
 * the diagnostics of the documents lead to.
 */
export class TableDiagnostics {
  /** By the file, then by the document. */
  private readonly known = new Map<string, Map<string, readonly Diagnostic[]>>();

  /** @returns the files of which something else is to be said now, with all that is to be said of each */
  update(document: string, diagnostics: readonly Diagnostic[]): { uri: string; diagnostics: Diagnostic[] }[] {
    const now = new Map<string, Diagnostic[]>();
    for (const diagnostic of diagnostics.filter(({ code }) => OF_TABLES.test(String(code)))) {
      for (const { location } of diagnostic.relatedInformation ?? []) {
        const named = { uri: document, range: diagnostic.range };
        const there: Diagnostic = {
          ...diagnostic,
          range: location.range,
          relatedInformation: [{ message: 'The document that takes energies from here.', location: named }],
        };
        now.set(location.uri, [...(now.get(location.uri) ?? []), there]);
      }
    }
    const before = [...this.known].filter(([, by]) => by.has(document)).map(([uri]) => uri);
    return [...new Set([...before, ...now.keys()])].map((uri) => {
      const by = this.known.get(uri) ?? new Map<string, readonly Diagnostic[]>();
      this.known.set(uri, by);
      const found = now.get(uri);
      if (found) by.set(document, found);
      else by.delete(document);
      return { uri, diagnostics: [...by.values()].flat() };
    });
  }
}
