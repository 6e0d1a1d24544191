import * as ast from '../generated/ast.js';
import { levelName, sourceOf, sourceOfProperty } from '../lower/index.js';
import { brokenOff } from '../parser/incomplete.js';
import { dimensionsMeant, textOf } from '../references/dimensions.js';
import { ownerOf, propertyOf, rowOf } from '../schema/index.js';
import type { Report } from './report.js';

/** A memory comes first, one compute level last. */
export function checkNest(node: ast.Architecture, report: Report): void {
  const { name, levels } = node;
  const place = { node, property: 'name' };
  if (levels.length === 0 && !brokenOff(node)) {
    report('ffarch/no-levels', { architecture: name }, place);
  }
  const [first] = levels;
  if (first && !ast.isMemory(first)) {
    report('ffarch/first-level-not-memory', { level: levelName(first) }, { node: first, property: 'name' });
  }
  const [compute, ...others] = levels.filter(ast.isCompute);
  if (!compute) {
    if (first && !brokenOff(node)) report('ffarch/compute-missing', { architecture: name }, place);
    return;
  }
  for (const other of others) {
    const related = { message: 'The first compute level.', source: sourceOfProperty(compute, 'name') };
    const params = { compute: levelName(other), first: levelName(compute) };
    report('ffarch/repeated-compute', params, { node: other, property: 'name' }, [related]);
  }
  const after = levels.slice(levels.indexOf(compute) + 1).filter((level) => !ast.isCompute(level));
  if (after.length > 0) {
    const related = after.map((level) => ({
      message: `\`${levelName(level)}\` follows.`,
      source: sourceOfProperty(level, 'name'),
    }));
    const params = { compute: levelName(compute), after: after.map(levelName) };
    report('ffarch/compute-not-last', params, { node: compute, property: 'name' }, related);
  }
}

/** Mappings refer to levels by name. */
export function checkLevelNames({ levels }: ast.Architecture, report: Report): void {
  const firsts = new Map<string, ast.Level>();
  for (const level of levels) {
    const first = firsts.get(level.name);
    if (first && level.name) {
      const related = { message: `The first \`${level.name}\`.`, source: sourceOfProperty(first, 'name') };
      report('ffarch/repeated-level', { level: level.name }, { node: level, property: 'name' }, [related]);
    }
    firsts.set(level.name, first ?? level);
  }
}

/** Forwarding from instance to instance replaces the wires of full multicast and reduction. */
export function checkPeToPe(fanout: ast.Fanout, report: Report): void {
  const words = fanout.properties.filter(ast.isWordProperty);
  const peToPe = words.find(({ keyword, word }) => keyword === 'peToPe' && word === 'true');
  const partial = words.filter(
    ({ keyword, word }) =>
      (keyword === 'multicast' || keyword === 'reduction') && (word === 'none' || word === 'selective'),
  );
  if (!peToPe || partial.length === 0) return;
  const sharing = partial.map(({ keyword, word, operand }) => {
    const only = operand ? ` for ${operand.$refText}` : '';
    return `${keyword}: ${word}${only}`;
  });
  const related = partial.map((property, i) => ({
    message: `\`${sharing[i]}\``,
    source: sourceOfProperty(property, 'word'),
  }));
  report('ffarch/pe-to-pe-needs-full', { level: levelName(fanout), sharing }, { node: peToPe }, related);
}

/** A property that another one has taken the place of is read, and marked. */
export function checkDeprecated(property: ast.Property, report: Report): void {
  const { replacedBy } = rowOf(property) ?? {};
  if (!replacedBy || !ast.isWordProperty(property)) return;
  const { keyword, $container: level } = property;
  const word = replacedBy.words[property.word ?? ''] as string | undefined;
  const given = level.properties.some((other) => other.keyword === replacedBy.keyword);
  const isDefault = word === propertyOf(ownerOf(level), replacedBy.keyword)?.default;
  const by = given ? 'given' : isDefault ? 'default' : 'other';
  const params = { keyword, successor: replacedBy.keyword, word: word ?? '…', by } as const;
  report('ffarch/deprecated-property', params, { node: property, property: 'keyword' });
}

/** A dimension is named once in `over`; a name for all couplings stands for that of each of them, too. */
export function checkSpatialDimensions(level: ast.Fanout | ast.Compute, report: Report): void {
  level.dimensions.forEach((name, index) => {
    const meant = name ? dimensionsMeant(name) : [];
    const first = level.dimensions.find(
      (other, i) =>
        other &&
        (i < index || (i > index && name?.coupling && !other.coupling)) &&
        meant.every((dimension) => dimensionsMeant(other).includes(dimension)),
    );
    if (meant.length === 0 || !first) return;
    const dimension = textOf(name);
    const related = { message: `The first \`${textOf(first)}\`.`, source: sourceOf(first) };
    report('ffarch/repeated-spatial-dimension', { dimension }, { node: name }, [related]);
  });
}
