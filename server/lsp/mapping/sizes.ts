import type { Workload } from '../../../language/domain/index.js';
import type { EvaluationReport } from '../../../language/model/index.js';

/** The sizes that the loops of a result multiply up to, in the order of a workload's dimensions: padded where they were, and those of then. */
export const mappedSizes = (
  { sizes, padded }: Pick<EvaluationReport, 'sizes' | 'padded'>,
  { coupling }: Workload,
): Record<string, number> =>
  Object.fromEntries(coupling.dimensions.map((dimension) => [dimension, padded?.[dimension]?.to ?? sizes[dimension]!]));
