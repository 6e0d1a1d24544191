import './panel.css';
import { type FromPage, isShown, type Shown, type ToPage } from '../protocol.js';
import { title } from './header.js';
import { resultPage } from './result.js';

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: Shown): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const page = document.querySelector('main')!;
const status = document.querySelector<HTMLElement>('#status')!;
let shown: Shown | null = null;

function show(next: Shown): void {
  const focused = page.querySelector<HTMLElement>('[data-action]:focus')?.dataset.action;
  shown = next;
  vscode.setState(next);
  page.innerHTML = resultPage(next);
  page.removeAttribute('aria-busy');
  document.title = title(next.report);
  status.textContent = `Shows ${title(next.report)}`;
  if (focused) page.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
}

page.addEventListener('click', (event) => {
  const action = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset.action;
  if (!shown || !action) return;
  if (action === 'insert') vscode.postMessage({ type: 'insert', shown });
  else vscode.postMessage({ type: 'copy', as: action === 'copy-json' ? 'json' : 'text', shown });
});

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'show') show(data.shown);
});

const kept = vscode.getState();
if (isShown(kept)) show(kept);
vscode.postMessage({ type: 'ready' });
