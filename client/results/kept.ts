import * as vscode from 'vscode';
import type { Connection } from '../connection.js';

/** Keeps past results in the storage that VS Code gives the extension for a workspace, for the next session. */
export class KeptResults implements vscode.Disposable {
  private readonly folder: vscode.Uri;
  private readonly file: vscode.Uri;
  private readonly subscription: vscode.Disposable;
  private saving: Promise<void> | undefined;
  private again = false;

  constructor(
    { storageUri, globalStorageUri }: vscode.ExtensionContext,
    private readonly connection: Connection,
  ) {
    this.folder = storageUri ?? globalStorageUri;
    this.file = vscode.Uri.joinPath(this.folder, 'results.json');
    this.subscription = connection.on('factorflow/resultsChanged', () => this.save());
  }

  /** Hands what an earlier session kept to the server that is about to start. */
  async read(): Promise<void> {
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file));
      this.connection.results = JSON.parse(text);
    } catch (error) {
      // Nothing was mapped here before.
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return;
      this.connection.output.warn(`The results of earlier sessions could not be read: ${error}`);
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Resolves when all results that came until now are kept, so that the server may end. */
  async settled(): Promise<void> {
    await this.saving;
  }

  /** One at a time: what changes meanwhile is written when that is done. */
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
        await vscode.workspace.fs.createDirectory(this.folder);
        await vscode.workspace.fs.writeFile(this.file, new TextEncoder().encode(JSON.stringify(kept)));
      }
    } catch (error) {
      this.connection.output.warn(`The results could not be kept for the next session: ${error}`);
    }
  }
}
