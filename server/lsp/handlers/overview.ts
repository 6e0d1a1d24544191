import { overview } from '../overview.js';
import { onRequest } from '../requests.js';
import type { Context } from './context.js';

/** What all documents declare, and what was mapped. */
export function serveOverview({ connection, services, past, restored, reading }: Context): void {
  onRequest(connection, 'factorflow/overview', async () => {
    await restored;
    return reading(() => overview(services, past.list()));
  });
}
