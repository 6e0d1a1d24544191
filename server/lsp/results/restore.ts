import type { Connection } from 'vscode-languageserver';
import { notify } from '../requests.js';
import { restore } from './kept-results.js';
import type { ResultStore } from './store.js';

/**
 * Fills the store with what an earlier session kept, and tells the client of changes from then on.
 *
 * @param kept resolves, once the documents are there, with what `factorflow/keptResults` gave
 * @param changed called when a result has come or was removed
 * @returns when the earlier results are there
 */
export async function restoreResults(
  connection: Connection,
  store: ResultStore,
  kept: Promise<unknown>,
  changed: () => void,
): Promise<void> {
  for (const reason of await restore(store, await kept)) connection.console.warn(reason);
  const tell = () => {
    changed();
    notify(connection, 'factorflow/resultsChanged', null);
  };
  if (store.answers.length > 0) tell();
  store.onChange = tell;
}
