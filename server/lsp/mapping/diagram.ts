import { diagramOf } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import type { DiagramOutcome, DiagramParams } from '../../protocol/index.js';
import { findArchitecture } from '../references.js';
import { gone, unavailable, unsound } from './pair.js';

/** What an architecture is now, for its picture. */
export function drawArchitecture(services: FfarchServices, { architecture: reference }: DiagramParams): DiagramOutcome {
  const node = findArchitecture(services.shared.workspace.LangiumDocuments, reference);
  if (!node) return unavailable(gone(reference));
  const lowered = services.lowering.LoweringProvider.lowering.architecture(node);
  if (!lowered.sound || !lowered.value) return unavailable(unsound(reference, lowered));
  const places = lowered.value.levels.map(({ nameSource }) =>
    nameSource && nameSource.uri === reference.uri ? { start: nameSource.start, end: nameSource.end } : null,
  );
  return { kind: 'drawn', diagram: diagramOf(lowered.value), places };
}
