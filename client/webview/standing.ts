import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.js';
import { shownOf } from '../evaluate/shown.js';
import type { Shown } from '../panel/protocol.js';
import type { View } from '../panel/view.js';
import { modelOptions } from '../settings.js';
import { afterEdit } from './beside.js';
import type { Judge, Panels } from './panels.js';

/** Asks the server what has changed since the numbers were computed. While none runs, nothing is known to have. */
export function judgeOf<S>(connection: Connection, view: View<S>): Judge<S> {
  return async (shown) => {
    const judged = async () => {
      const bases = view.bases(shown);
      const changes = await Promise.all(bases.map((basis) => connection.request('factorflow/judge', { basis })));
      return { shown, changes: [...new Set(changes.flat())] };
    };
    return whileRunning(connection, judged, { shown, changes: [] });
  };
}

/** A `mapping` declaration is evaluated again; what was searched for is compared with what is declared now. */
export function judgeOfResults(connection: Connection, view: View<Shown>): Judge<Shown> {
  const compare = judgeOf(connection, view);
  return async (shown) => {
    const { uri, report } = shown;
    if (report.mappingName === undefined) return compare(shown);
    const params = { uri, mapping: report.mappingName, options: modelOptions(vscode.Uri.parse(uri)) };
    return whileRunning(
      connection,
      async () => {
        const outcome = await connection.request('factorflow/evaluate', params);
        switch (outcome.kind) {
          case 'evaluated':
            return { shown: afterEdit(shownOf(uri, outcome), shown), changes: [] };
          case 'unavailable':
            return { shown, changes: [outcome.message] };
          case 'several':
            return { shown, changes: [] };
        }
      },
      { shown, changes: [] },
    );
  };
}

/** Judges all panels a moment after each edit, and after a change of the model's settings, which the server tells in the same way. */
export function keepJudged(connection: Connection, all: readonly Pick<Panels<never>, 'judgeAll'>[]): vscode.Disposable {
  return connection.on('factorflow/declarationsChanged', () => {
    for (const panels of all) void panels.judgeAll();
  });
}

/** A server that starts tells of its declarations, and then everything is judged. */
async function whileRunning<T>({ output }: Connection, ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    output.debug(`A panel was not judged: ${error}`);
    return otherwise;
  }
}
