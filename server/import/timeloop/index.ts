import { freeName } from '../../../language/print/print.js';
import { clockProperty } from '../clock.js';
import type { Draft, DraftArchitecture, DraftCoupling, DraftProperty, DraftWorkload } from '../draft.js';
import { energiesOf, tablesIn } from '../ert.js';
import type { Scope } from '../expression.js';
import type { Importer, ImportInput } from '../importer.js';
import type { Report } from '../report.js';
import type { SourceFile } from '../source-file.js';
import { textOf, type YamlMap } from '../yaml/node.js';
import { scopeOf } from './attributes.js';
import type { Constraints } from './breaks.js';
import { type Built, namesIn, shapeKey } from './built.js';
import { type Names, noConstraints } from './constraints.js';
import { constraintsOf, directivesOf } from './directives.js';
import { ComponentEstimates } from './estimated.js';
import { levelsOf } from './levels.js';
import { withNetworksBetween } from './network.js';
import { stagesOfNodes } from './nodes.js';
import { mappingsOn } from './placing.js';
import {
  couplingOf,
  defaultShape,
  fileName,
  loneShape,
  type Problem,
  problemOf,
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
    const { report, specification, taken, assumptions } = this;
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
      const target = { shape: each, names: namesIn(each), sizes: of?.[0].sizes ?? null, coupling: name(each) };
      return named.flatMap(({ part, name: base }) =>
        this.architectures(part, at === 0 ? base : this.take(`${base}_${name(each)}`), target),
      );
    });
    const { relaxed, mappings } = mappingsOn(specification.of('mapping'), built, workloads, {
      taken,
      assumptions,
      report,
    });
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
        constraintsOf(stages, targets.directives, names, this.report),
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
}

/** What architectures are made for. */
interface Target {
  readonly shape: Shape;
  readonly names: Names;
  /** Null where no problem gives them. */
  readonly sizes: ReadonlyMap<string, number> | null;
  readonly coupling: string;
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
