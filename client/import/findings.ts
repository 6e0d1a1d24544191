import * as vscode from 'vscode';
import type { ImportFinding } from '../../server/protocol/index.js';

const SEVERITIES: Readonly<Record<ImportFinding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What was found in files of other tools when they were imported, among the problems until they are imported again or change. */
export class ImportFindings implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('FactorFlow import');
  private readonly listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.shown.delete(document.uri);
  });

  /** Shows findings in the place of those of the same files and folders. */
  show(of: readonly vscode.Uri[], findings: readonly ImportFinding[]): void {
    this.shown.forEach((uri) => {
      if (of.some((root) => uri.toString() === root.toString() || uri.toString().startsWith(`${root}/`)))
        this.shown.delete(uri);
    });
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const finding of findings) byFile.set(finding.uri, [...(byFile.get(finding.uri) ?? []), diagnostic(finding)]);
    for (const [uri, diagnostics] of byFile) this.shown.set(vscode.Uri.parse(uri), diagnostics);
  }

  dispose(): void {
    this.listening.dispose();
    this.shown.dispose();
  }
}

function diagnostic({ range: { start, end }, severity, code, page, message }: ImportFinding): vscode.Diagnostic {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const shown = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
  shown.source = 'FactorFlow';
  shown.code = page === undefined ? code : { value: code, target: vscode.Uri.parse(page) };
  return shown;
}
