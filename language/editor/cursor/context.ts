import type { LangiumDocument } from 'langium';
import * as ast from '../../generated/ast.js';
import type { Lowering } from '../../lower/index.js';
import type { FfarchServices } from '../../module.js';
import { declarationsOf } from '../../references/declarations.js';
import type { CursorPlace } from './place.js';

/** What completion looks things up in. */
export interface CompletionContext {
  readonly document: LangiumDocument;
  readonly services: FfarchServices;
  /** Of the documents as they are now. */
  readonly lowering: Lowering;
  readonly place: CursorPlace;
}

/** The declaration around the cursor in the syntax tree, as far as the parser could make sense of it. */
export function declarationAround<N extends ast.Declaration>(
  { document, place }: CompletionContext,
  is: (node: unknown) => node is N,
): N | undefined {
  const start = place.blocks.length > 1 ? place.blocks[1]!.head[0]?.start : place.before[0]?.start;
  return declarationsOf(document)
    .filter(is)
    .find(({ $cstNode }) => $cstNode?.offset === start);
}

/** The coupling that gives the architecture around the cursor its dimensions and operands. */
export function couplingAround(context: CompletionContext): ast.Coupling | undefined {
  return declarationAround(context, ast.isArchitecture)?.couplings[0]?.ref;
}
