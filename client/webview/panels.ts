import * as vscode from 'vscode';
import { architectureEditor } from '../editor.js';
import { attempt } from '../failures.js';
import type { Choices } from '../panel/choices.js';
import type { Drawn, FromPage, Kept, Pointed, ToPage } from '../panel/protocol.js';
import type { View } from '../panel/view.js';

/**
 * What the page's buttons do, by the name of the action; each hears in which column the page is, and gets the figure that is to be saved
 * and how the user has the page shown.
 */
export type Actions<S> = Readonly<
  Record<
    string,
    (
      shown: S,
      index: number | undefined,
      column: vscode.ViewColumn | undefined,
      drawn: Drawn | undefined,
      choices: Choices,
    ) => unknown
  >
>;

/** What a panel is to show by now, and what has changed since its numbers were computed; nothing while they hold. */
export interface Standing<S> {
  readonly shown: S;
  readonly changes: readonly string[];
}

/** Finds out how what is shown stands to what is declared now. */
export type Judge<S> = (shown: S) => Promise<Standing<S>>;

/** The panels of one kind: each beside the editor, reused for what has the same key, restored after a reload. */
export class Panels<S> implements vscode.Disposable {
  private readonly open = new Map<vscode.WebviewPanel, Standing<S>>();
  private readonly registration: vscode.Disposable;
  private latest: S | undefined;
  private readonly pointing = new vscode.EventEmitter<Pointed>();
  /** Where the user points in a page. */
  readonly onDidPoint = this.pointing.event;

  /** @param key of what replaces what in a panel that is open; its title, unless said otherwise */
  constructor(
    private readonly extension: vscode.Uri,
    private readonly output: vscode.LogOutputChannel,
    private readonly view: View<S>,
    private readonly actions: Actions<S>,
    private readonly judge: Judge<S>,
    private readonly key: (shown: S) => string = (shown) => view.title(shown),
  ) {
    this.registration = vscode.window.registerWebviewPanelSerializer(view.type, {
      deserializeWebviewPanel: async (panel, state) => this.restore(panel, state as Partial<Kept> | undefined),
    });
  }

  /** What was shown last, whether its panel is still open or not. */
  get last(): S | undefined {
    return this.latest;
  }

  /** What the first of the open panels shows. */
  get shown(): S | undefined {
    return [...this.open.values()][0]?.shown;
  }

  /** Marks a level in all pages. */
  mark(level: string | null): void {
    for (const panel of this.open.keys()) this.post(panel, { type: 'marked', level });
  }

  /** @param column Of the panel from which the user asked to go there: then it has the focus, and opens in front of that. */
  show(shown: S, column?: vscode.ViewColumn): void {
    this.latest = shown;
    const panel = this.showing(shown);
    if (panel) {
      panel.reveal(undefined, column === undefined);
      this.put(panel, { shown, changes: [] });
      void this.judgeOne(panel);
    } else {
      const place = { viewColumn: column ?? besideFile(), preserveFocus: column === undefined };
      this.adopt(vscode.window.createWebviewPanel(this.view.type, this.view.title(shown), place), shown);
    }
  }

  /** Marks what no longer holds, and shows what is computed again in its place. No panel comes to the front. */
  async judgeAll(): Promise<void> {
    await Promise.all([...this.open.keys()].map((panel) => this.judgeOne(panel)));
  }

  dispose(): void {
    this.registration.dispose();
    this.pointing.dispose();
    for (const panel of [...this.open.keys()]) panel.dispose();
  }

  private restore(panel: vscode.WebviewPanel, state: Partial<Kept> | undefined): void {
    const shown = state?.shown;
    if (!this.view.is(shown) || this.showing(shown)) {
      panel.dispose();
      return;
    }
    this.latest ??= shown;
    this.adopt(panel, shown);
  }

  /** An answer that comes after another was put into the panel is of no use. */
  private async judgeOne(panel: vscode.WebviewPanel): Promise<void> {
    const before = this.open.get(panel)!;
    const now = await this.judge(before.shown);
    if (this.open.get(panel)?.shown !== before.shown) return;
    if (this.latest === before.shown) this.latest = now.shown;
    if (JSON.stringify(now.shown) !== JSON.stringify(before.shown)) this.put(panel, now);
    else {
      const { changes } = now;
      this.open.set(panel, { shown: before.shown, changes });
      this.post(panel, { type: 'judged', changes });
    }
  }

  private showing(shown: S): vscode.WebviewPanel | undefined {
    const key = this.key(shown);
    return [...this.open].find(([, other]) => this.key(other.shown) === key)?.[0];
  }

  private adopt(panel: vscode.WebviewPanel, shown: S): void {
    this.open.set(panel, { shown, changes: [] });
    panel.onDidDispose(() => this.open.delete(panel));
    // A step of the walkthrough is done when the user goes to a panel.
    panel.onDidChangeViewState(() => {
      if (panel.active) void vscode.commands.executeCommand('setContext', 'factorflow.panelRead', true);
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => {
      if (message.type === 'ready') this.put(panel, this.open.get(panel)!);
      else if (message.type === 'point') this.pointing.fire(message);
      else this.act(panel, message);
    });
    const icon = (theme: string) => vscode.Uri.joinPath(this.extension, `client/media/icons/file-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')] };
    panel.webview.html = this.html(panel.webview);
    void this.judgeOne(panel);
  }

  /** Does what a button of the page says. */
  private act(
    { viewColumn }: vscode.WebviewPanel,
    { action, shown, index, drawn, choices }: Extract<FromPage, { type: 'act' }>,
  ): void {
    const what = `${action[0]?.toUpperCase()}${action.slice(1).replaceAll('-', ' ')}`;
    void attempt(this.output, what, () => this.actions[action]?.(shown as S, index, viewColumn, drawn, choices));
  }

  /** A hidden page does not hear this; it asks again with `ready` when it is shown. */
  private send(panel: vscode.WebviewPanel): void {
    this.post(panel, { type: 'show', ...this.open.get(panel)! });
  }

  private put(panel: vscode.WebviewPanel, standing: Standing<S>): void {
    this.open.set(panel, standing);
    panel.title = this.view.title(standing.shown);
    this.send(panel);
  }

  private post(panel: vscode.WebviewPanel, message: ToPage): void {
    void panel.webview.postMessage(message);
  }

  private html(webview: vscode.Webview): string {
    const nonce = crypto.randomUUID();
    const dist = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', name));
    const policy = `default-src 'none'; img-src data:; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
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
<div id="stale" role="status"></div>
<main data-view="${this.view.type}" aria-busy="true"></main>
<script nonce="${nonce}" src="${dist('panel.js')}"></script>
</body>
</html>`;
  }
}

/** The column after that of the file in view, which a panel must not cover; the focus may be in the walkthrough next to it. */
function besideFile(): vscode.ViewColumn {
  const column = architectureEditor()?.viewColumn;
  return column === undefined ? vscode.ViewColumn.Beside : column + 1;
}
