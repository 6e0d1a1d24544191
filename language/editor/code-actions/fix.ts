import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import type { Diagnostic, TextEdit } from 'vscode-languageserver-types';
import type { Lowering } from '../../lower/index.js';
import type { FfarchServices } from '../../module.js';

/** A replacement in a document: offsets of the text as it is. */
export interface Edit {
  readonly document: LangiumDocument;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change that the user may choose. */
export interface Fix {
  /** What it does, in the words of the language. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Whether it is what is most likely wanted. */
  readonly preferred?: boolean;
}

/** What fixes look things up in. */
export interface FixContext {
  readonly document: LangiumDocument;
  readonly services: FfarchServices;
  /** Of the documents as they are now. */
  readonly lowering: Lowering;
}

/**
 * A diagnostic with the parameters of its message. An editor may have kept them to itself, so none is sure to be there.
 */
export type DiagnosticWith<P> = Omit<Diagnostic, 'data'> & { readonly data: Partial<P> };

/** What a diagnostic can be remedied with. */
export type FixMaker<P = unknown> = (at: AstNode, diagnostic: DiagnosticWith<P>, context: FixContext) => readonly Fix[];

/** Writes another text over a node of the syntax tree; nothing where the node is not written. */
export function replace(node: AstNode, cst: Pick<CstNode, 'offset' | 'end'> | undefined, text: string): Edit[] {
  return cst ? [{ document: AstUtils.getDocument(node), start: cst.offset, end: cst.end, text }] : [];
}

/** Writes a text between what is there. */
export function insert(node: AstNode, offset: number, text: string): Edit {
  return { document: AstUtils.getDocument(node), start: offset, end: offset, text };
}

/** The same in lines and characters. */
export function textEdit({ document, start, end, text }: Edit): TextEdit {
  const { textDocument } = document;
  return { range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText: text };
}
