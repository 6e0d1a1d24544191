import * as vscode from 'vscode';
import type { ModelOptions, SearchOptions } from '../server/protocol.js';

/** The section of all settings; package.json describes each. */
export const SECTION = 'factorflow';

/** The model's switches as they are set for a document. */
export function modelOptions(uri: vscode.Uri): ModelOptions {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return {
    bias: settings.get('model.bias', false),
    freeDrains: settings.get('model.freeDrains', false),
    timeloopBounds: settings.get('model.timeloopBounds', false),
  };
}

/** The mapper's options as they are set for a document. */
export function searchOptions(uri: vscode.Uri): SearchOptions {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return {
    objective: settings.get('mapper.objective', 'wart'),
    strategy: settings.get('mapper.strategy', 'optimal'),
    pad: settings.get('mapper.pad', false),
    timeLimit: settings.get<number | null>('mapper.timeLimit', null),
    gap: settings.get<number | null>('mapper.gap', null),
    threads: settings.get('mapper.threads', 1),
    seed: settings.get('mapper.seed', 1),
  };
}
