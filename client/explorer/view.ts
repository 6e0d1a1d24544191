import * as vscode from 'vscode';
import type { Overview } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import type { KeptNetworks } from '../network/kept.js';
import { NETWORK } from '../panel/network/view.js';
import { judgeOf } from '../webview/standing.js';
import type { JudgedNetwork } from './result-rows.js';
import type { Row, RowKind } from './row.js';
import { rows } from './tree.js';

/** The view's identifier in package.json. */
const VIEW = 'factorflow.overview';

const ICONS: Readonly<Partial<Record<RowKind, string>>> = {
  architecture: 'circuit-board',
  workload: 'symbol-array',
  network: 'layers',
  layer: 'symbol-array',
  mapping: 'list-tree',
  mappedPair: 'folder',
  mappedNetwork: 'layers',
  provenResult: 'verified',
  result: 'pass',
  outdatedResult: 'history',
};

/** The **FactorFlow** view: what the workspace declares, and what was mapped. It asks the server only while it is seen. */
export class OverviewView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly view: vscode.TreeView<Row>;
  private readonly subscriptions: vscode.Disposable;
  private shown = '';
  private stale = false;

  constructor(
    private readonly connection: Connection,
    private readonly networks: KeptNetworks,
  ) {
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.changes,
      this.view.onDidChangeVisibility(({ visible }) => visible && this.stale && this.refresh()),
      connection.on('factorflow/declarationsChanged', () => this.refresh()),
      connection.on('factorflow/resultsChanged', () => this.refresh()),
      networks.onDidChange(() => this.refresh()),
    );
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row) return [...(row.children ?? [])];
    const all = await this.rows();
    this.shown = JSON.stringify(all);
    return all;
  }

  getTreeItem({
    id,
    kind,
    label,
    description,
    tooltip,
    accessibilityLabel,
    place,
    children,
    argument,
  }: Row): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, children ? (kind === 'network' ? Collapsed : Expanded) : None);
    item.id = id;
    item.contextValue = kind;
    item.description = description;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: accessibilityLabel };
    const icon = ICONS[kind];
    if (icon) item.iconPath = new vscode.ThemeIcon(icon);
    if (place) {
      const { start, end } = place.range;
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      const opening: [vscode.Uri, vscode.TextDocumentShowOptions] = [vscode.Uri.parse(place.uri), { selection }];
      item.command = { command: 'vscode.open', title: 'Open', arguments: opening };
    } else if (argument && 'id' in argument) {
      item.command = { command: 'factorflow.showResult', title: 'Show Result', arguments: [argument] };
    }
    return item;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** Draws again if there is anything new to draw; when it is seen again, if it is not seen now. */
  private async refresh(): Promise<void> {
    this.stale = !this.view.visible;
    if (this.stale) return;
    if (JSON.stringify(await this.rows()) !== this.shown) this.changes.fire(undefined);
  }

  private async rows(): Promise<Row[]> {
    const overview = await this.overview();
    const path = (uri: string) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    return overview ? rows(overview, path, await this.mapped()) : [];
  }

  private mapped(): Promise<JudgedNetwork[]> {
    const judge = judgeOf(this.connection, NETWORK);
    return Promise.all(
      this.networks.all.map(async ({ id, shown }) => ({ id, shown, changes: (await judge(shown)).changes })),
    );
  }

  /** Undefined while there is no server. */
  private async overview(): Promise<Overview | undefined> {
    try {
      return await this.connection.request('factorflow/overview', null);
    } catch (error) {
      this.connection.output.debug(`The FactorFlow view has nothing to show: ${error}`);
      return undefined;
    }
  }
}
