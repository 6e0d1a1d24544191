import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { View } from '../../../client/panel/view.js';
import { launchBrowser } from '../../host/browser.js';
import { checkout } from '../../host/checkout.js';

/** The page of panels in a browser, with nothing of VS Code but the colours of a theme. */
export interface PanelPage {
  readonly page: Page;
  /** Shows something, and resolves with the milliseconds until it was drawn. */
  show(shown: unknown): Promise<number>;
  resize(width: number): Promise<void>;
}

/** Stands in for the extension host, as far as the page asks for it: what is kept and what was posted can be looked at. */
const host = (kept: unknown): string => `window.kept = ${JSON.stringify(kept)};
window.posted = [];
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.posted.push(message),
  getState: () => window.kept,
  setState: (state) => (window.kept = state),
});`;

/** Opens the page of a view; `close` ends the browser with all of them. */
export async function openPanels(): Promise<{
  /** @param kept what VS Code hands back to a page after a reload */
  open(view: Pick<View<never>, 'type'>, width: number, kept?: unknown): Promise<PanelPage>;
  close(): Promise<void>;
}> {
  const browser = await launchBrowser();
  const theme = readFileSync(new URL('result/snapshots/theme.css', import.meta.url), 'utf8');
  const css = readFileSync(checkout('dist/panel.css'), 'utf8');
  const script = readFileSync(checkout('dist/panel.js'), 'utf8');
  return {
    close: () => browser.close(),
    open: async ({ type }, width, kept) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.setContent(`<!DOCTYPE html><html lang="en"><head><style>${theme}</style><style>${css}</style></head>
<body class="vscode-light"><p id="status" class="unseen" role="status"></p><div id="stale" role="status"></div>
<main data-view="${type}" aria-busy="true"></main></body></html>`);
      await page.addScriptTag({ content: host(kept) });
      await page.addScriptTag({ content: script });
      return {
        page,
        show: (shown) =>
          page.evaluate(async (shown) => {
            const start = performance.now();
            window.dispatchEvent(new MessageEvent('message', { data: { type: 'show', shown, changes: [] } }));
            // Reading a size lays the page out.
            document.body.getBoundingClientRect();
            return performance.now() - start;
          }, shown),
        resize: async (width) => {
          await page.setViewportSize({ width, height: 900 });
          // The page draws for its new width within a frame.
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        },
      };
    },
  };
}
