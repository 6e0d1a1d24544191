import './panel.css';
import './network/network.css';
import { render } from 'preact';
import { choicesOf } from './choices.js';
import { COMPARISON } from './comparison/view.js';
import { DIAGRAM } from './diagram/view.js';
import { drawn } from './drawn.js';
import { EXPLORATION } from './exploration/view.js';
import { ON_DARK, ON_LIGHT } from './figures/colours.js';
import { style } from './figures/style.js';
import { Levels } from './levels.js';
import { NETWORK } from './network/view.js';
import type { FromPage, Kept, ToPage } from './protocol.js';
import { RESULT } from './result/view.js';
import { staleness } from './stale.js';
import { markStops, stopAt } from './stops.js';
import type { View } from './view.js';

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const page = document.querySelector('main')!;
const status = document.querySelector<HTMLElement>('#status')!;
const stale = document.querySelector<HTMLElement>('#stale')!;
const views: readonly View<unknown>[] = [RESULT, NETWORK, COMPARISON, DIAGRAM, EXPLORATION];
const view = views.find(({ type }) => type === page.dataset.view)!;
const kept = vscode.getState();
let shown: unknown;
let choices = choicesOf(kept?.choices);
let drawnWidth = 0;

const levels = new Levels(page, (pointed) => vscode.postMessage({ type: 'point', ...pointed }));

stopAt(page);

/** Pictures are drawn for the width that there is; the height changes with what is shown. */
const width = new ResizeObserver(() => {
  if (page.clientWidth !== drawnWidth) draw();
});
width.observe(page);

// The content policy forbids styles in the page; figures have theirs from the palette.
for (const [theme, colours] of [
  ['light', ON_LIGHT],
  ['high-contrast-light', ON_LIGHT],
  ['dark', ON_DARK],
  ['high-contrast:not(.vscode-high-contrast-light)', ON_DARK],
] as const) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style(colours, `.vscode-${theme} `));
  document.adoptedStyleSheets.push(sheet);
}

/** What is wider than the window is scrolled by keyboard, and so must take the focus; nothing else stops the Tab key. */
const sizes = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});

function draw(): void {
  if (shown === undefined) return;
  drawnWidth = page.clientWidth;
  render(view.page(shown, drawnWidth, choices), page);
  levels.mark();
  markStops(page);
}

function show(next: unknown): void {
  shown = next;
  vscode.setState({ shown, choices });
  draw();
  page.removeAttribute('aria-busy');
  document.title = view.title(next);
  status.textContent = view.summary(next);
  sizes.disconnect();
  for (const part of page.querySelectorAll('section, pre')) sizes.observe(part);
}

/** Says over the numbers what has changed since, and greys them. What is said already is not touched, and so not spoken again. */
function judge(changes: readonly string[]): void {
  page.classList.toggle('stale', changes.length > 0);
  render(staleness(view, shown, changes), stale);
}

document.addEventListener('click', (event) => {
  const target = event.target as Element;
  const { choice, value } = target.closest<HTMLElement>('[data-choice]')?.dataset ?? {};
  if (choice !== undefined) {
    choices = choicesOf({ ...choices, [choice]: value });
    vscode.setState({ shown, choices });
    draw();
  }
  const { action, index } = target.closest<HTMLElement>('[data-action]')?.dataset ?? {};
  if (action === undefined || shown === undefined) return;
  void act(action, index === undefined ? undefined : Number(index));
});

async function act(action: string, index: number | undefined): Promise<void> {
  const figure = action === 'save-figure' ? view.figure?.(shown, index ?? -1, choices) : undefined;
  vscode.postMessage({
    type: 'act',
    action,
    ...(index !== undefined && { index }),
    shown,
    choices,
    ...(figure && { drawn: await drawn(figure) }),
  });
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'marked') {
    levels.follow(data.level);
    return;
  }
  if (data.type === 'show') show(data.shown);
  judge(data.changes);
});

if (kept && view.is(kept.shown)) show(kept.shown);
vscode.postMessage({ type: 'ready' });
