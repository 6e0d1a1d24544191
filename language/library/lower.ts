import { writeFileSync } from 'node:fs';
import type * as ast from '../generated/ast.js';
import { startLanguage } from '../language.js';
import { constantsOf, type Declared, type LoweredDocument } from '../lower/index.js';
import { toNumber } from '../lower/rational.js';
import { networksOf } from '../references/declarations.js';
import { libraryDocuments } from '../workspace/library.js';
import { type Library, printLibrary } from './library.js';

/** Writes what the standard library means into a module, so hosts can use its values without parsing it. Part of `npm run generate`. */
const { shared, Ffarch } = await startLanguage();
const sources = libraryDocuments(shared.workspace.LangiumDocuments);
const documents = sources.map((document) => Ffarch.lowering.LoweringProvider.document(document));
const all = <T>(of: (document: LoweredDocument) => readonly Declared<unknown, T>[]): T[] =>
  documents.flatMap(of).map(({ value, problems }) => {
    if (value === undefined) throw new Error(`The library has problems: ${JSON.stringify(problems)}`);
    return value;
  });
const { lowering } = Ffarch.lowering.LoweringProvider;
const numbers = (network: ast.Network): Record<string, number> =>
  Object.fromEntries(
    [...constantsOf(network)].map((constant) => {
      const value = lowering.constant(constant).value;
      if (value === undefined) throw new Error(`The library's constant ${constant.name} has no value.`);
      return [constant.name, toNumber(value)];
    }),
  );
const library: Library = {
  couplings: all(({ couplings }) => couplings),
  architectures: all(({ architectures }) => architectures),
  workloads: all(({ workloads }) => workloads),
  networks: all(({ networks }) => networks),
  constants: Object.fromEntries(sources.flatMap(networksOf).map((network) => [network.name, numbers(network)])),
};
writeFileSync(
  new URL('../generated/library-values.ts', import.meta.url),
  `// Generated from language/library/*.ffarch by language/library/lower.ts.\nexport const LIBRARY_VALUES = ${JSON.stringify(printLibrary(library))};\n`,
);
