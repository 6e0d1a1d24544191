import { serveAccelergy } from './accelergy.js';
import type { Context } from './context.js';
import { serveDiagrams } from './diagram.js';
import { serveExplore } from './explore.js';
import { serveImport } from './import.js';
import { serveMap } from './map.js';
import { serveMappings } from './mappings.js';
import { serveNetwork } from './network.js';
import { serveOnSave } from './on-save.js';
import { serveOverview } from './overview.js';
import { serveResults } from './results.js';

/** Registers the handlers of all requests of `server/protocol/`. */
export function serveRequests(context: Context): void {
  serveMap(context);
  serveNetwork(context);
  serveOnSave(context);
  serveExplore(context);
  serveDiagrams(context);
  serveImport(context);
  serveAccelergy(context);
  serveMappings(context);
  serveOverview(context);
  serveResults(context);
}
