import * as vscode from 'vscode';
import type { DocumentationArgument } from '../../server/protocol/index.js';
import { pageUri } from '../connection/documentation.js';

/** Pages to choose from, in the order in which one reads them. */
export const PAGES = [
  { page: 'docs/language.md', label: 'The language', detail: 'Every construct and property, with examples' },
  { page: 'docs/model.md', label: 'The model', detail: 'What a mapping costs, and what makes it legal' },
  { page: 'docs/mapper.md', label: 'The mapper', detail: 'Objectives, strategies, proofs, padding, sampling' },
  {
    page: 'docs/compare.md',
    label: 'Comparisons',
    detail: 'Mappings that others published, and how far they are from the best',
  },
  { page: 'docs/import.md', label: 'Importing', detail: 'What becomes of ONNX models and of files of other tools' },
  { page: 'docs/estimates.md', label: 'Estimates', detail: 'Energy and area of components, and how good they are' },
  { page: 'docs/cli.md', label: 'The command line', detail: 'Commands, options and JSON of ffarch' },
  { page: 'docs/diagnostics.md', label: 'Diagnostics', detail: 'Errors, warnings and hints by their codes' },
] as const satisfies readonly ({ readonly page: string } & vscode.QuickPickItem)[];

/** Shows a page that comes with the extension, as VS Code shows Markdown; asks for one if none is given. */
export async function openDocumentation(argument?: DocumentationArgument): Promise<void> {
  const place: DocumentationArgument | undefined =
    argument ?? (await vscode.window.showQuickPick(PAGES, { placeHolder: 'Which page?', matchOnDetail: true }));
  if (!PAGES.some(({ page }) => page === place?.page)) return;
  const { page, section = '' } = place!;
  if (vscode.extensions.getExtension('vscode.markdown-language-features')) {
    await vscode.commands.executeCommand('markdown.showPreview', pageUri(page).with({ fragment: section }));
    return;
  }
  // VS Code's Markdown extension can be disabled, and some hosts in browsers come without it.
  const document = await vscode.workspace.openTextDocument(pageUri(page));
  const heading = document
    .getText()
    .split('\n')
    .findIndex((line) => isHeading(line, section));
  const at = new vscode.Position(Math.max(0, heading), 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

/** Whether a line is the heading that an anchor names. */
const isHeading = (line: string, anchor: string): boolean =>
  /^#+ /.test(line) && line.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-') === anchor;
