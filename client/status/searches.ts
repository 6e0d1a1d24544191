import * as vscode from 'vscode';
import type { Search } from './items.js';

interface Running extends Search {
  message: string;
  cancel(): void;
}

/** All searches that run: together in the status of the language, and each that the user asked for in a notification. */
export class Searches implements vscode.Disposable {
  private readonly running = new Set<Running>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  get all(): readonly Search[] {
    return [...this.running];
  }

  /**
   * @param title what is done, such as `Mapping MB6 on Eyeriss`
   * @param cancelKeeps what there is after Cancel, such as `the best so far`
   * @param search gets what tells how it stands, and the token of Cancel; the notification goes when it settles
   * @param quiet without a notification: nobody has asked for it
   */
  async run<T>(
    title: string,
    cancelKeeps: string,
    search: (tell: (message: string) => void, token: vscode.CancellationToken) => Promise<T>,
    quiet = false,
  ): Promise<T> {
    const cancelling = new vscode.CancellationTokenSource();
    const running: Running = { title, message: '', cancel: () => cancelling.cancel() };
    this.running.add(running);
    this.changed.fire();
    const tell = (message: string) => {
      running.message = message;
      this.changed.fire();
    };
    const location = vscode.ProgressLocation.Notification;
    try {
      if (quiet) return await search(tell, cancelling.token);
      return await vscode.window.withProgress(
        { location, title: `${title} (Cancel keeps ${cancelKeeps})`, cancellable: true },
        (progress, token) => {
          token.onCancellationRequested(running.cancel);
          const show = (message: string) => {
            tell(message);
            progress.report({ message });
          };
          return search(show, cancelling.token);
        },
      );
    } finally {
      this.running.delete(running);
      cancelling.dispose();
      this.changed.fire();
    }
  }

  /** **FactorFlow: Cancel Search**: the only one, or the one that the user picks. */
  async cancel(): Promise<void> {
    const all = [...this.running];
    if (all.length === 0) {
      void vscode.window.showInformationMessage('Nothing is being searched.');
      return;
    }
    const items = all.map((running) => ({ label: running.title, detail: running.message, running }));
    const place = { title: 'FactorFlow: Cancel Search', placeHolder: 'What it has found so far is kept' };
    const picked = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, place);
    picked?.running.cancel();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
