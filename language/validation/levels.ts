import * as ast from '../generated/ast.js';
import { levelName, sourceOfProperty } from '../lower/index.js';
import { brokenOff } from '../parser/incomplete.js';
import * as diagnostics from './diagnostics.js';
import type { Report } from './finding.js';

/** A memory comes first, one compute level last. */
export function checkNest(node: ast.Architecture, report: Report): void {
  const { name, levels } = node;
  const place = { node, property: 'name' };
  if (levels.length === 0 && !brokenOff(node)) {
    report(diagnostics.noLevels(name), place);
  }
  const [first] = levels;
  if (first && !ast.isMemory(first)) {
    report(diagnostics.firstLevelNotMemory(levelName(first)), { node: first, property: 'name' });
  }
  const [compute, ...others] = levels.filter(ast.isCompute);
  if (!compute) {
    if (first && !brokenOff(node)) report(diagnostics.computeMissing(name), place);
    return;
  }
  for (const other of others) {
    const related = { message: 'The first compute level.', source: sourceOfProperty(compute, 'name') };
    report(diagnostics.repeatedCompute(levelName(other), levelName(compute)), { node: other, property: 'name' }, [
      related,
    ]);
  }
  const after = levels.slice(levels.indexOf(compute) + 1).filter((level) => !ast.isCompute(level));
  if (after.length > 0) {
    const followers = after.map(levelName);
    const related = after.map((level) => ({
      message: `\`${levelName(level)}\` follows.`,
      source: sourceOfProperty(level, 'name'),
    }));
    report(diagnostics.computeNotLast(levelName(compute), followers), { node: compute, property: 'name' }, related);
  }
}

/** Mappings refer to levels by name. */
export function checkLevelNames({ levels }: ast.Architecture, report: Report): void {
  const firsts = new Map<string, ast.Level>();
  for (const level of levels) {
    const first = firsts.get(level.name);
    if (first && level.name) {
      const related = { message: `The first \`${level.name}\`.`, source: sourceOfProperty(first, 'name') };
      report(diagnostics.repeatedLevel(level.name), { node: level, property: 'name' }, [related]);
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
  const written = partial.map(({ keyword, word }) => `${keyword}: ${word}`);
  const related = partial.map((property, i) => ({
    message: `\`${written[i]}\``,
    source: sourceOfProperty(property, 'word'),
  }));
  report(diagnostics.peToPeNeedsFull(levelName(fanout), written), { node: peToPe }, related);
}

/** A dimension is named once in `over`. */
export function checkSpatialDimensions(level: ast.Fanout | ast.Compute, report: Report): void {
  level.dimensions.forEach(({ ref }, index) => {
    const first = level.dimensions.findIndex((other) => ref && other.ref === ref);
    if (!ref || first === index) return;
    const related = { message: `The first \`${ref.name}\`.`, source: sourceOfProperty(level, 'dimensions', first) };
    report(diagnostics.repeatedSpatialDimension(ref.name), { node: level, property: 'dimensions', index }, [related]);
  });
}
