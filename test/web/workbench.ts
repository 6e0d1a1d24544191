import { Workbench } from '../ui/workbench.js';

/** VS Code's window in which nothing can be searched for: such a file system needs what extensions cannot have yet. */
export class WebWorkbench extends Workbench {
  override async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.editor.waitFor();
  }
}
