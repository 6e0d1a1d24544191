import { CstUtils, type LangiumDocument, type Lexer } from 'langium';
import type { Formatter, LangiumServices } from 'langium/lsp';
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingOptions,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
} from 'vscode-languageserver';
import type { TextEdit } from 'vscode-languageserver-types';
import { editsOf } from './edits.js';
import { piecesOf } from './pieces.js';

/**
 * Formats white space and nothing else: two blanks of indentation, one blank or none between the parts of a line, one
 * empty line at most. Lines stay lines, because what a word is may depend on them. There is one style and nothing to
 * set, so that the editor and `ffarch format` agree everywhere.
 */
export class FfarchFormatter implements Formatter {
  private readonly lexer: Lexer;

  constructor(services: LangiumServices) {
    this.lexer = services.parser.Lexer;
  }

  formatDocument(document: LangiumDocument, _params?: DocumentFormattingParams): TextEdit[] {
    return editsOf(document, piecesOf(document, this.lexer));
  }

  formatDocumentRange(document: LangiumDocument, { range }: DocumentRangeFormattingParams): TextEdit[] {
    const { start, end } = range;
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    return this.formatLines(document, start.line, last);
  }

  /**
   * Formats the block that a brace ends, the line of a semicolon, or the one that the Enter key ended; the new line is the
   * editor's. What is at the cursor or after it stays, since edits there would move the cursor away.
   */
  formatDocumentOnType(document: LangiumDocument, { ch, position }: DocumentOnTypeFormattingParams): TextEdit[] {
    if (ch === '\n') return this.formatLines(document, position.line - 1, position.line - 1);
    const offset = document.textDocument.offsetAt(position) - 1;
    const root = document.parseResult.value.$cstNode;
    const sign = root && CstUtils.findLeafNodeAtOffset(root, offset);
    if (sign?.text !== ch || sign.hidden) return [];
    const block = ch === '}' ? sign.astNode.$cstNode : undefined;
    const edits = this.formatLines(document, block?.range.start.line ?? position.line, position.line);
    return edits.filter(({ range: { end } }) => end.line < position.line || end.character < position.character);
  }

  get formatOnTypeOptions(): DocumentOnTypeFormattingOptions {
    return { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n', ';'] };
  }

  /** The edits from the start of a line to the end of another. */
  private formatLines(document: LangiumDocument, first: number, last: number): TextEdit[] {
    return this.formatDocument(document).filter(({ range: { start, end } }) => start.line >= first && end.line <= last);
  }
}
