import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Exploration } from '../../server/protocol.js';
import { explorationPage } from './page.js';

/** A page without scripts; colours come from the theme alone. */
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
.plot { width: 100%; height: auto; }
.plot rect.random { fill: var(--vscode-charts-blue); }
.plot rect.starts { fill: var(--vscode-charts-green); }
.plot line { stroke: var(--vscode-descriptionForeground); }
.plot line.optimum { stroke: var(--vscode-charts-orange); stroke-width: 2; }
.plot text { fill: var(--vscode-descriptionForeground); font-size: 11px; }
.plot text.optimum { fill: var(--vscode-charts-orange); }
`;

/** Shows explorations in a panel of their own beside the editor. */
export function showExploration(what: string, explorations: readonly Exploration[]): void {
  const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('factorflow.exploration', `Mappings of ${what}`, beside, {
    enableScripts: false,
    localResourceRoots: [],
  });
  const nonce = randomBytes(16).toString('hex');
  panel.webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>FactorFlow</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>${explorationPage(what, explorations).markup}</body>
</html>`;
}
