import { evaluateDeclared } from '../mapping/evaluate.js';
import { insertMapping } from '../mapping/insert.js';
import { placesOfLevels } from '../mapping/places.js';
import { onRequest } from '../requests.js';
import type { Context } from './context.js';

/** What is done with `mapping` declarations: one is evaluated, found in documents, or written down. */
export function serveMappings({ connection, services, settings, reading }: Context): void {
  onRequest(connection, 'factorflow/evaluate', (params) =>
    reading(() => evaluateDeclared(services, params, params.options ?? settings.options)),
  );
  onRequest(connection, 'factorflow/places', (params) => reading(() => placesOfLevels(services, params)));
  onRequest(connection, 'factorflow/insertMapping', (params) => reading(() => insertMapping(services, params)));
}
