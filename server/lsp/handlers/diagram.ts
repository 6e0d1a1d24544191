import { drawArchitecture } from '../mapping/diagram.js';
import { onRequest } from '../requests.js';
import type { Context } from './context.js';

/** The pictures of architectures without a mapping. */
export function serveDiagrams({ connection, services, reading }: Context): void {
  onRequest(connection, 'factorflow/diagram', (params) => reading(() => drawArchitecture(services, params)));
}
