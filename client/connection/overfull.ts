import * as vscode from 'vscode';
import type { InlayHintsMiddleware } from 'vscode-languageclient';
import type { HintData } from '../../server/protocol/index.js';

/** A hint of ours, by its offset in a document, which edits before it move. */
interface Mark {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: vscode.InlayHint['tooltip'];
}

/**
 * Shows the hints of overfull levels in the color of errors. Inlay hints have no color of their own: these are taken out of
 * what VS Code shows, and stand as decorations where it would have shown them. VS Code asks for hints as lines come into
 * view and after each edit, so decorations follow whatever it asks for: scrolling, edits, settings of the server.
 *
 * Where hints are off, or are shown only while keys are pressed, there are no decorations and VS Code has all hints.
 */
export class OverfullHints implements InlayHintsMiddleware, vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly marks = new WeakMap<vscode.TextDocument, Mark[]>();
  private readonly listeners = [
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) this.show(editor);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const marks = this.marks.get(document);
      if (marks) this.marks.set(document, moved(marks, contentChanges));
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('editor.inlayHints.enabled')) this.hideWhereOff();
    }),
  ];

  readonly provideInlayHints: InlayHintsMiddleware['provideInlayHints'] = async (document, range, token, next) => {
    const hints = await next(document, range, token);
    if (!hints || token.isCancellationRequested || !areShown(document)) return hints;
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const elsewhere = (this.marks.get(document) ?? []).filter(({ offset }) => offset < start || offset > end);
    const overfull = hints.filter(isOverfull).map((hint) => markOf(hint, document));
    this.set(document, [...elsewhere, ...overfull]);
    return hints.filter((hint) => !isOverfull(hint));
  };

  dispose(): void {
    this.decoration.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private set(document: vscode.TextDocument, marks: Mark[]): void {
    this.marks.set(document, marks);
    for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.show(editor);
  }

  private show(editor: vscode.TextEditor): void {
    const { document } = editor;
    const marks = this.marks.get(document);
    if (marks)
      editor.setDecorations(
        this.decoration,
        marks.map((mark) => shown(mark, document)),
      );
  }

  private hideWhereOff(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      if (this.marks.has(document) && !areShown(document)) this.set(document, []);
    }
  }
}

/** Whether hints stand in the editors of a document although no key is pressed. */
function areShown(document: vscode.TextDocument): boolean {
  const enabled = vscode.workspace.getConfiguration('editor', document).get('inlayHints.enabled');
  return enabled === 'on' || enabled === 'onUnlessPressed';
}

function isOverfull(hint: vscode.InlayHint): boolean {
  return (hint as { data?: HintData }).data?.overfull === true;
}

function markOf({ label, position, tooltip }: vscode.InlayHint, document: vscode.TextDocument): Mark {
  const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
  return { offset: document.offsetAt(position), label: text, tooltip };
}

function shown({ offset, label, tooltip }: Mark, document: vscode.TextDocument): vscode.DecorationOptions {
  const position = document.positionAt(offset);
  return {
    range: new vscode.Range(position, position),
    hoverMessage: tooltip,
    renderOptions: {
      after: {
        contentText: label,
        color: new vscode.ThemeColor('editorError.foreground'),
        backgroundColor: new vscode.ThemeColor('editorInlayHint.background'),
        margin: '0 0 0 0.4em',
      },
    },
  };
}

/** Where marks are after an edit; those inside what it replaces are gone until VS Code asks again. */
function moved(marks: readonly Mark[], changes: readonly vscode.TextDocumentContentChangeEvent[]): Mark[] {
  // Ranges are those of the document before the edit.
  return marks.flatMap((mark) => {
    const isInside = ({ rangeOffset, rangeLength }: vscode.TextDocumentContentChangeEvent) =>
      rangeOffset < mark.offset && mark.offset < rangeOffset + rangeLength;
    if (changes.some(isInside)) return [];
    const before = changes.filter(({ rangeOffset, rangeLength }) => rangeOffset + rangeLength <= mark.offset);
    const shift = before.reduce((sum, { rangeLength, text }) => sum + text.length - rangeLength, 0);
    return [{ ...mark, offset: mark.offset + shift }];
  });
}
