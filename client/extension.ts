import * as vscode from 'vscode';
import type {
  DiagramParams,
  DocumentationArgument,
  EvaluateParams,
  MapCommandArgument,
  ResultCommandArgument,
} from '../server/protocol/index.js';
import { type AccelergyArgument, estimateWithAccelergy } from './accelergy/command.js';
import { Connection, type Platform } from './connection/connection.js';
import { judgeOfDiagrams, revealLevel, showDiagram } from './diagram/command.js';
import { openDocumentation } from './documentation/command.js';
import { evaluateMapping } from './evaluate/command.js';
import { makeLegal, revealViolation } from './evaluate/violations.js';
import { exploreMappings, openPoint } from './explore/command.js';
import { argumentOf } from './explorer/tree.js';
import { OverviewView } from './explorer/view.js';
import { exportToTimeloop } from './export/command.js';
import { type ImportArgument, importFiles } from './import/command.js';
import { ImportFindings } from './import/findings.js';
import { insertMapping } from './insert/insert.js';
import { continueSearch, mapPair, mapWorkload } from './map/command.js';
import { mapOnSave } from './map/on-save.js';
import { continueNetwork, mapNetwork } from './network/command.js';
import { compareChosen, compareOn } from './network/compare.js';
import { KeptNetworks } from './network/kept.js';
import { COMPARISON, type ComparisonShown } from './panel/comparison/view.js';
import { DIAGRAM, type DiagramShown } from './panel/diagram/view.js';
import { EXPLORATION, type ExplorationShown } from './panel/exploration/view.js';
import { layerShown, NETWORK, type NetworkShown } from './panel/network/view.js';
import type { Shown } from './panel/protocol.js';
import { RESULT } from './panel/result/view.js';
import type { View } from './panel/view.js';
import { ResultCommands } from './results/commands.js';
import { comparables, compareResults } from './results/compare.js';
import { KeptResults } from './results/kept.js';
import { watchSettings } from './settings.js';
import { showStatus } from './status/status.js';
import { noticeFile, noticeOverflow, openExample, openWalkthrough, showInExample } from './walkthrough/walkthrough.js';
import { copyComparison, copyNetwork, copyResult } from './webview/copy.js';
import { type Actions, Panels } from './webview/panels.js';
import { ResultPanel } from './webview/result-panel.js';
import { saveFigure, saveReport } from './webview/save.js';
import { judgeOf, judgeOfResults, keepJudged } from './webview/standing.js';
import { Tracing } from './webview/tracing.js';

/** Starts the language server and offers the commands that package.json declares. */
export async function start(context: vscode.ExtensionContext, platform: Platform): Promise<void> {
  const connection = new Connection(context, platform);
  const saves =
    <S extends { readonly uri: string }>(view: View<S>): Actions<S>[string] =>
    (shown, _index, _column, _drawn, choices) =>
      saveReport(context.extensionUri, view, shown, choices);
  const resultActions: Actions<Shown> = {
    insert: (shown) => insertMapping(connection, shown),
    violation: (shown, index) => revealViolation(connection, shown, index ?? 0),
    'make-legal': (shown) => makeLegal(connection, shown),
    copy: (shown) => copyResult(connection, shown),
    'export-timeloop': (shown) => exportToTimeloop(connection, shown),
    'save-report': saves(RESULT),
    'save-figure': (shown, _index, _column, drawn) => drawn && saveFigure(RESULT, shown, drawn),
    pin: (shown) => panel.pin(shown),
    unpin: (shown) => panel.unpin(shown),
    again: ({ uri, architecture, workload, report: { padded } }) =>
      mapPair(connection, panel, { uri, architecture, workload }, padded ? { pad: true } : {}),
    continue: (shown) => continueSearch(connection, panel, shown),
  };
  const panel: ResultPanel = new ResultPanel(
    context.extensionUri,
    connection.output,
    resultActions,
    judgeOfResults(connection, RESULT),
  );
  const ofLayer =
    (act: (shown: Shown, column?: vscode.ViewColumn) => unknown): Actions<NetworkShown>[string] =>
    (shown, layer, column) => {
      const one = layerShown(shown, layer ?? -1);
      if (one) act(one, column);
    };
  const networkActions: Actions<NetworkShown> = {
    open: ofLayer((shown, column) => panel.show(shown, column ?? vscode.ViewColumn.Active)),
    insert: ofLayer((shown) => insertMapping(connection, shown)),
    'save-report': saves(NETWORK),
    'save-figure': (shown, _index, _column, drawn) => drawn && saveFigure(NETWORK, shown, drawn),
    copy: (shown) => copyNetwork(connection, shown),
    continue: (shown) => continueNetwork(connection, mapped, shown),
    again: ({ uri, architecture, network: { basis } }) =>
      mapNetwork(connection, mapped, { uri, architecture, workload: basis.network }),
  };
  const networks = new Panels(
    context.extensionUri,
    connection.output,
    NETWORK,
    networkActions,
    judgeOf(connection, NETWORK),
  );
  const keptNetworks = new KeptNetworks(context.workspaceState, connection.output);
  const mapped = {
    show: (shown: NetworkShown) => {
      keptNetworks.add(shown);
      networks.show(shown);
    },
  };
  const keep = (shown: NetworkShown) => keptNetworks.add(shown);
  const comparisonActions: Actions<ComparisonShown> = {
    open: ({ networks: all }, index, column) => {
      const shown = all[index ?? -1];
      if (shown) networks.show(shown, column ?? vscode.ViewColumn.Active);
    },
    copy: (shown, _index, _column, _drawn, choices) => copyComparison(connection, shown, choices),
    'save-report': saves(COMPARISON),
    'save-figure': (shown, _index, _column, drawn) => drawn && saveFigure(COMPARISON, shown, drawn),
    again: ({ uri, networks }) => {
      const network = networks[0]?.network.basis.network;
      const architectures = networks.map(({ architecture }) => architecture);
      if (network) return compareChosen(connection, comparisons, keep, { uri, network, architectures });
    },
  };
  const comparisons = new Panels(
    context.extensionUri,
    connection.output,
    COMPARISON,
    comparisonActions,
    judgeOf(connection, COMPARISON),
  );
  const diagramActions: Actions<DiagramShown> = {
    level: (shown, index) => revealLevel(shown, index ?? -1),
    'save-figure': (shown, _index, _column, drawn) => drawn && saveFigure(DIAGRAM, shown, drawn),
  };
  const diagrams = new Panels(
    context.extensionUri,
    connection.output,
    DIAGRAM,
    diagramActions,
    judgeOfDiagrams(connection),
  );
  const explorationActions: Actions<ExplorationShown> = {
    'open-point': (shown, index, column) => openPoint(connection, panel, shown, index ?? -1, column),
    'open-declared': ({ uri, explored: { declared } }, index) => {
      const mapping = declared[index ?? -1]?.name;
      return mapping && evaluateMapping(connection, panel, { uri, mapping });
    },
    'save-figure': (shown, _index, _column, drawn) => drawn && saveFigure(EXPLORATION, shown, drawn),
    again: ({ uri, architecture, workload }) =>
      exploreMappings(connection, explorations, { uri, architecture, workload }),
  };
  const explorations = new Panels(
    context.extensionUri,
    connection.output,
    EXPLORATION,
    explorationActions,
    judgeOf(connection, EXPLORATION),
  );
  const results = new ResultCommands(connection, panel, { kept: keptNetworks, panels: networks });
  const kept = new KeptResults(context.workspaceState, connection);
  const importFindings = new ImportFindings();
  // The explorer of files gives the item of the menu, then all that are selected.
  const command = <A>(name: string, run: (argument?: A, selected?: vscode.Uri[]) => unknown) =>
    vscode.commands.registerCommand(`factorflow.${name}`, (given, selected) => run(argumentOf(given) as A, selected));
  context.subscriptions.push(
    connection,
    panel,
    networks,
    comparisons,
    diagrams,
    explorations,
    keepJudged(connection, [panel, networks, comparisons, diagrams, explorations]),
    new Tracing(connection, panel),
    showStatus(connection),
    noticeFile(),
    noticeOverflow(),
    kept,
    keptNetworks,
    mapOnSave(connection),
    watchSettings(),
    command('mapWorkload', (argument?: MapCommandArgument | vscode.Uri) =>
      mapWorkload(connection, panel, ofDocument(argument)),
    ),
    command('mapWorkloadOn', (argument?: MapCommandArgument | vscode.Uri) =>
      mapWorkload(connection, panel, ofDocument(argument), true),
    ),
    command('mapNetwork', (argument?: MapCommandArgument | vscode.Uri) =>
      mapNetwork(connection, mapped, ofDocument(argument)),
    ),
    command('mapNetworkOn', (argument?: MapCommandArgument | vscode.Uri) =>
      compareOn(connection, comparisons, keep, ofDocument(argument)),
    ),
    command('showDiagram', (argument?: DiagramParams) => showDiagram(connection, diagrams, argument)),
    command('evaluateMapping', (argument?: EvaluateParams | vscode.Uri) =>
      evaluateMapping(connection, panel, argument instanceof vscode.Uri ? { uri: argument.toString() } : argument),
    ),
    command('exploreMappings', (argument?: MapCommandArgument | vscode.Uri) =>
      exploreMappings(connection, explorations, ofDocument(argument)),
    ),
    importFindings,
    command('import', (argument?: ImportArgument | vscode.Uri, selected?: vscode.Uri[]) =>
      importFiles(
        connection,
        importFindings,
        argument instanceof vscode.Uri ? { uris: selected && selected.length > 0 ? selected : [argument] } : argument,
      ),
    ),
    command('estimateWithAccelergy', (argument?: AccelergyArgument | vscode.Uri) =>
      estimateWithAccelergy(connection, argument instanceof vscode.Uri ? { uri: argument.toString() } : argument),
    ),
    command('showLastResult', () => panel.showLast()),
    command('insertMapping', () => (panel.last ? insertMapping(connection, panel.last) : panel.showLast())),
    command('exportToTimeloop', (folder?: vscode.Uri) =>
      panel.last ? exportToTimeloop(connection, panel.last, folder) : panel.showLast(),
    ),
    command('showResult', (argument?: ResultCommandArgument) => results.show(argument)),
    command('insertResult', (argument?: ResultCommandArgument) => results.insert(argument)),
    command('compareResults', (argument?: unknown, selected?: unknown[]) =>
      compareResults(connection, panel, comparables(selected?.map(argumentOf) ?? [argument])),
    ),
    command('removeResult', (argument?: ResultCommandArgument) => results.remove(argument)),
    command('removeAllResults', () => results.removeAll()),
    command('cancelSearch', () => connection.searches.cancel()),
    command('getStarted', () => openWalkthrough()),
    command('openExample', (file?: unknown) => openExample(context.extensionUri, file)),
    command('showInExample', (text?: unknown) => showInExample(context.extensionUri, text)),
    command('openDocumentation', (argument?: DocumentationArgument) => openDocumentation(argument)),
    command('restartServer', () => kept.settled().then(() => connection.restart())),
    command('showOutput', () => connection.output.show()),
  );
  await connection.start();
  context.subscriptions.push(new OverviewView(connection, keptNetworks));
  await vscode.commands.executeCommand('setContext', 'factorflow.active', true);
}

/** Menus of the editor hand over the document's address; lenses and the tests a full argument. */
function ofDocument(argument: MapCommandArgument | vscode.Uri | undefined): MapCommandArgument | undefined {
  return argument instanceof vscode.Uri ? { uri: argument.toString() } : argument;
}
