import type { Explored } from '../../server/protocol.js';
import { showPage } from '../panel/static.js';
import { explorationPage } from './page.js';

export const STYLE = `
.plot { width: 100%; height: auto; }
.plot line { stroke: var(--vscode-descriptionForeground); }
.plot line.grid { opacity: 0.25; }
.plot text { fill: var(--vscode-descriptionForeground); font-size: 11px; }
.plot path { fill: none; stroke-width: 2; }
.plot rect.random { fill: var(--vscode-charts-blue); }
.plot rect.starts { fill: var(--vscode-charts-green); }
.plot path.random { stroke: var(--vscode-charts-blue); }
.plot path.starts { stroke: var(--vscode-charts-green); stroke-dasharray: 6 2; }
.plot line.optimum { stroke: var(--vscode-charts-orange); stroke-width: 2; }
.plot text.optimum { fill: var(--vscode-charts-orange); }
.legend span { margin-right: 2em; }
.legend .random { border-bottom: 2px solid var(--vscode-charts-blue); }
.legend .starts { border-bottom: 2px dashed var(--vscode-charts-green); }
`;

/** Shows an exploration in a panel of its own beside the editor. */
export function showExploration(what: string, explored: Explored): void {
  showPage('factorflow.exploration', `Mappings of ${what}`, explorationPage(what, explored), STYLE);
}
