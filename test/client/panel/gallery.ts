import { mkdirSync, writeFileSync } from 'node:fs';
import { alone } from '../../../client/panel/figures/alone.js';
import { ON_DARK, ON_LIGHT } from '../../../client/panel/figures/colours.js';
import { inPage } from '../../../client/panel/figures/in-page.js';
import { style } from '../../../client/panel/figures/style.js';
import { launchBrowser } from '../../host/browser.js';
import { drawn } from './drawn.js';
import { markup } from './markup.js';

/* `npm run gallery`: all figures in all themes and some widths on a page, and as pictures beside it, in test-results/gallery. */

const theme = (ground: string, ink: string, muted: string, track: string, line: string): string =>
  `--vscode-editor-background: ${ground}; --vscode-foreground: ${ink}; --muted: ${muted}; --track: ${track}; --line: ${line};`;

const THEMES = {
  light: { colours: ON_LIGHT, variables: theme('#ffffff', '#3b3b3b', '#5f5f5f', '#f3f3f3', '#d0d0d0') },
  dark: { colours: ON_DARK, variables: theme('#1f1f1f', '#cccccc', '#9d9d9d', '#2b2b2b', '#4a4a4a') },
  'high contrast': { colours: ON_DARK, variables: theme('#000000', '#ffffff', '#ffffff', '#000000', '#6fc3df') },
  'high contrast light': { colours: ON_LIGHT, variables: theme('#ffffff', '#292929', '#292929', '#ffffff', '#0f4a85') },
};
const WIDTHS = [320, 560];

const folder = new URL('../../../test-results/gallery/', import.meta.url);
mkdirSync(folder, { recursive: true });

const pages = Object.entries(drawn).map(([name, samples]) => {
  const rows = Object.entries(samples).map(([sample, figure]) => {
    const themed = Object.entries(THEMES).map(
      ([kind, { variables }], i) =>
        `<div class="theme-${i}" style="${variables}"><small>${sample}, ${kind}</small>${WIDTHS.map((width) => markup(inPage(figure(width)))).join('')}</div>`,
    );
    return `<div class="row">${themed.join('')}<div class="print"><small>${sample}, print</small>${markup(alone(figure(560)))}</div></div>`;
  });
  return { name, html: `<h2>${name}</h2>${rows.join('')}` };
});

const styles = Object.values(THEMES)
  .map(({ colours }, i) => style(colours, `.theme-${i} `))
  .join('\n');
const shell = (body: string): string => `<!DOCTYPE html>
<meta charset="utf-8">
<title>Figures</title>
<style>
body { font-family: system-ui, sans-serif; margin: 1em }
.row { display: flex; flex-wrap: wrap; gap: 1em; margin: 1em 0 }
.row > div { background: var(--vscode-editor-background); padding: 1em; border: 1px solid #999 }
small { color: var(--muted); display: block }
svg { display: block; margin: 0.5em 0 }
${styles}
</style>
${body}`;
writeFileSync(new URL('index.html', folder), shell(pages.map(({ html }) => html).join('\n')));

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1900, height: 900 } });
for (const { name, html } of pages) {
  await page.setContent(shell(html));
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: true });
}
await browser.close();
