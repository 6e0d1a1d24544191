import { URI } from 'langium';
import type { Source } from '../../../language/domain/index.js';
import { isMapping } from '../../../language/generated/ast.js';
import type { FfarchServices } from '../../../language/module.js';
import { declarationsOf } from '../../../language/references/declarations.js';
import type { LevelPlace, PlacesParams } from '../../protocol/index.js';
import { findArchitecture } from '../references.js';

/** Where the levels of an architecture are declared, and what a mapping says of them; nothing of what is no longer there. */
export function placesOfLevels(services: FfarchServices, { architecture, mapping }: PlacesParams): LevelPlace[] {
  const documents = services.shared.workspace.LangiumDocuments;
  const { lowering } = services.lowering.LoweringProvider;
  const node = findArchitecture(documents, architecture);
  const levels = (node && lowering.architecture(node).value?.levels) ?? [];
  const document = mapping && documents.getDocument(URI.parse(mapping.uri));
  const declared =
    document &&
    declarationsOf(document)
      .filter(isMapping)
      .find(({ name }) => name === mapping.name);
  const lines = (declared && lowering.mapping(declared).value?.mapping) ?? [];
  return [
    ...levels.flatMap(({ name, source, nameSource }) => placeOf(name, null, source, nameSource)),
    ...lines.flatMap(({ level, loops, source }) => [
      ...placeOf(level, null, source),
      ...loops.flatMap((loop) => placeOf(level, loop.dimension, loop.source)),
    ]),
  ];
}

function placeOf(level: string, dimension: string | null, source?: Source, name = source): LevelPlace[] {
  if (!source || !name) return [];
  const { uri, start, end } = source;
  return [{ level, dimension, uri, range: { start, end }, name: { start: name.start, end: name.end } }];
}
