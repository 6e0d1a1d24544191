import * as vscode from 'vscode';

/** Resolves when the panel's tabs are the ones with these titles; mocha's limit says when they have not become so. */
export function resultTabs(...titles: string[]): Promise<vscode.Tab[]> {
  return new Promise((resolve) => {
    const look = () => {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isResult);
      if (tabs.map(({ label }) => label).join() !== titles.join()) return;
      subscription.dispose();
      resolve(tabs);
    };
    const subscription = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

function isResult({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith('factorflow.result');
}
