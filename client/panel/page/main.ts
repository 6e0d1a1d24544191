import './panel.css';
import '../../explore/explore.css';
import '../../network/network.css';
import { EXPLORATION } from '../../explore/view.js';
import { NETWORK } from '../../network/view.js';
import type { FromPage, ToPage } from '../protocol.js';
import type { View } from '../view.js';
import { RESULT } from './result.js';

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const page = document.querySelector('main')!;
const status = document.querySelector<HTMLElement>('#status')!;
const views: readonly View<unknown>[] = [RESULT, NETWORK, EXPLORATION];
const view = views.find(({ type }) => type === page.dataset.view)!;
let shown: unknown;

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
  if (focused) button(focused)?.focus();
  sizes.disconnect();
  for (const part of page.querySelectorAll('section, pre')) sizes.observe(part);
}

/** The button of an action, of the same layer if there are several. */
function button({ action, layer }: DOMStringMap): HTMLElement | undefined {
  const all = [...page.querySelectorAll<HTMLElement>('[data-action]')];
  return all.find(({ dataset }) => dataset.action === action && dataset.layer === layer);
}

page.addEventListener('click', (event) => {
  const { action, layer } = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset ?? {};
  if (action === undefined || shown === undefined) return;
  vscode.postMessage({ type: 'act', action, ...(layer === undefined ? {} : { layer: Number(layer) }), shown });
});

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'show') show(data.shown);
});

const kept = vscode.getState();
if (view.is(kept)) show(kept);
vscode.postMessage({ type: 'ready' });
