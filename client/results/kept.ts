import type * as vscode from 'vscode';
import type { Connection } from '../connection/connection.js';

const KEY = 'results';

/** A server that hangs, for which a restart is asked, never gives its results. */
const PATIENCE_MS = 1000;

/** Keeps past results in the state of the workspace, for the next session. */
export class KeptResults implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private saving: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly state: vscode.Memento,
    private readonly connection: Connection,
  ) {
    connection.results = state.get(KEY);
    this.subscription = connection.on('factorflow/resultsChanged', () => this.save());
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Resolves when all results that came until now are kept, so the server may end, or when that takes too long. */
  async settled(): Promise<void> {
    await Promise.race([this.saving, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  }

  /** One at a time: what changes meanwhile is kept when that is done. */
  private save(): void {
    this.again = true;
    this.saving ??= this.write().finally(() => {
      this.saving = undefined;
    });
  }

  private async write(): Promise<void> {
    try {
      while (this.again) {
        this.again = false;
        const kept = await this.connection.request('factorflow/keptResults', null);
        this.connection.results = kept;
        await this.state.update(KEY, kept);
      }
    } catch (error) {
      this.connection.output.warn(`The results could not be kept for the next session: ${error}`);
    }
  }
}
