import type { AstNode } from 'langium';
import * as ast from '../../generated/ast.js';
import { ownerOf } from '../../schema/index.js';
import { type Construct, sectionOf } from '../../session/documentation.js';
import type { HoverContext } from './context.js';
import type { Block } from './markdown.js';

/** The sections of the reference by what they are about. */
const SECTIONS: Readonly<Record<string, Construct>> = {
  [ast.Import.$type]: 'import',
  [ast.Constant.$type]: 'const',
  [ast.Coupling.$type]: 'coupling',
  [ast.Architecture.$type]: 'architecture',
  [ast.Memory.$type]: 'memory',
  [ast.Fanout.$type]: 'fanout',
  [ast.Link.$type]: 'link',
  [ast.Compute.$type]: 'compute',
  [ast.Workload.$type]: 'workload',
  [ast.Network.$type]: 'network',
  [ast.InlineLayer.$type]: 'network',
  [ast.LayerReference.$type]: 'network',
  [ast.Mapping.$type]: 'mapping',
};

/** A link to what the reference of the language says of a construct. */
export function reference(node: AstNode, { services }: HoverContext): Block {
  const section = ast.isProperty(node) ? sectionOf(node.keyword, ownerOf(node.$container)) : SECTIONS[node.$type];
  return section && services.session.Documentation.reference(section);
}
