import * as vscode from 'vscode';
import { columnOf } from '../editor.js';
import { EXAMPLES } from './examples.js';

const WALKTHROUGH = 'factorflow.factorflow#factorflow.start';

/** The example of the walkthrough, of {@link EXAMPLES}. */
const EYERISS = 'eyeriss.ffarch';

/** **FactorFlow: Get Started** */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
}

/**
 * **FactorFlow: Open Example**: a copy that is not saved yet, so the user can edit it whatever happens to it.
 *
 * @param file of {@link EXAMPLES}; asked for where there is none
 */
export async function openExample(extension: vscode.Uri, file?: unknown): Promise<vscode.TextEditor | undefined> {
  const example = EXAMPLES.find((example) => example.file === file) ?? (await pickExample());
  if (!example) return undefined;
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'examples', example.file));
  const content = new TextDecoder().decode(bytes);
  const document = await vscode.workspace.openTextDocument({ language: 'ffarch', content });
  return vscode.window.showTextDocument(document, besideWalkthrough());
}

/**
 * Selects a piece of the example that a step of the walkthrough speaks of: it comes into view, and typing replaces it. An
 * example that is not open, or has been changed there, is opened.
 *
 * @param text as it stands in the Eyeriss example
 */
export async function showInExample(extension: vscode.Uri, text: unknown): Promise<void> {
  if (typeof text !== 'string') return;
  const seen = vscode.window.visibleTextEditors.map(({ document }) => document);
  const open = [...seen, ...vscode.workspace.textDocuments].find(
    (document) => document.languageId === 'ffarch' && columnOf(document) && document.getText().includes(text),
  );
  const document = open ?? (await openExample(extension, EYERISS))?.document;
  if (!document) return;
  const start = document.getText().indexOf(text);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
  await vscode.window.showTextDocument(document, { viewColumn: columnOf(document), selection });
}

function pickExample(): Thenable<(typeof EXAMPLES)[number] | undefined> {
  const place = {
    title: 'FactorFlow: Open Example',
    placeHolder: 'The example to open as a new file',
    matchOnDetail: true,
  };
  return vscode.window.showQuickPick(EXAMPLES, place);
}

/** A walkthrough is neither a text editor nor a tab that extensions can name; it stays in view, with the file next to it. */
function besideWalkthrough(): vscode.ViewColumn {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return activeTab && activeTab.input === undefined ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

/** Tells the walkthrough, by a context key, that a file of the language is in view, whoever opened it. */
export function noticeFile(): vscode.Disposable {
  const listening = vscode.window.onDidChangeVisibleTextEditors(notice);
  function notice(editors: readonly vscode.TextEditor[]): void {
    if (!editors.some(({ document }) => document.languageId === 'ffarch')) return;
    void vscode.commands.executeCommand('setContext', 'factorflow.sawFile', true);
    listening.dispose();
  }
  notice(vscode.window.visibleTextEditors);
  return listening;
}

/** Tells the walkthrough, by a context key, that a diagnostic says of a tile that it does not fit. */
export function noticeOverflow(): vscode.Disposable {
  const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    const codes = uris.flatMap((uri) => vscode.languages.getDiagnostics(uri)).map(codeOf);
    if (!codes.includes('ffarch/mapping-capacity')) return;
    void vscode.commands.executeCommand('setContext', 'factorflow.sawOverflow', true);
    listening.dispose();
  });
  return listening;
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
