import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import type { CodeActionParams } from 'vscode-languageserver';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Position,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { DiagnosticCode } from '../../diagnostics/index.js';
import type { FfarchServices } from '../../module.js';
import { isLibrary } from '../../workspace/library.js';
import { writeEstimates } from './components.js';
import { splitDirections } from './directions.js';
import { extractConstant, selected } from './extract-constant.js';
import { type Fix, type FixContext, type FixMaker, textEdit } from './fix.js';
import { FIXES } from './fixes.js';
import { inlineConstant } from './inline-constant.js';
import { convertSize } from './size-units.js';
import { convertEnergy } from './wordline.js';

/** Remedies for diagnostics, and rewritings that keep the meaning. */
export class FfarchCodeActionProvider implements CodeActionProvider {
  /** The kinds that are announced to editors. */
  get kinds(): readonly CodeActionKind[] {
    const { QuickFix, RefactorExtract, RefactorInline, RefactorRewrite } = CodeActionKind;
    return [QuickFix, RefactorExtract, RefactorInline, RefactorRewrite];
  }

  constructor(protected readonly services: FfarchServices) {}

  getCodeActions(document: LangiumDocument, { context, range }: CodeActionParams): CodeAction[] {
    if (isLibrary(document.uri)) return [];
    const { lowering } = this.services.lowering.LoweringProvider;
    const fixContext: FixContext = { document, services: this.services, lowering };
    const wanted = (kind: CodeActionKind) => isWanted(kind, context);
    const [start, end] = [range.start, range.end].map((position) => document.textDocument.offsetAt(position));
    return distinct([
      ...(wanted(CodeActionKind.QuickFix)
        ? context.diagnostics
            .filter((diagnostic) => isCurrent(diagnostic, document))
            .flatMap((diagnostic) => this.fixes(diagnostic, fixContext))
        : []),
      ...(wanted(CodeActionKind.RefactorExtract) ? this.extract(start!, end!, fixContext) : []),
      ...REFACTORINGS.filter(([kind]) => wanted(kind)).flatMap(([kind, make]) =>
        refactor(kind, make, start!, fixContext),
      ),
    ]);
  }

  private fixes(diagnostic: Diagnostic, context: FixContext): CodeAction[] {
    // A diagnostic is of the parameters of its code, which an editor gives back.
    const make = FIXES[diagnostic.code as DiagnosticCode] as FixMaker | undefined;
    const told = { ...diagnostic, data: (diagnostic.data ?? {}) as object };
    const { textDocument, parseResult } = context.document;
    // What the parser skipped is not part of the tree.
    const at = nodeAt(context.document, textDocument.offsetAt(diagnostic.range.start)) ?? parseResult.value;
    return guarded(() => (make ? make(at, told, context) : [])).map((fix) => ({
      ...action(fix, CodeActionKind.QuickFix),
      diagnostics: [diagnostic],
      isPreferred: fix.preferred,
    }));
  }

  private extract(start: number, end: number, context: FixContext): CodeAction[] {
    const text = context.document.textDocument.getText().slice(start, end);
    const from = start + text.length - text.trimStart().length;
    const to = from + text.trim().length;
    const expression = selected(nodeAt(context.document, from), from, to);
    return guarded(() => (expression ? extractConstant(expression, context) : [])).map((fix) =>
      action(fix, CodeActionKind.RefactorExtract),
    );
  }
}

/** What keeps the meaning of a document, besides the extraction of what is selected. */
const REFACTORINGS: readonly (readonly [CodeActionKind, (at: AstNode, context: FixContext) => readonly Fix[]])[] = [
  [CodeActionKind.RefactorInline, inlineConstant],
  [CodeActionKind.RefactorRewrite, convertEnergy],
  [CodeActionKind.RefactorRewrite, splitDirections],
  [CodeActionKind.RefactorRewrite, convertSize],
  [CodeActionKind.RefactorRewrite, writeEstimates],
];

function refactor(
  kind: CodeActionKind,
  make: (typeof REFACTORINGS)[number][1],
  start: number,
  context: FixContext,
): CodeAction[] {
  const at = nodeAt(context.document, start);
  return guarded(() => (at ? make(at, context) : [])).map((fix) => action(fix, kind));
}

/** What an editor shows may be of a text that has changed since: a fix of that would be a fix of something else. */
function isCurrent({ code, range }: Diagnostic, { diagnostics = [] }: LangiumDocument): boolean {
  const same = (a: Position, b: Position) => a.line === b.line && a.character === b.character;
  return diagnostics.some(
    (one) => one.code === code && same(one.range.start, range.start) && same(one.range.end, range.end),
  );
}

/** A bug in a code action is for the log, not for the reader. */
function guarded(make: () => readonly Fix[]): readonly Fix[] {
  try {
    return make().filter(({ edits }) => edits.length > 0 && edits.every(({ document }) => !isLibrary(document.uri)));
  } catch (error) {
    console.error('A code action failed:', error);
    return [];
  }
}

function action({ title, edits }: Fix, kind: CodeActionKind): CodeAction {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const uri = edit.document.uri.toString();
    changes[uri] = [...(changes[uri] ?? []), textEdit(edit)];
  }
  return { title, kind, edit: { changes } };
}

/** The same remedy for several diagnostics is offered once. */
function distinct(actions: readonly CodeAction[]): CodeAction[] {
  const byTitle = new Map<string, CodeAction>();
  for (const one of actions) {
    const before = byTitle.get(one.title);
    if (!before) byTitle.set(one.title, one);
    else before.diagnostics?.push(...(one.diagnostics ?? []));
  }
  return [...byTitle.values()];
}

/** What stands at an offset, or right before it. */
export function nodeAt(document: LangiumDocument, offset: number): AstNode | undefined {
  const root = document.parseResult.value.$cstNode;
  return (root && (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset)))
    ?.astNode;
}

/** Whether an editor asks for actions of this kind. */
export function isWanted(kind: CodeActionKind, { only }: CodeActionContext): boolean {
  return !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}
