import * as vscode from 'vscode';
import type { NetworkShown } from '../panel/network/view.js';
import { fitting, type KeptNetwork, restored, withNetwork } from './keeping.js';

const KEY = 'networks';

/**
 * The networks that were mapped in this session, and the last ones of earlier sessions as far as the state of the workspace
 * has room for them.
 */
export class KeptNetworks implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;
  private networks: readonly KeptNetwork[];

  constructor(
    private readonly state: vscode.Memento,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.networks = restored(state.get(KEY));
  }

  /** What was mapped last comes first. */
  get all(): readonly KeptNetwork[] {
    return this.networks;
  }

  add(shown: NetworkShown): void {
    this.set(withNetwork(this.networks, shown));
  }

  find(id: string): NetworkShown | undefined {
    return this.networks.find((network) => network.id === id)?.shown;
  }

  /** Without `id`, all. */
  remove(id?: string): void {
    this.set(this.networks.filter((network) => id !== undefined && network.id !== id));
  }

  dispose(): void {
    this.changes.dispose();
  }

  private set(networks: readonly KeptNetwork[]): void {
    this.networks = networks;
    const kept = fitting(networks);
    const left = networks.filter((network) => !kept.includes(network));
    if (left.length > 0) {
      const names = left.map(({ shown: { network } }) => `${network.name} on ${network.architecture}`).join(', ');
      this.output.info(`Results of networks that are too large to be kept for the next session: ${names}.`);
    }
    this.state
      .update(
        KEY,
        kept.map(({ shown }) => shown),
      )
      .then(undefined, (error) => {
        this.output.warn(`The results of networks could not be kept for the next session: ${error}`);
      });
    this.changes.fire();
  }
}
