import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.js';
import { type Item, searchesItem, serverItem } from './items.js';

const SEVERITIES = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

/** The entries of `.ffarch` files in the status bar's `{}`: the language server, and the searches that run. */
export function showStatus(connection: Connection): vscode.Disposable {
  const server = new StatusItem('factorflow.server', 'FactorFlow Language Server');
  const mapper = new StatusItem('factorflow.searches', 'FactorFlow Mapper');
  const showServer = () => server.show(serverItem(connection.state));
  const showSearches = () => mapper.show(searchesItem(connection.searches.all));
  showServer();
  return vscode.Disposable.from(
    server,
    mapper,
    connection.onDidChangeState(showServer),
    connection.searches.onDidChange(showSearches),
  );
}

/** Exists in the status bar while it has something to show. */
class StatusItem implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | undefined;

  constructor(
    private readonly id: string,
    private readonly name: string,
  ) {}

  show(shown: Item | undefined): void {
    if (!shown) {
      this.dispose();
      return;
    }
    this.item ??= vscode.languages.createLanguageStatusItem(this.id, { language: 'ffarch' });
    const { text, detail, severity, busy, command } = shown;
    Object.assign(this.item, { name: this.name, text, detail, severity: SEVERITIES[severity], busy, command });
    this.item.accessibilityInformation = { label: [this.name, text, detail].filter(Boolean).join(', ') };
  }

  dispose(): void {
    this.item?.dispose();
    this.item = undefined;
  }
}
