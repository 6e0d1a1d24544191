import { isUnread, type TableComponent, takenActions } from '../../energy-tables/tables.js';
import { number } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { levelName } from '../../lower/level-name.js';
import type { HoverContext } from './context.js';
import { type Block, blocks, code, list } from './markdown.js';

/** What a file of Accelergy has of a level, or of all levels of an architecture, and what of it is taken. */
export function tableHover(node: ast.DirectedProperty, { lowering }: HoverContext): Block {
  const tables = node.file === undefined ? undefined : lowering.tables(node);
  // What is wrong with a file is an error of its own.
  if (!tables || isUnread(tables)) return undefined;
  const owner = node.$container;
  const levels = (ast.isArchitecture(owner) ? owner.levels : [owner as ast.Level]).filter(
    (level) => !ast.isFanout(level),
  );
  const lines = levels.map((level) => {
    const name = levelName(level);
    const component = tables.get(name);
    return component ? `${code(name)}: ${described(component, node, level)}` : `${code(name)}: not in the file`;
  });
  const names = new Set(levels.map(levelName));
  const others = [...tables.keys()].filter((name) => !names.has(name)).map(code);
  return blocks(
    `From ${code(node.file!)}, pJ by action, with what is taken in bold:`,
    list(lines),
    others.length > 0 ? `Not taken: the components ${others.join(', ')}.` : undefined,
  );
}

/** `read` **16**, `write` **8**, `fill` 8, area **12 µm²** */
function described(
  component: TableComponent,
  node: ast.DirectedProperty,
  level: Exclude<ast.Level, ast.Fanout>,
): string {
  const part = ast.isMemory(level) ? 'memory' : ast.isLink(level) ? 'link' : 'compute';
  const isWritten = (keyword: string) => level.properties.some((one) => one !== node && one.keyword === keyword);
  // A component that a level says itself comes before a file that is for all.
  const isOther = node.$container !== level && isWritten('component');
  const { read, write } = takenActions(component, part);
  const energies = isOther || isWritten('energy') ? [] : [read, write];
  const taken = [...energies, ...(isOther || isWritten('leakage') ? [] : ['leak'])];
  const bold = (text: string, is: boolean) => (is ? `**${text}**` : text);
  const actions = [...component.actions].map(
    ([name, energy]) => `${code(name)} ${bold(number(energy), taken.includes(name))}`,
  );
  const area =
    component.area === null ? [] : [`area ${bold(`${number(component.area)} µm²`, !isOther && !isWritten('area'))}`];
  return [...actions, ...area].join(', ');
}
