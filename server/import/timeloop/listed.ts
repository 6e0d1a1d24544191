import type { DraftProperty } from '../draft.js';
import type { Place } from '../source-file.js';

/** A property of operands, where there are any. */
export const listed = (
  name: string,
  operands: readonly { readonly name: string }[],
  from: Place | null,
): DraftProperty[] =>
  operands.length === 0 ? [] : [{ name, value: operands.map((operand) => operand.name).join(', '), from }];
