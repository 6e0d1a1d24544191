import * as vscode from 'vscode';
import { title } from './page/header.js';
import { type FromPage, isShown, type Shown, type ToPage, VIEW_TYPE } from './protocol.js';

/** What the page's buttons do. */
export interface PanelActions {
  insert(shown: Shown): Promise<unknown>;
  copy(as: 'json' | 'text', shown: Shown): Promise<void>;
}

/** The one panel that shows results: beside the editor, reused for the next result, restored after a reload. */
export class ResultPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: Shown | undefined;
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly actions: PanelActions,
  ) {
    this.registration = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
    });
  }

  /** What the panel shows, or showed when it was closed. */
  get last(): Shown | undefined {
    return this.shown;
  }

  /** Shows it again, and says so when there is none. */
  showLast(): void {
    if (this.shown) this.show(this.shown);
    else
      void vscode.window.showInformationMessage('Nothing was mapped or evaluated yet; run FactorFlow: Map Workload.');
  }

  show(shown: Shown): void {
    this.shown = shown;
    if (this.panel) this.panel.reveal(undefined, true);
    else {
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.adopt(vscode.window.createWebviewPanel(VIEW_TYPE, title(shown.report), beside));
    }
    this.send();
  }

  dispose(): void {
    this.panel?.dispose();
    this.registration.dispose();
  }

  private restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (this.panel || !isShown(state)) {
      panel.dispose();
      return;
    }
    this.shown = state;
    this.adopt(panel);
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')] };
    panel.webview.html = this.html(panel.webview);
  }

  /** A hidden page does not hear this; it asks again with `ready` when it is shown. */
  private send(): void {
    if (!this.panel || !this.shown) return;
    this.panel.title = title(this.shown.report);
    const message: ToPage = { type: 'show', shown: this.shown };
    void this.panel.webview.postMessage(message);
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.type === 'ready') this.send();
    else if (message.type === 'insert') await this.actions.insert(message.shown);
    else if (message.type === 'copy') await this.actions.copy(message.as, message.shown);
  }

  private html(webview: vscode.Webview): string {
    const nonce = crypto.randomUUID();
    const dist = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', name));
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${dist('panel.css')}">
<title>FactorFlow</title>
</head>
<body>
<p id="status" class="unseen" role="status"></p>
<main aria-busy="true"></main>
<script nonce="${nonce}" src="${dist('panel.js')}"></script>
</body>
</html>`;
  }
}
