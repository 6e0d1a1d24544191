import { isUnread, type TableComponent, takenActions } from '../../energy-tables/tables.js';
import { number } from '../../figures.js';
import * as ast from '../../generated/ast.js';
import { levelName } from '../../lower/level-name.js';
import type { TableProperty } from '../../lower/lowerings.js';
import type { HoverContext } from './context.js';
import { type Block, blocks, code, list } from './markdown.js';

/** What a file of Accelergy has of a level, or of all levels of an architecture, and what of it is taken. */
export function tableHover(node: TableProperty, { lowering }: HoverContext): Block {
  const tables = node.file === undefined ? undefined : lowering.tables(node);
  // What is wrong with a file is an error of its own.
  if (!tables || isUnread(tables)) return undefined;
  const owner = node.$container as ast.Level | ast.Architecture;
  const ofAreas = node.keyword === 'area';
  const levels = (ast.isArchitecture(owner) ? owner.levels : [owner]).filter(
    (level) => !ast.isFanout(level) || (ofAreas && (owner === level || tables.has(levelName(level)))),
  );
  const lines = levels.map((level) => {
    const name = levelName(level);
    const component = tables.get(name);
    if (!component || (ofAreas && component.area === null)) return `${code(name)}: not in the file`;
    const text = ofAreas || ast.isFanout(level) ? areaText(component, node, level) : described(component, node, level);
    return `${code(name)}: ${text.join(', ')}`;
  });
  const names = new Set(levels.map(levelName));
  const others = [...tables.values()]
    .filter(({ name, area }) => !names.has(name) && (!ofAreas || area !== null))
    .map(({ name }) => code(name));
  return blocks(
    `From ${code(node.file!)}${ofAreas ? '' : ', pJ by action'}, with what is taken in bold:`,
    list(lines),
    others.length > 0 ? `Not taken: the components ${others.join(', ')}.` : undefined,
  );
}

const isWritten = (keyword: string, level: ast.Level, node: TableProperty): boolean =>
  level.properties.some((one) => one !== node && one.keyword === keyword);

/** Whether what a level says itself comes before a file that is for all. */
const isOther = (level: ast.Level, node: TableProperty, ...keywords: readonly string[]): boolean =>
  node.$container !== level && keywords.some((keyword) => isWritten(keyword, level, node));

const bold = (text: string, is: boolean): string => (is ? `**${text}**` : text);

/** `read` **16**, `write` **8**, `fill` 8, area **12 µm²** */
function described(
  component: TableComponent,
  node: TableProperty,
  level: Exclude<ast.Level, ast.Fanout>,
): readonly string[] {
  const part = ast.isMemory(level) ? 'memory' : ast.isLink(level) ? 'link' : 'compute';
  const isComponent = isOther(level, node, 'component');
  const { read, write } = takenActions(component, part);
  const energies = isComponent || isWritten('energy', level, node) ? [] : [read, write];
  const taken = [...energies, ...(isComponent || isWritten('leakage', level, node) ? [] : ['leak'])];
  const actions = [...component.actions].map(
    ([name, energy]) => `${code(name)} ${bold(number(energy), taken.includes(name))}`,
  );
  return [...actions, ...areaText(component, node, level)];
}

/** Of a file for all energies an area is taken where no file is for all areas. */
function areaText({ area }: TableComponent, node: TableProperty, level: ast.Level): readonly string[] {
  if (area === null) return [];
  const { properties } = level.$container;
  const ofAll =
    node.keyword === 'energy' && node.$container !== level && properties.some(({ keyword }) => keyword === 'area');
  const isTaken = !ofAll && !isOther(level, node, 'component') && !isWritten('area', level, node);
  return [`area ${bold(`${number(area)} µm²`, isTaken)}`];
}
