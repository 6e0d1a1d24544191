import './panel.css';
import './exploration/exploration.css';
import './network/network.css';
import { EXPLORATION } from './exploration/view.js';
import { NETWORK } from './network/view.js';
import type { FromPage, ToPage } from './protocol.js';
import { RESULT } from './result/view.js';
import { staleness } from './stale.js';
import type { View } from './view.js';

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const page = document.querySelector('main')!;
const status = document.querySelector<HTMLElement>('#status')!;
const stale = document.querySelector<HTMLElement>('#stale')!;
const views: readonly View<unknown>[] = [RESULT, NETWORK, EXPLORATION];
const view = views.find(({ type }) => type === page.dataset.view)!;
let shown: unknown;
/** What stands over the numbers. */
let said = '';

/** What is wider than the window is scrolled by keyboard, and so must take the focus; nothing else stops the Tab key. */
const sizes = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});

function show(next: unknown): void {
  const focused = document.activeElement?.closest<HTMLElement>('[data-action]')?.dataset;
  shown = next;
  vscode.setState(next);
  page.innerHTML = view.page(next);
  page.removeAttribute('aria-busy');
  document.title = view.title(next);
  status.textContent = view.summary(next);
  // A page that is shown again on its own account must not take the focus from the editor.
  if (focused && document.hasFocus()) button(focused)?.focus();
  sizes.disconnect();
  for (const part of page.querySelectorAll('section, pre')) sizes.observe(part);
}

/** The button of an action, of the same layer or violation if there are several. */
function button({ action, index }: DOMStringMap): HTMLElement | undefined {
  const all = [...page.querySelectorAll<HTMLElement>('[data-action]')];
  return all.find(({ dataset }) => dataset.action === action && dataset.index === index);
}

/** Says over the numbers what has changed since, and greys them; says nothing again where it is the same. */
function judge(changes: readonly string[]): void {
  page.classList.toggle('stale', changes.length > 0);
  const markup = staleness(view, shown, changes);
  if (markup === said) return;
  said = markup;
  stale.innerHTML = markup;
}

document.addEventListener('click', (event) => {
  const { action, index } = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset ?? {};
  if (action === undefined || shown === undefined) return;
  vscode.postMessage({ type: 'act', action, ...(index === undefined ? {} : { index: Number(index) }), shown });
});

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'show') show(data.shown);
  judge(data.changes);
});

const kept = vscode.getState();
if (view.is(kept)) show(kept);
vscode.postMessage({ type: 'ready' });
