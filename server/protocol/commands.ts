import type { DiagramParams } from './diagram.js';
import type { EvaluateParams } from './evaluate.js';
import type { Reference } from './locations.js';
import type { PastResult } from './results.js';

/** Commands of the client that the server's lenses, code actions and links call, with the argument of each. */
export interface ClientCommands {
  'factorflow.mapWorkload': MapCommandArgument;
  'factorflow.mapNetwork': MapCommandArgument;
  'factorflow.evaluateMapping': EvaluateParams;
  'factorflow.showDiagram': DiagramParams;
  'factorflow.showResult': ResultCommandArgument;
  'factorflow.openDocumentation': DocumentationArgument;
}

/** What to map, as far as it is clear. */
export interface MapCommandArgument {
  /** The document from which it is mapped. */
  uri: string;
  /** What is chosen already: a workload or layer, or the network that is to be mapped; and on what. */
  workload?: Reference;
  architecture?: Reference;
  /** The network among whose layers the user is to choose. */
  network?: Reference;
}

/** A section of a page that comes with the extension. */
export interface DocumentationArgument {
  /** By its path in the repository, such as `docs/language.md`. */
  page: string;
  /** The anchor of its heading; the whole page without. */
  section?: string;
}

export interface ResultCommandArgument {
  /** Of a {@link PastResult}. */
  id: string;
}
