import * as vscode from 'vscode';
import type { EvaluateParams, MapCommandArgument } from '../server/protocol.js';
import { Connection, type Platform } from './connection.js';
import { evaluateMapping } from './evaluate/command.js';
import { exploreMappings } from './explore/command.js';
import { insertMapping } from './insert/insert.js';
import { MapCommand } from './map/command.js';
import { MapNetworkCommand } from './network/command.js';
import { copyResult } from './panel/copy.js';
import { ResultPanel } from './panel/panel.js';

/** Starts the language server and offers the commands that package.json declares. */
export async function start(context: vscode.ExtensionContext, platform: Platform): Promise<void> {
  const connection = new Connection(context, platform);
  const panel = new ResultPanel(context.extensionUri, {
    insert: (shown) => insertMapping(connection, shown),
    copy: copyResult,
  });
  const map = new MapCommand(connection, panel);
  const network = new MapNetworkCommand(connection);
  const command = <A>(name: string, run: (argument?: A) => unknown) =>
    vscode.commands.registerCommand(`factorflow.${name}`, run);
  context.subscriptions.push(
    connection,
    panel,
    map,
    network,
    command('mapWorkload', (argument?: MapCommandArgument | vscode.Uri) => map.run(ofDocument(argument))),
    command('mapWorkloadOn', (argument?: MapCommandArgument | vscode.Uri) => map.run(ofDocument(argument), true)),
    command('mapNetwork', (argument?: MapCommandArgument | vscode.Uri) => network.run(ofDocument(argument))),
    command('evaluateMapping', (argument?: EvaluateParams | vscode.Uri) =>
      evaluateMapping(connection, panel, argument instanceof vscode.Uri ? undefined : argument),
    ),
    command('exploreMappings', (argument?: MapCommandArgument | vscode.Uri) =>
      exploreMappings(connection, ofDocument(argument)),
    ),
    command('showLastResult', () => panel.showLast()),
    command('insertMapping', () => (panel.last ? insertMapping(connection, panel.last) : panel.showLast())),
    command('restartServer', () => connection.restart()),
    command('showOutput', () => connection.output.show()),
  );
  await connection.start();
}

/** Menus of the editor hand over the document's address; lenses and the tests a full argument. */
function ofDocument(argument: MapCommandArgument | vscode.Uri | undefined): MapCommandArgument | undefined {
  return argument instanceof vscode.Uri ? { uri: argument.toString() } : argument;
}
