import { evaluateDeclared } from '../mapping/evaluate.js';
import { exportResult } from '../mapping/export.js';
import { insertMappings } from '../mapping/insert.js';
import { placesOfLevels } from '../mapping/places.js';
import { onRequest } from '../requests.js';
import type { Context } from './context.js';

/** What is done with mappings: one is evaluated, found in documents, written down, or exported. */
export function serveMappings({ connection, services, settings, reading }: Context): void {
  onRequest(connection, 'factorflow/evaluate', (params) =>
    reading(() => evaluateDeclared(services, params, params.options ?? settings.options)),
  );
  onRequest(connection, 'factorflow/places', (params) => reading(() => placesOfLevels(services, params)));
  onRequest(connection, 'factorflow/insertMappings', (params) => reading(() => insertMappings(services, params)));
  onRequest(connection, 'factorflow/exportTimeloop', (params) => reading(() => exportResult(services, params)));
}
