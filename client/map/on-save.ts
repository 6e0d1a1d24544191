import * as vscode from 'vscode';
import type { MapSavedOutcome, SavedPairs } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { runJob } from '../job.js';
import { modelOptions, searchOptions, setting } from '../settings.js';

/** Maps in the background what a file has saved, as far as `factorflow.mapper.mapOnSave` wants it. */
export function mapOnSave(connection: Connection): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument((document) => {
    if (document.languageId === 'ffarch') void mapSaved(connection, document.uri);
  });
}

async function mapSaved(connection: Connection, document: vscode.Uri): Promise<MapSavedOutcome | undefined> {
  const pairs = setting<SavedPairs | 'off'>('mapper.mapOnSave', document);
  if (pairs === 'off') return undefined;
  const params = { uri: document.toString(), pairs, options: modelOptions(document), search: searchOptions(document) };
  return runJob(connection, 'factorflow/mapSaved', params, {
    title: `Mapping what ${vscode.workspace.asRelativePath(document)} declares`,
    keeps: 'what is found',
    quiet: true,
    progress: ({ done, pairs, workload, architecture }) =>
      `${workload.name} on ${architecture.name}, ${done + 1} of ${pairs}`,
  });
}
