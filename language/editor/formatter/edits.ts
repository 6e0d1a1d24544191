import type { AstNode, LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { declarationsOf } from '../../references/declarations.js';
import { breakBlocks, placed } from './blocks.js';
import { keepColumns } from './columns.js';
import { type Gap, gapsOf } from './layout.js';
import type { Piece } from './pieces.js';

/**
 * The edits of white space that format a document: of line breaks, indentations and blanks each for itself, so an
 * edit is never larger than its reason. What does not parse stays as it is, and so does the declaration around it.
 *
 * @param respelled what tokens become at the same time, by their offsets; the layout is that of the text with them
 */
export function editsOf(
  document: LangiumDocument,
  pieces: readonly Piece[],
  respelled: ReadonlyMap<number, string> = new Map(),
): TextEdit[] {
  const { textDocument, parseResult } = document;
  const text = textDocument.getText();
  const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, newText: string): void => {
    if (text.slice(start, end) === newText) return;
    edits.push({ range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText });
  };
  const fill = (start: number, end: number, { breaks, blanks }: Gap): void => {
    const gap = text.slice(start, end);
    // Something else than white space is what the lexer could not read.
    if (gap.trim() !== '') return;
    const line = start + 1 + Math.max(gap.lastIndexOf('\n'), gap.lastIndexOf('\r'));
    const isBroken = line > start;
    if (breaks > 0 && isBroken) replace(start, line, newline.repeat(breaks));
    replace(breaks > 0 && isBroken ? line : start, end, (isBroken ? '' : newline.repeat(breaks)) + ' '.repeat(blanks));
  };

  const written = pieces.map((piece) => ({ ...piece, text: respelled.get(piece.offset) ?? piece.text }));
  const lines = gapsOf(written, text);
  const blocks = breakBlocks(written, lines);
  const gaps = keepColumns(placed(written, lines, blocks), blocks);
  const broken = brokenParts(document);
  const parses = broken.length === 0;
  const homes = parses ? pieces.map(() => parseResult.value) : soundDeclarations(document, broken, pieces);
  pieces.forEach((piece, i) => {
    const start = i === 0 ? beginning(text) : pieces[i - 1]!.end;
    if (!homes[i] || (i > 0 && homes[i - 1] !== homes[i])) return;
    fill(start, piece.offset, gaps[i]!);
    if (gaps[i]!.breaks > 0 || i === 0) indentComment(piece, gaps[i]!.blanks, replace);
  });
  if (parses) {
    const end = pieces.at(-1)?.end ?? beginning(text);
    fill(end, text.length, pieces.length > 0 ? { breaks: 1, blanks: 0 } : { breaks: 0, blanks: 0 });
  }
  return edits;
}

/** After the byte order mark, if there is one. */
function beginning(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

/** Offsets at which the document does not parse. */
function brokenParts({ parseResult: { lexerErrors, parserErrors } }: LangiumDocument): number[] {
  const tokens = parserErrors.flatMap((error) => [
    error.token,
    ...('previousToken' in error ? [error.previousToken as typeof error.token] : []),
  ]);
  return [...lexerErrors.map(({ offset }) => offset), ...tokens.map((token) => token?.startOffset ?? Number.NaN)];
}

/** Of each piece the declaration in which it stands, if nothing in that is broken. */
function soundDeclarations(
  document: LangiumDocument,
  broken: readonly number[],
  pieces: readonly Piece[],
): (AstNode | undefined)[] {
  const sound = declarationsOf(document).filter(({ $cstNode: cst }) => {
    return cst && !broken.some((offset) => offset >= cst.offset && offset <= cst.end);
  });
  let next = 0;
  return pieces.map(({ offset }) => {
    while (next < sound.length && sound[next]!.$cstNode!.end <= offset) next += 1;
    const declaration = sound[next];
    return declaration && declaration.$cstNode!.offset <= offset ? declaration : undefined;
  });
}

/** Lets the stars of a comment stand below each other. Other comments may be drawings, which stay as they are. */
function indentComment({ text, offset, comment }: Piece, blanks: number, replace: Replace): void {
  const lines = [...text.matchAll(/(\r\n|\r|\n)([^\S\r\n]*)(\*?)/g)];
  if (!comment || lines.some(([, , , star]) => star === '')) return;
  for (const { index, 1: newline, 2: indentation } of lines) {
    const start = offset + index + newline!.length;
    replace(start, start + indentation!.length, ' '.repeat(blanks + 1));
  }
}

type Replace = (start: number, end: number, newText: string) => void;
