import { type AstNode, AstUtils } from 'langium';
import * as ast from '../../generated/ast.js';
import type { Construct } from '../session/documentation.js';
import type { HoverContext } from './context.js';
import type { Block } from './markdown.js';

/** The sections of the reference by what they are about; properties without one of their own are with their level. */
const SECTIONS: Readonly<Record<string, Construct>> = {
  [ast.Import.$type]: 'import',
  [ast.Constant.$type]: 'const',
  [ast.Coupling.$type]: 'coupling',
  [ast.Architecture.$type]: 'architecture',
  [ast.Memory.$type]: 'memory',
  [ast.Fanout.$type]: 'fanout',
  [ast.Compute.$type]: 'compute',
  [ast.FactorsProperty.$type]: 'factors',
  [ast.OrderProperty.$type]: 'order',
  [ast.Workload.$type]: 'workload',
  [ast.Network.$type]: 'network',
  [ast.InlineLayer.$type]: 'network',
  [ast.LayerReference.$type]: 'network',
  [ast.Mapping.$type]: 'mapping',
};

/** A link to what the reference of the language says of a construct; of a property, of its level. */
export function reference(node: AstNode, { services }: HoverContext): Block {
  const level = ast.isProperty(node) ? AstUtils.getContainerOfType(node, ast.isLevel) : undefined;
  const section = SECTIONS[node.$type] ?? (level && SECTIONS[level.$type]);
  return section && services.session.Documentation.reference(section);
}
