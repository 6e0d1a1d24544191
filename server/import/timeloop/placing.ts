import { number } from '../../../language/figures.js';
import { freeName } from '../../../language/print/print.js';
import { and } from '../../../language/wording.js';
import type { DraftMapping, DraftWorkload } from '../draft.js';
import { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import type { YamlNode } from '../yaml/node.js';
import { type Break, breaksOf, lifted, weightOf } from './breaks.js';
import { type Built, namesIn, shapeKey } from './built.js';
import { overfull } from './capacity.js';
import type { Names } from './constraints.js';
import { targetsIn } from './directives.js';
import { distance, mappedOf, mappingOf, unmatched } from './mapping.js';
import { fileName, type Problem } from './problem.js';
import type { Part } from './specification.js';

/** What all that is imported shares. */
interface Around {
  /** Names that declarations have already; those of mappings are added. */
  readonly taken: Set<string>;
  /** What the import says at its top that it assumed; is added to. */
  readonly assumptions: string[];
  readonly report: Report;
}

/** The mappings, each on the architecture that it is of, and architectures for those that break constraints. */
export function mappingsOn(
  parts: readonly Part[],
  built: readonly Built[],
  workloads: readonly (readonly [Problem, DraftWorkload])[],
  around: Around,
): { readonly relaxed: readonly Built[]; readonly mappings: readonly DraftMapping[] } {
  const { taken, report } = around;
  const every: Names = {
    dimensions: [...new Set(workloads.flatMap(([{ shape }]) => shape.dimensions))],
    operands: new Map(),
  };
  const relaxed: Built[] = [];
  const mappings: DraftMapping[] = [];
  for (const { file, node } of built.length > 0 ? parts : []) {
    if (node.kind !== 'list') {
      const effect = 'it is not a list of directives, as those of fused layers, which are of another model';
      report.add('ffarch/import-lost', { construct: 'mapping', effect }, node.place);
      continue;
    }
    // A mapping does not say what it is of; its iterations do.
    const distances = workloads.map(([{ sizes }]) => distance(node, every, sizes, new Report()));
    const nearest = workloads[distances.indexOf(Math.min(...distances))];
    if (!nearest) {
      const effect = 'no file has the problem that it is of; import it with its problem';
      report.add('ffarch/import-lost', { construct: 'mapping', effect }, node.place);
      continue;
    }
    const [problem, workload] = nearest;
    const { sizes, shape } = problem;
    const names = namesIn(shape);
    const own = built.filter((one) => shapeKey(one.shape) === shapeKey(shape));
    const name = fileName(file, taken, mappingName(file, parts));
    const draft = ({ architecture, placed }: Built, report: Report) =>
      mappingOf(node, {
        name,
        workload: workload.name,
        architecture: architecture.name,
        names,
        sizes,
        placed,
        report,
      });
    /** Why a mapping is of no use on an architecture that has its levels; null where it is. */
    const wrongOn = ({ architecture, stages, placed }: Built, mapping: DraftMapping): string | null => {
      const left = unmatched(mappedOf(node, stages, { names, sizes, report: new Report() }), stages, sizes);
      if (!left) return overfull(mapping, architecture.levels, placed, problem);
      const { dimension, size, product } = left;
      return `its loops over ${dimension} multiply to ${number(product)}, and \`${workload.name}\` has ${number(size)}`;
    };
    const fits = (one: Built): boolean => {
      const mapping = draft(one, new Report());
      return mapping !== null && wrongOn(one, mapping) === null;
    };
    const on = architectureOf(node, name, own, fits, names, sizes, around);
    // Where none fits, what is said of the first tells why.
    const of = on ?? own[0];
    const mapping = of && draft(of, report);
    const effect = of && mapping && wrongOn(of, mapping);
    if (effect) report.add('ffarch/import-lost', { construct: `mapping ${name}`, effect }, node.place);
    if (!on || !mapping) continue;
    if (!built.includes(on)) relaxed.push(on);
    taken.add(name);
    report.part('mapping', name);
    mappings.push(mapping);
  }
  return { relaxed, mappings };
}

/**
 * The architecture that a mapping is of: of those whose constraints it keeps the one with the most, as it was found with one
 * set of them; where there is none, one without those that it breaks.
 */
function architectureOf(
  node: YamlNode,
  name: string,
  built: readonly Built[],
  fits: (built: Built) => boolean,
  names: Names,
  sizes: ReadonlyMap<string, number>,
  { taken, assumptions, report }: Around,
): Built | undefined {
  const tried = built.map((one) => {
    const mapped = mappedOf(node, one.stages, { names, sizes, report: new Report() });
    return { one, breaks: breaksOf(one.constraints, mapped, names, sizes) };
  });
  /** Levels of which the mapping says nothing. */
  const silent = ({ placed }: Built): number =>
    placed.filter((each) => each.kind === 'memory' && !targets.has(each.component.name)).length;
  const targets = new Set(targetsIn(node));
  const kept = tried.filter(({ one, breaks }) => breaks.length === 0 && fits(one)).map(({ one }) => one);
  const [first, ...others] = [...kept].sort(
    (a, b) => silent(a) - silent(b) || weightOf(b.constraints) - weightOf(a.constraints),
  );
  if (first) {
    if (built.length > 1) {
      const which =
        others.length > 0
          ? `the one that it says most of, and that constrains most, of the ${kept.length} that it fits`
          : `the only one of ${built.length} that it fits`;
      assumptions.push(`mapping ${name} is of ${first.architecture.name}, ${which}.`);
    }
    return first;
  }
  const nearest = [...tried].sort((a, b) => a.breaks.length - b.breaks.length);
  for (const { one, breaks } of nearest) {
    const own = freeName(`${one.architecture.name}_${name}`, taken);
    const without = one.build(own, lifted(one.constraints, breaks));
    if (!fits(without)) continue;
    taken.add(own);
    const how = `it breaks ${brokenText(breaks)}, so it is of \`${own}\`, the same hardware without ${breaks.length > 1 ? 'these constraints' : 'this constraint'}`;
    const errs = 'The optimum there is at least as good';
    report.add('ffarch/import-approximated', { construct: `mapping ${name}`, how, errs }, node.place, [
      'mapping',
      name,
    ]);
    return without;
  }
  return undefined;
}

/** `` `Buffer`’s P = 16, `RegisterFile`’s order and 2 others `` */
function brokenText(breaks: readonly Break[]): string {
  const texts = breaks.map(({ stage, what }) => `\`${stage.name}\`’s ${what}`);
  return and(
    texts.length > MOST_SHOWN ? [...texts.slice(0, MOST_SHOWN), `${texts.length - MOST_SHOWN} others`] : texts,
  );
}

/** The most constraints that a message names. */
const MOST_SHOWN = 4;

/** What a mapping is called whose file says nothing: as its folder, among several. */
function mappingName(file: SourceFile, all: readonly Part[]): string {
  const folder = file.folder.split('/').at(-2) ?? '';
  const folders = new Set(all.map(({ file }) => file.folder));
  return folders.size > 1 && folder !== '' && !/^(ref[-_]?)?outputs?$|^maps?$|^mappings?$/i.test(folder)
    ? folder
    : 'found';
}
