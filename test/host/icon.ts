import { readFileSync } from 'node:fs';
import { launchBrowser } from './browser.js';
import { checkout } from './checkout.js';

/* `npm run icon`: draws the extension's icon anew, since VS Code takes a PNG for it and nothing else. */
const folder = checkout('client/media/icons');
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
await page.setContent(
  `<style>body { margin: 0 } svg { display: block }</style>${readFileSync(`${folder}/extension.svg`)}`,
);
await page.screenshot({ path: `${folder}/extension.png`, omitBackground: true });
await browser.close();
