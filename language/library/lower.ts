import { writeFileSync } from 'node:fs';
import { startLanguage } from '../language.js';
import type { Declared, LoweredDocument } from '../lower/index.js';
import { libraryDocuments } from '../workspace/library.js';
import { type Library, printLibrary } from './library.js';

/** Writes what the standard library means into a module, so hosts can use its values without parsing it. Part of `npm run generate`. */
const { shared, Ffarch } = await startLanguage();
const documents = libraryDocuments(shared.workspace.LangiumDocuments).map((document) =>
  Ffarch.lowering.LoweringProvider.document(document),
);
const all = <T>(of: (document: LoweredDocument) => readonly Declared<unknown, T>[]): T[] =>
  documents.flatMap(of).map(({ value, problems }) => {
    if (value === undefined) throw new Error(`The library has problems: ${JSON.stringify(problems)}`);
    return value;
  });
const library: Library = {
  couplings: all(({ couplings }) => couplings),
  architectures: all(({ architectures }) => architectures),
  workloads: all(({ workloads }) => workloads),
  networks: all(({ networks }) => networks),
};
writeFileSync(
  new URL('../generated/library-values.ts', import.meta.url),
  `// Generated from language/library/*.ffarch by language/library/lower.ts.\nexport const LIBRARY_VALUES = ${JSON.stringify(printLibrary(library))};\n`,
);
