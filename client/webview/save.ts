import * as vscode from 'vscode';
import { folderAround, writeFile } from '../files.js';
import type { Choices } from '../panel/choices.js';
import type { Drawn } from '../panel/protocol.js';
import { reportFile } from '../panel/report.js';
import type { View } from '../panel/view.js';

/** Asks for a file, and writes the page to it, as the user has it shown: HTML that needs nothing else. */
export async function saveReport<S extends { readonly uri: string }>(
  extension: vscode.Uri,
  view: View<S>,
  shown: S,
  choices: Choices,
): Promise<void> {
  const file = await ask(shown.uri, `${fileName(view.title(shown))}.html`, { 'HTML page': ['html'] });
  if (!file) return;
  const sheet = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'dist/panel.css'));
  const css = new TextDecoder().decode(sheet);
  await write(file, reportFile(view, shown, css, choices));
}

/** Asks for a file, and writes a figure to it: PNG where its name ends so, else SVG. */
export async function saveFigure<S extends { readonly uri: string }>(
  view: View<S>,
  shown: S,
  { title, svg, png }: Drawn,
): Promise<void> {
  const name = fileName(`${view.title(shown)} ${title}`);
  const file = await ask(shown.uri, `${name}.svg`, { 'SVG picture': ['svg'], 'PNG picture': ['png'] });
  if (file) await write(file, /\.png$/i.test(file.path) ? png : svg);
}

/** Beside the document, or in the first folder of the workspace where that is in none. */
async function ask(uri: string, name: string, filters: Record<string, string[]>): Promise<vscode.Uri | undefined> {
  const folder = folderAround(uri);
  return vscode.window.showSaveDialog({ filters, ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }) });
}

async function write(file: vscode.Uri, contents: Uint8Array | string): Promise<void> {
  if (await writeFile(file, contents))
    vscode.window.setStatusBarMessage(`Saved ${vscode.workspace.asRelativePath(file)}.`, 4000);
}

/** What file systems take everywhere. */
const fileName = (title: string): string => title.replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^-+|-+$/g, '');
