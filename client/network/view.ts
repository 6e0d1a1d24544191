import type { MappedNetwork } from '../../server/protocol.js';
import { showPage } from '../panel/static.js';
import { networkPage } from './page.js';

const STYLE = `
main { max-width: 72em; }
tbody tr:first-child > *, tfoot tr > * { border-top: 1px solid var(--vscode-widget-border, var(--vscode-descriptionForeground)); }
tfoot th, tfoot td { font-weight: 600; }
th[scope=col] { color: var(--vscode-descriptionForeground); }
td, th { vertical-align: top; }
.reason { color: var(--vscode-errorForeground); }
details { margin: 0.4em 0; }
summary { cursor: pointer; }
pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); overflow-x: auto; }
`;

/** Shows a network's layers in a panel of their own beside the editor. */
export function showNetwork(network: MappedNetwork): void {
  showPage('factorflow.network', `${network.name} × ${network.architecture}`, networkPage(network), STYLE);
}
