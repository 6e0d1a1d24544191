import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { testResults } from '../host/checkout.js';

/** How often, and how long each time in ms, a hover is waited for. */
const HOVER_TRIES = 8;
const HOVER_MS = 4_000;
/** How often, and how long each time in ms, an entry of the palette is waited for. */
const PICK_TRIES = 4;
const PICK_MS = 7_000;

/** How often the page is looked at for what tells nobody when it comes, in ms. */
export const POLLING_MS = 200;

/**
 * VS Code's window as its user has it: files, palette, text, marks, hovers, panels. Every method waits for what it
 * does to be seen, and rejects with what it waited for when that does not come.
 */
export class Workbench {
  constructor(readonly page: Page) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench .explorer-folders-view').waitFor();
    // The palette has our commands from then on.
    await this.icon.waitFor();
  }

  /** The icon of the FactorFlow view in the activity bar. */
  get icon(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: 'FactorFlow', exact: true });
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Closes all editors, panels and messages, and gives up what is not saved. */
  async closeEditors(): Promise<void> {
    const { page } = this;
    const dirty = page.locator('.tab.dirty');
    for (let left = await dirty.count(); left > 0; left--) {
      await dirty.first().click();
      await this.runCommand('View: Revert and Close Editor');
      await dirty.nth(left - 1).waitFor({ state: 'detached' });
    }
    await this.runCommand('View: Close All Editors');
    await page.locator('.tab').first().waitFor({ state: 'detached' });
    const messages = page.locator('.notification-toast');
    if ((await messages.count()) === 0) return;
    await this.runCommand('Notifications: Clear All Notifications');
    await messages.first().waitFor({ state: 'detached' });
  }

  /**
   * Reloads the window once it would bring a tab back: it writes its tabs, and what their pages keep, down every few seconds.
   *
   * @param kept something that only the page keeps
   */
  async reload(tab: string, kept: string): Promise<void> {
    const remembered = async () => {
      const written = JSON.stringify(await this.page.context().storageState({ indexedDB: true }));
      return written.includes(tab) && written.includes(kept);
    };
    while (!(await remembered()));
    await this.page.reload();
    await this.page.locator('.tab', { hasText: tab }).waitFor();
  }

  /** Opens a file of the workspace by its name, through Go to File. */
  async openFile(name: string): Promise<void> {
    await this.pickAfter('Control+P', name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.editor.waitFor();
  }

  /** Saves the active editor. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Runs a command through the palette by its full title, such as `View: Close Editor`. */
  async runCommand(title: string): Promise<void> {
    await this.pickAfter('F1', `>${title}`, title);
  }

  /** Opens a quick pick with a key and takes an entry, again where a page that takes the focus late has closed it. */
  private async pickAfter(key: string, text: string, label: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press(key);
      try {
        return await this.pick(text, label, PICK_MS);
      } catch (error) {
        if (tries === PICK_TRIES) throw error;
      }
    }
  }

  /**
   * Types into the quick pick that is open, or about to be, and takes the entry whose label starts with `label`.
   *
   * @param timeout how long to wait for the one and the other, in ms; without it as long as the page waits
   */
  async pick(text: string, label = text, timeout?: number): Promise<void> {
    await this.quickInput.locator('input[type=text]').fill(text, { timeout });
    await this.quickInput
      .locator(`.monaco-list-row[aria-label^=${JSON.stringify(label)}]`)
      .first()
      .click({ timeout });
  }

  /** The quick pick: palette, Go to File, and what extensions ask with. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** The text of the active editor. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  }

  /** A piece of text in the active editor that the highlighting shows as one token, such as a name. */
  token(text: string): Locator {
    return this.editor.locator('span > span').getByText(text, { exact: true }).first();
  }

  /** Waits for a lens over a declaration, from which on the server knows the file. */
  async lens(title: string): Promise<void> {
    await this.page.locator('.codelens-decoration', { hasText: title }).first().waitFor();
  }

  /** An entry of the status bar by its identifier, such as `editor.mode` or `problems`. */
  status(id: string): Locator {
    return this.page.locator(`[id="status.${id}"]`);
  }

  /** Puts the cursor into a token. */
  async cursorTo(text: string): Promise<void> {
    await this.token(text).click();
  }

  /** A line of the active editor with a text. */
  line(text: string): Locator {
    return this.editor.locator('.view-line', { hasText: text }).first();
  }

  /** Renames what a token names. */
  async rename(token: string, name: string): Promise<void> {
    await this.cursorTo(token);
    await this.page.keyboard.press('F2');
    await this.page.locator('.rename-box input').fill(name);
    await this.page.keyboard.press('Enter');
  }

  /** Takes what is offered to complete by its label. */
  async complete(label: string): Promise<void> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows
      .filter({ has: this.page.locator('.label-name').getByText(label, { exact: true }) })
      .first()
      .click();
  }

  /** Marks under the text of the editors. */
  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.page.locator(`.monaco-editor .squiggly-${severity}`);
  }

  /**
   * Rests the mouse on a place of an editor (a token, a squiggle) and gives the hover once it shows `text`. Lenses and hints
   * that come late move the text away from under the mouse, which then goes there again.
   */
  async hover(place: Locator, text: string | RegExp): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible .monaco-hover-content', { hasText: text }).first();
    for (let tries = 0; tries < HOVER_TRIES; tries++) {
      await place.waitFor();
      const box = await place.boundingBox();
      if (!box) continue;
      // A squiggle lies at the foot of its line and takes no mouse; two movements, since the first only enters the editor.
      const [x, y] = [box.x + box.width / 2, box.y + Math.min(4, box.height / 2)];
      await this.page.mouse.move(x - 2, y);
      await this.page.mouse.move(x, y);
      if (await seen(hover, HOVER_MS)) return hover;
      await this.page.mouse.move(0, 0);
    }
    throw new Error(`No hover with ${text} came at ${place}.`);
  }

  /** The page inside the webview of ours that is shown. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready[src*="extensionId=factorflow"]').frameLocator('#active-frame');
  }

  /** The levels of the loop nest that the panel shows, from the outermost in. */
  async levelsOfNest(): Promise<string[]> {
    await this.webview.locator('.nest tbody tr').first().waitFor();
    const rows = await this.webview.locator('.nest tbody tr').allInnerTexts();
    return rows.map((row) => row.split(/[\s∥]/)[0]);
  }

  /** Keeps what is seen now as `test-results/<name>.png`, and tells where. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(testResults, `${name.replace(/[^\w-]+/g, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }
}

/** Whether something comes to be seen within a time in ms. */
export function seen(what: Locator, ms: number): Promise<boolean> {
  return comes(what.waitFor({ timeout: ms }));
}

/** Whether something goes within a time in ms. */
export function gone(what: Locator, ms: number): Promise<boolean> {
  return comes(what.waitFor({ state: 'detached', timeout: ms }));
}

function comes(event: Promise<void>): Promise<boolean> {
  return event.then(
    () => true,
    () => false,
  );
}
