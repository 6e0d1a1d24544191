import type { ClientCommands } from './commands.js';

/** How a client initialises the server. */
export interface InitializationOptions {
  /** Whether it has the commands of {@link ClientCommands}; without them nothing is offered that needs them. */
  commands?: boolean;
  /** Whether links to these commands may stand in hovers. */
  commandLinks?: boolean;
  /** What `factorflow/keptResults` gave in an earlier session; whatever cannot be read of it is dropped, and logged. */
  results?: unknown;
  /** The page `docs/diagnostics.md`, and where diagnostics are to link to; without it they link nowhere. */
  documentation?: { uri: string; text: string };
  /** The address of the mapper's worker, for a server that runs in a browser. */
  worker?: string;
}
