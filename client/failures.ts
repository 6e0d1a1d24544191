import * as vscode from 'vscode';

/** Does what the user has chosen where nobody waits for it to end: that it failed is said on the screen and in the log. */
export async function attempt(output: vscode.LogOutputChannel, what: string, act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    output.error(`${what}: ${error}`);
    const show = 'Show Output';
    const message = `${what} failed: ${error instanceof Error ? error.message : error}`;
    if ((await vscode.window.showErrorMessage(message, show)) === show) output.show();
  }
}
