import * as vscode from 'vscode';
import { EXAMPLES } from './examples.js';

const WALKTHROUGH = 'factorflow.factorflow#factorflow.start';

/** **FactorFlow: Get Started** */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
}

/**
 * **FactorFlow: Open Example**: a copy that is not saved yet, so that the user can edit it whatever happens to it.
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

function pickExample(): Thenable<(typeof EXAMPLES)[number] | undefined> {
  const place = {
    title: 'FactorFlow: Open Example',
    placeHolder: 'The example to open as a new file',
    matchOnDetail: true,
  };
  return vscode.window.showQuickPick(EXAMPLES, place);
}

/** A walkthrough is no editor of text and no tab that extensions can name; it stays in view, with the file next to it. */
function besideWalkthrough(): vscode.ViewColumn {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return activeTab && activeTab.input === undefined ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
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
