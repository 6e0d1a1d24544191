import * as vscode from 'vscode';
import type { ResultCommandArgument } from '../../server/protocol/index.js';
import type { Connection } from '../connection/connection.js';
import { insertMapping } from '../insert/insert.js';
import type { KeptNetworks } from '../network/kept.js';
import type { NetworkShown } from '../panel/network/view.js';
import type { Shown } from '../panel/protocol.js';
import type { Panels } from '../webview/panels.js';
import type { ResultPanel } from '../webview/result-panel.js';

/** What can be done with a past result of a pair or a network, from the FactorFlow view and from links in hovers. */
export class ResultCommands {
  constructor(
    private readonly connection: Connection,
    private readonly panel: ResultPanel,
    private readonly networks: { readonly kept: KeptNetworks; readonly panels: Panels<NetworkShown> },
  ) {}

  async show(argument?: ResultCommandArgument): Promise<void> {
    const network = argument && this.networks.kept.find(argument.id);
    if (network) return this.networks.panels.show(network);
    const result = await this.get(argument);
    if (result) this.panel.show(result);
  }

  /** Declares its mapping in the document from which it was asked for. */
  async insert(argument?: ResultCommandArgument): Promise<string | undefined> {
    const result = await this.get(argument);
    return result && insertMapping(this.connection, result);
  }

  async remove(argument?: ResultCommandArgument): Promise<void> {
    if (!argument) return;
    if (this.networks.kept.find(argument.id)) this.networks.kept.remove(argument.id);
    else await this.connection.request('factorflow/removeResults', { ids: [argument.id] });
  }

  async removeAll(): Promise<void> {
    const remove = 'Remove';
    const detail = 'Hovers and lenses no longer show their numbers, and no best mapping is known any more.';
    const question = 'Remove all results of this workspace?';
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
    this.networks.kept.remove();
    await this.connection.request('factorflow/removeResults', {});
  }

  private async get(argument: ResultCommandArgument | undefined): Promise<Shown | undefined> {
    if (!argument) return undefined;
    const outcome = await this.connection.request('factorflow/result', { id: argument.id });
    if (outcome.kind === 'unavailable') {
      void vscode.window.showInformationMessage(outcome.message);
      return undefined;
    }
    const { kind: _, ...shown } = outcome;
    return shown;
  }
}
