import { type CstNode, CstUtils, isCompositeCstNode, type LangiumDocument } from 'langium';
import type { SelectionRangeParams } from 'vscode-languageserver';
import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';

/** What a selection grows to: the word, the term, the property, all between the braces, the level, the declaration. */
export class SelectionRangeProvider {
  /** One for each position, innermost first. */
  getSelectionRanges(document: LangiumDocument, { positions }: SelectionRangeParams): SelectionRange[] {
    return positions.map((position) => this.at(document, position));
  }

  private at({ textDocument, parseResult }: LangiumDocument, position: Position): SelectionRange {
    const offset = textDocument.offsetAt(position);
    const root = parseResult.value.$cstNode;
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset) ?? root;
    const whole = { start: { line: 0, character: 0 }, end: textDocument.positionAt(textDocument.getText().length) };
    let result: SelectionRange = { range: whole };
    for (const range of [...around(leaf, offset)].reverse()) {
      if (!same(range, result.range) && contains(result.range, range)) result = { range, parent: result };
    }
    return contains(result.range, { start: position, end: position }) ? result : { range: whole };
  }
}

/** The ranges around a node, from itself out. */
function* around(leaf: CstNode | undefined, offset: number): Generator<Range> {
  for (let node = leaf; node; node = node.container) {
    if (isCompositeCstNode(node)) {
      const open = node.content.findLast((child) => child.text === '{' && child.end <= offset);
      const close = node.content.find((child) => child.text === '}' && child.offset >= offset);
      if (open && close) yield { start: open.range.end, end: close.range.start };
    }
    yield node.range;
  }
}

function same(a: Range, b: Range): boolean {
  return contains(a, b) && contains(b, a);
}

function contains(outer: Range, inner: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
