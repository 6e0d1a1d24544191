import { Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Choices } from './choices.js';
import { PRINT } from './figures/colours.js';
import { style } from './figures/style.js';
import { still } from './still.js';
import type { View } from './view.js';

/** The pixels for which pictures are drawn, as narrow as two columns are; on wider and narrower pages they keep their size, or shrink. */
const WIDTH = 1200;

/** What takes the place of the theme: dark on white, so it can be printed. */
const THEME = {
  'font-family': 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif',
  'font-size': '14px',
  'editor-font-family': 'ui-monospace, Menlo, Consolas, monospace',
  foreground: PRINT.ink,
  descriptionForeground: PRINT.muted,
  'editor-background': PRINT.ground,
  'editorWidget-background': '#f5f5f5',
  'panel-border': '#d0d0d0',
  'badge-background': '#e4e4e4',
  'badge-foreground': PRINT.ink,
  'charts-blue': '#0b5394',
  'charts-red': PRINT.over,
  'charts-green': '#007d5c',
  'charts-orange': '#b85c00',
  errorForeground: PRINT.over,
  focusBorder: '#0b5394',
  'testing-iconPassed': '#007d5c',
  'inputValidation-infoBackground': '#eef4fa',
  'inputValidation-infoBorder': '#0b5394',
  'inputValidation-errorBackground': '#fbeeee',
  'inputValidation-errorBorder': PRINT.over,
};

/**
 * What a panel shows as a file of its own, HTML without scripts or anything from elsewhere.
 *
 * @param css the style sheet of the panels' page
 * @param choices how the user has it shown
 */
export function reportFile<S>(
  { title, page }: Pick<View<S>, 'title' | 'page'>,
  shown: S,
  css: string,
  choices?: Choices,
): string {
  const variables = Object.entries(THEME).map(([name, value]) => `--vscode-${name}: ${value};`);
  const head = render(h('title', null, title(shown)));
  const body = render(h(Fragment, null, still(page(shown, WIDTH, choices))));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="FactorFlow">
${head}
<style>
:root { color-scheme: light; ${variables.join(' ')} }
${css}
body { background: ${PRINT.ground}; margin: 0 auto; max-width: 2000px }
.picture { height: auto; max-width: 100%; min-width: 480px }
${style(PRINT)}
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
