import type { AstNode } from 'langium';
import * as ast from '../../generated/ast.js';
import { LEVEL_KINDS } from '../../schema/index.js';

const CALLED: Readonly<Record<string, string>> = {
  [ast.Constant.$type]: 'a constant',
  [ast.Coupling.$type]: 'a coupling',
  [ast.Dimension.$type]: 'a dimension',
  [ast.Stride.$type]: 'a stride',
  [ast.Operand.$type]: 'an operand',
  [ast.Architecture.$type]: 'an architecture',
  [ast.Memory.$type]: LEVEL_KINDS.memory.called,
  [ast.Fanout.$type]: LEVEL_KINDS.fanout.called,
  [ast.Link.$type]: LEVEL_KINDS.link.called,
  [ast.Compute.$type]: LEVEL_KINDS.compute.called,
  [ast.Workload.$type]: 'a workload',
  [ast.InlineLayer.$type]: 'a layer',
  [ast.LayerReference.$type]: 'a layer',
  [ast.Network.$type]: 'a network',
  [ast.Mapping.$type]: 'a mapping',
};

/** What a thing is called, with its article. */
export function kindOf(node: AstNode): string {
  return CALLED[node.$type] ?? 'a thing';
}
