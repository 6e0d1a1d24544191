import type { Exploration } from '../../server/protocol.js';
import { showPage } from '../panel/static.js';
import { explorationPage } from './page.js';

const STYLE = `
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
  showPage('factorflow.exploration', `Mappings of ${what}`, explorationPage(what, explorations), STYLE);
}
