import type { Report } from '../report.js';
import { plainKey, textOf, type YamlMap, type YamlNode } from '../yaml/node.js';
import {
  addConstraints,
  addDirective,
  addWholeUse,
  type LevelConstraints,
  type Names,
  noConstraints,
  reportNoTarget,
} from './constraints.js';
import { reportUnread } from './keys.js';
import type { Part } from './specification.js';
import { isFan, type Stage } from './stage.js';

/** What directives, and components themselves, say of each stage. */
export function constraintsOf(
  stages: readonly Stage[],
  directives: readonly YamlMap[],
  names: Names,
  report: Report,
): Map<Stage, LevelConstraints> {
  const all = new Map<Stage, LevelConstraints>(stages.map((stage) => [stage, noConstraints()]));
  for (const stage of stages) {
    const own = all.get(stage);
    if (own) for (const constraints of stage.constraints) addConstraints(constraints, own, names, report);
  }
  for (const directive of directives) {
    const type = textOf(directive.get('type')).replaceAll('-', '_');
    if (type === 'utilization' || type === 'parallelism') {
      // It is of the whole array, whatever its target is.
      const fans = [...all].filter(([stage]) => isFan(stage) && stage.x * stage.y > 1);
      addWholeUse(
        type,
        directive,
        fans.map(([, { spatial }]) => spatial),
        report,
      );
      continue;
    }
    const targets = targetsOf(directive.get('target'));
    if (targets.length === 0) {
      const effect = 'it has no target, so mappings that it forbids are legal';
      report.add('ffarch/import-lost', { construct: type || 'directive', effect }, directive.place);
    }
    for (const target of targets) {
      const stage = stages.find((stage) =>
        type === 'spatial' ? isFan(stage) && stage.targets.includes(target) : !isFan(stage) && stage.name === target,
      );
      const to = stage && all.get(stage);
      if (to) addDirective(type, directive, to, names, report);
      else reportNoTarget(type, directive, target, stages, names, report);
    }
  }
  // What a component says of space is meant for the instances of it.
  for (const [at, stage] of stages.entries()) {
    const next = stages[at + 1];
    if (!isFan(stage) || !next || isFan(next) || next.name !== stage.name) continue;
    const spatial = all.get(next)?.spatial;
    const to = all.get(stage);
    if (spatial && to && spatial.factors.size > 0 && to.spatial.factors.size === 0) all.set(stage, { ...to, spatial });
  }
  return all;
}

const targetsOf = (node: YamlNode | undefined): string[] =>
  node?.kind === 'list' ? node.items.flatMap(targetsOf) : node?.kind === 'scalar' ? [node.text] : [];

/** What the directives of a mapping are of. */
export const targetsIn = (node: YamlNode): string[] =>
  node.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'map' ? targetsOf(item.get('target')) : [])) : [];

/** The directives of a part: its `targets`, its `constraints`, those of the set that `constraints` names, or itself. */
export function directivesOf({ node }: Part, report: Report): YamlMap[] {
  const listed = node.kind === 'map' ? (node.get('targets') ?? chosenSet(node, report) ?? node) : node;
  if (node.kind === 'map' && !node.has('target')) {
    const entries = node.entries.filter(({ key }) => !plainKey(key).startsWith(SET));
    reportUnread(entries, 'directives', report);
  }
  const items = listed.kind === 'list' ? listed.items : listed.kind === 'map' && listed.has('target') ? [listed] : [];
  return items.filter((item): item is YamlMap => item.kind === 'map');
}

/** Version 0.1 may have several sets of constraints, `constraints_rowstationary`, of which `constraints: rowstationary` chooses. */
const SET = 'constraints_';

function chosenSet(node: YamlMap, report: Report): YamlNode | undefined {
  const constraints = node.get('constraints');
  if (constraints?.kind !== 'scalar' || constraints.value === null) return constraints;
  const set = node.get(`${SET}${constraints.text}`);
  const effect = `there are no \`${SET}${constraints.text}\` beside it, so mappings that these forbid are legal`;
  if (!set) report.add('ffarch/import-lost', { construct: 'constraints', effect }, constraints.place);
  return set;
}
