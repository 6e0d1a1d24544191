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
 * empty line at most. Lines stay lines, because what a word is may depend on them; only blocks that do not fit on theirs
 * are broken. There is one style and nothing to set, so the editor and `ffarch format` agree everywhere.
 */
export class FfarchFormatter implements Formatter {
  private readonly lexer: Lexer;

  constructor(services: LangiumServices) {
    this.lexer = services.parser.Lexer;
  }

  formatDocument(document: LangiumDocument, _params?: DocumentFormattingParams): TextEdit[] {
    return editsOf(document, piecesOf(document, this.lexer));
  }

  /**
   * The edits of white space that keep a document formatted, as far as it is, when tokens are spelled otherwise: rows of
   * columns stay aligned.
   *
   * @param respelled the new texts, by the offsets of the tokens
   */
  keepFormatted(document: LangiumDocument, respelled: ReadonlyMap<number, string>): TextEdit[] {
    const pieces = piecesOf(document, this.lexer);
    const places = new Set(editsOf(document, pieces).map(({ range }) => JSON.stringify(range)));
    return editsOf(document, pieces, respelled).filter(({ range }) => !places.has(JSON.stringify(range)));
  }

  formatDocumentRange(document: LangiumDocument, { range }: DocumentRangeFormattingParams): TextEdit[] {
    const { start, end } = range;
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    return this.formatLines(document, start.line, last);
  }

  /**
   * Formats the block that a brace ends, the line of a semicolon, or the one that the Enter key ended; the new line is the
   * editor's. A line that goes on being typed is not broken, and what is at the cursor or after it stays, since edits there
   * would move the cursor away.
   */
  formatDocumentOnType(document: LangiumDocument, { ch, position }: DocumentOnTypeFormattingParams): TextEdit[] {
    if (ch === '\n') return this.formatLine(document, position.line - 1);
    const offset = document.textDocument.offsetAt(position) - 1;
    const root = document.parseResult.value.$cstNode;
    const sign = root && CstUtils.findLeafNodeAtOffset(root, offset);
    if (sign?.text !== ch || sign.hidden) return [];
    const block = ch === '}' ? sign.astNode.$cstNode : undefined;
    const edits = block
      ? this.formatLines(document, block.range.start.line, position.line)
      : this.formatLine(document, position.line);
    return edits.filter(({ range: { end } }) => end.line < position.line || end.character < position.character);
  }

  get formatOnTypeOptions(): DocumentOnTypeFormattingOptions {
    return { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n', ';'] };
  }

  /** The edits within a line that leave it one. */
  private formatLine(document: LangiumDocument, line: number): TextEdit[] {
    return this.formatLines(document, line, line).filter(({ newText }) => !/[\r\n]/.test(newText));
  }

  /** The edits from the start of a line to the end of another. */
  private formatLines(document: LangiumDocument, first: number, last: number): TextEdit[] {
    return this.formatDocument(document).filter(({ range: { start, end } }) => start.line >= first && end.line <= last);
  }
}
