import { AstUtils, type CstNode } from 'langium';
import * as ast from '../../../language/generated/ast.js';
import type { TextEdit } from '../../protocol/index.js';

/** The edits by which the levels with a component take their energies from a file; an energy that is written stays. */
export function useTables(architecture: ast.Architecture, file: string): TextEdit[] {
  const { textDocument } = AstUtils.getDocument(architecture);
  const from = `energy: from ${JSON.stringify(file)}`;
  const edit = ({ offset, end }: Pick<CstNode, 'offset' | 'end'>, newText: string): TextEdit => ({
    range: { start: textDocument.positionAt(offset), end: textDocument.positionAt(end) },
    newText,
  });
  return architecture.levels.flatMap((level) => {
    const properties = level.properties as ast.Property[];
    const component = properties.find(ast.isComponentProperty)?.$cstNode;
    const energy = properties.filter(ast.isDirectedProperty).find(({ keyword }) => keyword === 'energy');
    if (energy) return energy.file === undefined || !energy.$cstNode ? [] : [edit(energy.$cstNode, from)];
    if (!component) return [];
    const { line } = textDocument.positionAt(component.offset);
    const before = textDocument.getText({
      start: { line, character: 0 },
      end: textDocument.positionAt(component.offset),
    });
    const separator = before.trim() === '' ? `${lineBreak(textDocument.getText())}${before}` : '; ';
    return [edit({ offset: component.offset, end: component.offset }, `${from}${separator}`)];
  });
}

const lineBreak = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
