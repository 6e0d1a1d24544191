import { type Architecture, MAX_LEVELS } from '../domain/architecture.js';
import { Reader } from '../domain/view.js';
import type { TableComponent } from '../energy-tables/tables.js';
import type * as ast from '../generated/ast.js';
import { nearest } from '../nearest.js';
import { clockOf } from './clock.js';
import { tablesOf } from './derived.js';
import { lowerLevel } from './level.js';
import { levelName } from './level-name.js';
import type { Lowerings } from './lowerings.js';
import { hasCoupling } from './names.js';
import type { Lowered } from './problem.js';
import { Problems } from './problems.js';
import { Properties } from './properties.js';
import { lowerNumber } from './property-value.js';
import { toNumber } from './rational.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** Sound if its couplings and all its levels are. */
export function lowerArchitecture(node: ast.Architecture, lowering: Lowerings): Lowered<Architecture> {
  const problems = new Problems();
  const couplings = node.couplings
    .map(({ ref }) => (ref ? problems.dependOn(lowering.coupling(ref)) : problems.incomplete()))
    .filter((coupling) => coupling !== undefined);
  if (node.couplings.length === 0) {
    problems.add('ffarch/coupling-missing', { kind: 'architecture', name: node.name }, node, 'name');
  }
  const lowered = node.levels.slice(0, MAX_LEVELS).map((level) => lowerLevel(level, problems, lowering));
  lowerForAll(node, problems, lowering);
  const excess = node.levels[MAX_LEVELS];
  if (excess) {
    problems.add('ffarch/too-many-levels', { count: node.levels.length, most: MAX_LEVELS }, excess, 'name');
  }
  const [first] = couplings;
  if (!first || excess) {
    return problems.result<Architecture>(undefined);
  }
  const reader = new Reader({ couplings }, first);
  const names = lowered.map(({ names }) => names);
  const clock = clockOf(node, lowering);
  return problems.result({
    name: node.name,
    couplings,
    levels: lowered.map(({ level, names }) => reader.level(level, names)),
    ...((couplings.length > 1 || names.some(hasCoupling)) && { names }),
    ...(clock && { clock: toNumber(clock) }),
    source: sourceOf(node),
    nameSource: sourceOfProperty(node, 'name'),
  });
}

/** What holds for all levels, which look it up themselves. */
function lowerForAll(node: ast.Architecture, problems: Problems, lowering: Lowerings): void {
  const properties = new Properties(node, problems);
  lowerNumber(properties, 'technology', problems, lowering);
  lowerNumber(properties, 'clock', problems, lowering);
  const names = new Set(node.levels.map(levelName));
  for (const keyword of ['energy', 'area'] as const) {
    const property = keyword === 'energy' ? properties.directed(keyword) : properties.quantity(keyword);
    const file = properties.fromFile(keyword);
    if (property && !file) problems.add('ffarch/energy-not-from-file', { keyword }, property);
    const tables = file && tablesOf(file, problems, lowering);
    const isSaid = ({ actions, area }: TableComponent) => (keyword === 'energy' ? actions.size > 0 : area !== null);
    const components = [...(tables?.values() ?? [])].filter((one) => isSaid(one) && !names.has(one.name));
    if (!file || components.length === 0) continue;
    const lacked = [...names].filter((name) => !tables?.has(name));
    const meant = components.flatMap(({ name }) => {
      const level = nearest(name, lacked);
      return level === undefined ? [] : [{ level, component: name }];
    });
    const params = { keyword, path: file.file ?? '', components: components.map(({ name }) => name), meant };
    const related = components.map(({ name, source }) => ({ message: `The component \`${name}\`.`, source }));
    problems.add('ffarch/energy-file-unused', params, file, 'file', ...related);
  }
}
