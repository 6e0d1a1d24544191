import * as vscode from 'vscode';
import type { ModelOptions, SearchOptions } from '../server/protocol/index.js';
import { fits, type Schema } from './schema.js';
import { tellWrongValue } from './setting-messages.js';

/** The section of all settings; package.json describes each. */
const SECTION = 'factorflow';

/** A setting as it is for a document; its default where the user's value is none that package.json allows. */
export function setting<T>(name: string, document: vscode.Uri): T {
  const schema = schemas()[`${SECTION}.${name}`]!;
  const value = vscode.workspace.getConfiguration(SECTION, document).get(name);
  if (fits(schema, value)) return value as T;
  tellWrongValue(`${SECTION}.${name}`, schema, value);
  return schema.default as T;
}

/** Looks at all settings now and whenever they change, and says which have values that they do not take. */
export function watchSettings(): vscode.Disposable {
  const check = () => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [name, schema] of Object.entries(schemas())) {
      const value = configuration.get(name);
      if (!fits(schema, value)) tellWrongValue(name, schema, value);
    }
  };
  check();
  return vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(SECTION) && check());
}

/** The model's switches as they are set for a document. */
export function modelOptions(document: vscode.Uri): ModelOptions {
  return {
    bias: setting('model.bias', document),
    freeDrains: setting('model.freeDrains', document),
    timeloopBounds: setting('model.timeloopBounds', document),
  };
}

/** The mapper's options as they are set for a document. */
export function searchOptions(document: vscode.Uri): SearchOptions {
  return {
    objective: setting('mapper.objective', document),
    strategy: setting('mapper.strategy', document),
    pad: setting('mapper.pad', document),
    ragged: setting('mapper.ragged', document),
    timeLimit: setting('mapper.timeLimit', document),
    gap: setting('mapper.gap', document),
    threads: setting('mapper.threads', document),
    seed: setting('mapper.seed', document),
  };
}

function schemas(): Record<string, Schema> {
  const { configuration } = vscode.extensions.getExtension('factorflow.factorflow')!.packageJSON.contributes;
  return Object.assign({}, ...configuration.map(({ properties }: { properties: object }) => properties));
}
