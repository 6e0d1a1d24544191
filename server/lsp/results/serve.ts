import type { Connection } from 'vscode-languageserver';
import { notify, onRequest } from '../requests.js';
import { keep, restore } from './kept.js';
import type { PastResults } from './past-results.js';
import type { ResultStore } from './store.js';

/**
 * Answers requests about past results, and tells of their changes.
 *
 * @param host.kept resolves, once the documents are there, with what an earlier session kept
 * @param host.reading runs when all edits that came before have been taken in
 * @param host.changed called beside telling the client
 * @returns when the earlier results are there
 */
export async function serveResults(
  connection: Connection,
  store: ResultStore,
  past: PastResults,
  host: {
    kept: Promise<unknown>;
    reading: <T>(action: () => T) => Promise<T>;
    changed: () => void;
  },
): Promise<void> {
  const restored = host.kept.then((kept) => restore(store, kept));
  onRequest(connection, 'factorflow/result', ({ id }) => host.reading(() => past.result(id)));
  onRequest(connection, 'factorflow/removeResults', async ({ ids }) => {
    await restored;
    store.remove(ids);
    return null;
  });
  onRequest(connection, 'factorflow/keptResults', async () => {
    await restored;
    return keep(store);
  });
  for (const reason of await restored) connection.console.warn(reason);
  const tell = () => {
    host.changed();
    notify(connection, 'factorflow/resultsChanged', null);
  };
  if (store.answers.length > 0) tell();
  store.onChange = tell;
}
