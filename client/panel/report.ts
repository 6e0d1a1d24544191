import { type ComponentChildren, cloneElement, Fragment, h, isValidElement, type VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Choices } from './choices.js';
import { PRINT } from './figures/colours.js';
import { style } from './figures/style.js';
import { still } from './still.js';
import type { View } from './view.js';

/**
 * The pixels of pages for which pictures are drawn, the widest as narrow as two columns are. A page shows those of the widest for
 * which it has room, at their size, so text is as large on a telephone as on paper.
 */
const WIDTHS = [320, 480, 720, 1200] as const;

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

/** Reports have all digits, so on narrow pages their tables need smaller ones. */
const NARROW = '@container (max-width: 480px) { table { font-size: 0.75em } }';

/** Shows the pictures of a page of so many pixels from there to the next; those of the first in what is narrower, too, shrunk. */
function shownFrom(width: number, i: number): string {
  const next = WIDTHS[i + 1];
  const without = [i > 0 && `(max-width: ${width - 0.02}px)`, next && `(min-width: ${next}px)`].filter(Boolean);
  const fit = i === 0 ? `.at-${width} .picture { height: auto; max-width: 100% }\n` : '';
  return `${fit}@container ${without.join(' or ')} { .at-${width} { display: none } }`;
}

/** The pictures of a page, in their order. */
function picturesOf(tree: ComponentChildren): VNode[] {
  if (Array.isArray(tree)) return tree.flatMap(picturesOf);
  if (!isValidElement(tree)) return [];
  return isPicture(tree) ? [tree] : picturesOf(tree.props.children);
}

/** A page with each of its pictures as it is drawn for each width. */
function withPictures(page: ComponentChildren, drawn: readonly (readonly VNode[])[]): ComponentChildren {
  let at = 0;
  const put = (tree: ComponentChildren): ComponentChildren => {
    if (Array.isArray(tree)) return tree.map(put);
    if (!isValidElement(tree)) return tree;
    if (!isPicture(tree)) return cloneElement(tree, { key: tree.key }, put(tree.props.children));
    const picture = at++;
    return WIDTHS.map((width, i) => h('div', { class: `at-${width}` }, drawn[i]?.[picture]));
  };
  return put(page);
}

const isPicture = ({ props }: VNode): boolean => (props as { class?: string }).class === 'picture';

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
  const pages = WIDTHS.map((width) => still(page(shown, width, choices)));
  const body = render(h(Fragment, null, withPictures(pages.at(-1), pages.map(picturesOf))));
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
${WIDTHS.map(shownFrom).join('\n')}
${NARROW}
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
