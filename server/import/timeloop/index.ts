import { number } from '../../../language/figures.js';
import { freeName } from '../../../language/print/print.js';
import { and } from '../../../language/wording.js';
import { clockProperty } from '../clock.js';
import type { Draft, DraftArchitecture, DraftCoupling, DraftMapping, DraftProperty, DraftWorkload } from '../draft.js';
import { energiesOf, tablesIn } from '../ert.js';
import type { Scope } from '../expression.js';
import type { Importer, ImportInput } from '../importer.js';
import { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { plainKey, type YamlMap, type YamlNode } from '../yaml/node.js';
import { scopeOf } from './attributes.js';
import { type Break, breaksOf, type Constraints, lifted, weightOf } from './breaks.js';
import { overfull } from './capacity.js';
import {
  addConstraints,
  addDirective,
  addWholeUse,
  type LevelConstraints,
  type Names,
  noConstraints,
  reportNoTarget,
} from './constraints.js';
import { ComponentEstimates } from './estimated.js';
import { reportUnread } from './keys.js';
import { levelsOf, type Placed } from './levels.js';
import { distance, mappedOf, mappingOf, unmatched } from './mapping.js';
import { withNetworksBetween } from './network.js';
import { stagesOfNodes } from './nodes.js';
import {
  couplingOf,
  defaultShape,
  fileName,
  loneShape,
  operandsOf,
  type Problem,
  problemOf,
  relevant,
  type Shape,
  workloadOf,
} from './problem.js';
import { type Part, Specification } from './specification.js';
import { isFan, type Stage } from './stage.js';
import { stagesOfLine, stagesOfTree } from './tree.js';

/** Reads specifications of Timeloop, versions 0.1 to 0.4. */
export const timeloop: Importer = {
  read(input, report): Draft {
    const libconfig = input.files.find(isLibconfig);
    if (libconfig) {
      const what = `\`${libconfig.name}\` is in the syntax of libconfig, which Timeloop gave up for YAML`;
      report.add(
        'ffarch/import-unknown-format',
        { what, remedy: 'Convert it with Timeloop’s script, and import the YAML.' },
        libconfig.place,
      );
      return { assumptions: [], declarations: [] };
    }
    return new Reading(input, report).draft();
  },
};

/** What decides how the numbers of an imported architecture compare with Timeloop's. */
const AS_TIMELOOP =
  'as Timeloop, which counts no drains: compare with --free-drains, and capacities of windows with --timeloop-bounds.';

const isLibconfig = ({ name, text }: SourceFile): boolean =>
  /\.cfg$/i.test(name) || /^\s*\w+\s*=\s*[\r\n]*\s*\{/.test(text);

/** What all files have in common while they are read. */
class Reading {
  private readonly specification: Specification;
  private readonly scope: Scope;
  private readonly taken = new Set<string>();
  private readonly assumptions: string[] = [];

  constructor(
    private readonly input: ImportInput,
    private readonly report: Report,
  ) {
    this.specification = new Specification(input.files, input.definitions, report);
    const variables = this.specification.maps('variables').map(({ node }) => node);
    this.scope = scopeOf(variables, input.definitions, report);
  }

  draft(): Draft {
    const { report, specification } = this;
    const architectures = specification.maps('architecture', 'arch');
    const problems = this.problems();
    const [firstPart] = architectures;
    if (!firstPart && problems.length === 0) {
      const [file] = this.input.files;
      if (file && !report.failed)
        report.add(
          'ffarch/import-incomplete',
          { what: 'architecture or problem in these files', remedy: 'Name a file that has one.' },
          file.place,
        );
      return { assumptions: [], declarations: [] };
    }
    const shape = problems[0]?.shape ?? this.assumedShape();
    if (!shape) return { assumptions: [], declarations: [] };
    const couplings = this.couplings([...problems.map((problem) => problem.shape), shape]);
    const name = (shape: Shape): string => couplings.get(shapeKey(shape))?.name ?? shape.name;
    if (firstPart) this.assumptions.unshift(AS_TIMELOOP);
    // Architectures take the names of files before workloads do, which often have one file with them.
    const named = architectures.map((part) => ({ part, name: this.take(this.input.name ?? architectureName(part)) }));
    const workloads = problems
      .filter(({ sizes }) => sizes.size > 0)
      .map((problem): [Problem, DraftWorkload] => [problem, this.workload(problem, name(problem.shape))]);
    // What an architecture unrolls and keeps depends on the shape, so there is one for each.
    const shapes = new Map(
      [shape, ...workloads.map(([problem]) => problem.shape)].map((each) => [shapeKey(each), each]),
    );
    const built = [...shapes.values()].flatMap((each, at) => {
      const of = workloads.find(([problem]) => shapeKey(problem.shape) === shapeKey(each));
      const target = { shape: each, names: namesOf(each), sizes: of?.[0].sizes ?? null, coupling: name(each) };
      return named.flatMap(({ part, name: base }) =>
        this.architectures(part, at === 0 ? base : this.take(`${base}_${name(each)}`), target),
      );
    });
    const { relaxed, mappings } = this.mappings(built, workloads);
    return {
      assumptions: this.assumptions,
      declarations: [
        ...couplings.values(),
        ...[...built, ...relaxed].map(({ architecture }) => architecture),
        ...workloads.map(([, workload]) => workload),
        ...mappings,
      ],
    };
  }

  private problems(): Problem[] {
    const shapes = this.specification.of('shape');
    const problems = this.specification.of('problem').flatMap((part) => {
      const each = part.node.kind === 'list' ? part.node.items : [part.node];
      return each.flatMap((node) => problemOf({ ...part, node }, shapes, this.scope, this.report) ?? []);
    });
    return problems.length > 0 ? problems : shapes.flatMap((part) => loneShape(part, this.report) ?? []);
  }

  private assumedShape(): Shape | null {
    const names = new Set(
      this.specification
        .of('architecture_constraints', 'mapspace_constraints', 'constraints', 'mapping', 'mapspace')
        .flatMap(({ file }) => file.text.match(/\bM(?=\s*=|\d)/g) ?? []),
    );
    this.assumptions.push(
      'no problem is given, so the architecture is for the convolutions of Timeloop’s built-in shape.',
    );
    return defaultShape(names, this.report);
  }

  private couplings(shapes: readonly Shape[]): Map<string, DraftCoupling> {
    const couplings = new Map<string, DraftCoupling>();
    for (const shape of shapes) {
      const key = shapeKey(shape);
      if (!couplings.has(key)) couplings.set(key, couplingOf(shape, this.take(shape.name)));
    }
    return couplings;
  }

  private workload(problem: Problem, coupling: string): DraftWorkload {
    const file = problem.part?.file;
    const name = file ? fileName(file, this.taken, 'layer') : 'layer';
    this.report.part('layer', name, problem.exact);
    return workloadOf(problem, this.take(name), coupling);
  }

  private take(name: string): string {
    const free = freeName(name, this.taken);
    this.taken.add(free);
    return free;
  }

  /** An architecture for each of several files that say the same kind of constraints. */
  private architectures(
    part: Part & { node: YamlMap },
    base: string,
    { shape, names, sizes, coupling }: Target,
  ): Built[] {
    const stages = withNetworksBetween(this.stages(part));
    if (stages.length === 0) return [];
    const energies = energiesOf(
      [...tablesIn(this.input.ert, this.report), ...this.specification.maps('ERT').map(({ node }) => node)],
      this.report,
    );
    const estimates = this.input.estimate ? this.estimates(part.node) : null;
    const clock = this.clock(stages);
    const build = (name: string, constraints: Constraints): Built => {
      const { levels, placed } = levelsOf(stages, {
        shape,
        sizes,
        constraintsOf: (stage) => constraints.get(stage) ?? noConstraints(),
        energies,
        estimates,
        report: this.report,
      });
      const [outermost] = levels;
      if (outermost && outermost.kind !== 'memory') {
        const params = { what: `memory outside \`${outermost.name}\``, remedy: 'All operands come from there.' };
        this.report.add('ffarch/import-incomplete', params, outermost.from ?? part.node.place);
      }
      const architecture: DraftArchitecture = {
        kind: 'architecture',
        name,
        couplings: [coupling],
        properties: [...clock, ...(estimates?.properties ?? [])],
        levels,
        from: part.node.place,
      };
      return { architecture, shape, stages, placed, constraints, build };
    };
    return this.variants().map((targets) =>
      build(
        targets.name === null ? base : this.take(`${base}_${targets.name}`),
        this.constraints(stages, targets.directives, names),
      ),
    );
  }

  /** By the time of a cycle that a component or the variables say. */
  private clock(stages: readonly Stage[]): DraftProperty[] {
    const name = 'global_cycle_seconds';
    const [seconds] = stages.flatMap((stage) => (isFan(stage) ? [] : (stage.attributes.number(name) ?? [])));
    const given = seconds?.value ?? this.scope(name);
    if (typeof given !== 'number') return [];
    if (given > 0) return clockProperty(1 / given, seconds?.from ?? null);
    const place = seconds?.from ?? this.specification.maps('variables')[0]?.node.entry(name)?.place;
    const params = { what: name, found: `\`${given}\``, expected: 'a number above 0' };
    if (place) this.report.add('ffarch/import-value', params, place);
    return [];
  }

  private estimates(architecture: YamlMap): ComponentEstimates {
    const { specification, input, report } = this;
    const variables = specification
      .maps('variables')
      .flatMap(({ node }) =>
        node.entries.flatMap(({ key, value }): [string, string][] =>
          value.kind === 'scalar' ? [[key, value.text]] : [],
        ),
      );
    const given = { ...Object.fromEntries(variables), ...Object.fromEntries(input.definitions) };
    return new ComponentEstimates(architecture.has('nodes') ? '0.4' : '0.3', given, report);
  }

  private stages({ node }: Part & { node: YamlMap }): Stage[] {
    const nodes = node.get('nodes');
    if (nodes) return stagesOfNodes(nodes, this.scope, this.report);
    if (node.has('subtree') || node.has('local')) return stagesOfTree(node, this.scope, this.report);
    if (node.has('storage')) return stagesOfLine(node, this.scope, this.report);
    const remedy = 'Timeloop’s have `nodes`, `subtree` or `storage`.';
    this.report.add('ffarch/import-incomplete', { what: 'levels in the architecture', remedy }, node.place);
    return [];
  }

  /** What constraint files say: those of one kind are alternatives, of which each makes an architecture; those of several kinds belong together. */
  private variants(): { readonly name: string | null; readonly directives: readonly YamlMap[] }[] {
    const parts = [
      'architecture_constraints',
      'mapspace_constraints',
      'constraints',
      'mapspace',
      'extra_mapping_constraints',
    ].map((key) => this.specification.of(key));
    const several = parts.find((found) => found.length > 1) ?? [];
    const common = parts.filter((found) => found !== several).flat();
    const directivesIn = (part: Part) => directivesOf(part, this.report);
    if (several.length === 0) return [{ name: null, directives: common.flatMap(directivesIn) }];
    const names = new Set<string>();
    return several.map((part) => {
      const name = freeName(part.file.name.replace(/\.ya?ml$/i, '').replace(/[._]constraints$/i, ''), names);
      names.add(name);
      return { name, directives: [...common, part].flatMap(directivesIn) };
    });
  }

  private constraints(
    stages: readonly Stage[],
    directives: readonly YamlMap[],
    names: Names,
  ): Map<Stage, LevelConstraints> {
    const all = new Map<Stage, LevelConstraints>(stages.map((stage) => [stage, noConstraints()]));
    for (const stage of stages) {
      const own = all.get(stage);
      if (own) for (const constraints of stage.constraints) addConstraints(constraints, own, names, this.report);
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
          this.report,
        );
        continue;
      }
      const targets = targetsOf(directive.get('target'));
      if (targets.length === 0) {
        const effect = 'it has no target, so mappings that it forbids are legal';
        this.report.add('ffarch/import-lost', { construct: type || 'directive', effect }, directive.place);
      }
      for (const target of targets) {
        const stage = stages.find((stage) =>
          type === 'spatial' ? isFan(stage) && stage.targets.includes(target) : !isFan(stage) && stage.name === target,
        );
        const to = stage && all.get(stage);
        if (to) addDirective(type, directive, to, names, this.report);
        else reportNoTarget(type, directive, target, stages, names, this.report);
      }
    }
    // What a component says of space is meant for the instances of it.
    for (const [at, stage] of stages.entries()) {
      const next = stages[at + 1];
      if (!isFan(stage) || !next || isFan(next) || next.name !== stage.name) continue;
      const spatial = all.get(next)?.spatial;
      const to = all.get(stage);
      if (spatial && to && spatial.factors.size > 0 && to.spatial.factors.size === 0)
        all.set(stage, { ...to, spatial });
    }
    return all;
  }

  /** The mappings, each on the architecture that it is of, and architectures for those that break constraints. */
  private mappings(
    built: readonly Built[],
    workloads: readonly (readonly [Problem, DraftWorkload])[],
  ): { readonly relaxed: readonly Built[]; readonly mappings: readonly DraftMapping[] } {
    const every: Names = {
      dimensions: [...new Set(workloads.flatMap(([{ shape }]) => shape.dimensions))],
      operands: new Map(),
    };
    const parts = this.specification.of('mapping');
    const relaxed: Built[] = [];
    const mappings: DraftMapping[] = [];
    for (const { file, node } of built.length > 0 ? parts : []) {
      if (node.kind !== 'list') {
        const effect = 'it is not a list of directives, as those of fused layers, which are of another model';
        this.report.add('ffarch/import-lost', { construct: 'mapping', effect }, node.place);
        continue;
      }
      // A mapping does not say what it is of; its iterations do.
      const distances = workloads.map(([{ sizes }]) => distance(node, every, sizes, new Report()));
      const nearest = workloads[distances.indexOf(Math.min(...distances))];
      if (!nearest) {
        const effect = 'no file has the problem that it is of; import it with its problem';
        this.report.add('ffarch/import-lost', { construct: 'mapping', effect }, node.place);
        continue;
      }
      const [problem, workload] = nearest;
      const { sizes, shape } = problem;
      const names = namesOf(shape);
      const own = built.filter((one) => shapeKey(one.shape) === shapeKey(shape));
      const name = fileName(file, this.taken, mappingName(file, parts));
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
      const on = this.architectureOf(node, name, own, fits, names, sizes);
      // Where none fits, what is said of the first tells why.
      const of = on ?? own[0];
      const mapping = of && draft(of, this.report);
      const effect = of && mapping && wrongOn(of, mapping);
      if (effect) this.report.add('ffarch/import-lost', { construct: `mapping ${name}`, effect }, node.place);
      if (!on || !mapping) continue;
      if (!built.includes(on)) relaxed.push(on);
      this.take(name);
      this.report.part('mapping', name);
      mappings.push(mapping);
    }
    return { relaxed, mappings };
  }

  /**
   * The architecture that a mapping is of: of those whose constraints it keeps the one with the most, as it was found with one
   * set of them; where there is none, one without those that it breaks.
   */
  private architectureOf(
    node: YamlNode,
    name: string,
    built: readonly Built[],
    fits: (built: Built) => boolean,
    names: Names,
    sizes: ReadonlyMap<string, number>,
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
        this.assumptions.push(`mapping ${name} is of ${first.architecture.name}, ${which}.`);
      }
      return first;
    }
    const nearest = [...tried].sort((a, b) => a.breaks.length - b.breaks.length);
    for (const { one, breaks } of nearest) {
      const own = freeName(`${one.architecture.name}_${name}`, this.taken);
      const without = one.build(own, lifted(one.constraints, breaks));
      if (!fits(without)) continue;
      this.taken.add(own);
      const how = `it breaks ${brokenText(breaks)}, so it is of \`${own}\`, the same hardware without ${breaks.length > 1 ? 'these constraints' : 'this constraint'}`;
      const errs = 'The optimum there is at least as good';
      this.report.add('ffarch/import-approximated', { construct: `mapping ${name}`, how, errs }, node.place, [
        'mapping',
        name,
      ]);
      return without;
    }
    return undefined;
  }
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

/** What architectures are made for. */
interface Target {
  readonly shape: Shape;
  readonly names: Names;
  /** Null where no problem gives them. */
  readonly sizes: ReadonlyMap<string, number> | null;
  readonly coupling: string;
}

/** An architecture with what it was made of. */
interface Built {
  readonly architecture: DraftArchitecture;
  readonly shape: Shape;
  readonly stages: readonly Stage[];
  readonly placed: readonly Placed[];
  readonly constraints: Constraints;
  /** The same hardware with other constraints. */
  readonly build: (name: string, constraints: Constraints) => Built;
}

/** What a mapping is called whose file says nothing: as its folder, among several. */
function mappingName(file: SourceFile, all: readonly Part[]): string {
  const folder = file.folder.split('/').at(-2) ?? '';
  const folders = new Set(all.map(({ file }) => file.folder));
  return folders.size > 1 && folder !== '' && !/^(ref[-_]?)?outputs?$|^maps?$|^mappings?$/i.test(folder)
    ? folder
    : 'found';
}

/** The names of a shape. */
const namesOf = (shape: Shape): Names => ({
  dimensions: shape.dimensions,
  operands: new Map(operandsOf(shape).map((operand) => [operand.name, relevant(operand)])),
});

/** What makes shapes the same: their text. */
const shapeKey = (shape: Shape): string => {
  const { dims, strides, computation } = couplingOf(shape, '');
  return JSON.stringify([dims, strides, computation]);
};

const textOf = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : '');

const targetsOf = (node: YamlNode | undefined): string[] =>
  node?.kind === 'list' ? node.items.flatMap(targetsOf) : node?.kind === 'scalar' ? [node.text] : [];

/** What the directives of a mapping are of. */
const targetsIn = (node: YamlNode): string[] =>
  node.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'map' ? targetsOf(item.get('target')) : [])) : [];

/** The directives of a part: its `targets`, its `constraints`, those of the set that `constraints` names, or itself. */
function directivesOf({ node }: Part, report: Report): YamlMap[] {
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

/** What an architecture is called: as its file, unless that says nothing; then as a container in it. */
function architectureName({ file, node }: Part & { node: YamlMap }): string {
  const nodes = node.get('nodes');
  const containers = (nodes?.kind === 'list' ? nodes.items : [])
    .filter((item): item is YamlMap => item.kind === 'map' && item.tag === '!Container' && !item.has('spatial'))
    .map((item) => textOf(item.get('name')))
    .filter((name) => name !== '');
  const container =
    containers.find((name) => !/^(system|top|chip|accelerator)/i.test(name)) ?? containers[0] ?? 'Architecture';
  return fileName(file, new Set(), container);
}
