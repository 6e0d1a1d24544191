import * as vscode from 'vscode';
import type { Html } from './page/html.js';

/** What all such pages look like; colours come from the theme alone. */
const STYLE = `
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 1.5em 2em; }
main { max-width: 48em; }
h1 { font-size: 1.6em; font-weight: 600; }
h2 { font-size: 1.15em; font-weight: 600; margin-top: 1.8em; }
.facts, caption { color: var(--vscode-descriptionForeground); }
caption { text-align: left; }
table { border-collapse: collapse; margin-top: 1em; }
th, td { font-weight: normal; padding: 0.15em 1.5em 0.15em 0; text-align: left; }
.number { font-variant-numeric: tabular-nums; text-align: right; }
`;

/**
 * Shows a page without scripts in a new panel beside the editor.
 *
 * @param kind VS Code's name for this kind of panel
 * @param style rules for what only this page has
 */
export function showPage(kind: string, title: string, page: Html, style: string): void {
  const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel(kind, title, beside, { enableScripts: false, localResourceRoots: [] });
  const nonce = crypto.randomUUID();
  panel.webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>FactorFlow</title>
<style nonce="${nonce}">${STYLE}${style}</style>
</head>
<body>${page.markup}</body>
</html>`;
}
