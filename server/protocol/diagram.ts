import type { Diagram } from '../../language/model/diagram.js';
import type { Range, Reference } from './locations.js';

export type { Diagram, DiagramLevel } from '../../language/model/diagram.js';

/** Which architecture is drawn. */
export interface DiagramParams {
  architecture: Reference;
}

export type DiagramOutcome =
  | {
      kind: 'drawn';
      diagram: Diagram;
      /** Where the name of each level stands, in the document of the architecture. */
      places: (Range | null)[];
    }
  /** It is not declared any more, or has errors. */
  | { kind: 'unavailable'; message: string };
