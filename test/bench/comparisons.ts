import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Architecture, Mapping, Workload } from '../../language/domain/index.js';
import { edp, number, ratio, significant } from '../../language/figures.js';
import { errorsIn } from '../../language/language.js';
import { DEFAULT_OPTIONS, type EvaluationReport, evaluate, type ModelOptions } from '../../language/model/index.js';
import { importFiles } from '../../server/import/import.js';
import { SourceFile } from '../../server/import/source-file.js';
import { DEFAULT_SEARCH, type MapReport, type ObjectiveName } from '../../server/mapper/request.js';
import { search } from '../../server/mapper/search.js';
import { examplesOf, ROOT, read } from '../docs/pages.js';
import { libraryPair, mappingFrom, publishedBest } from '../golden/load.js';
import { lower } from '../language/language.js';
import { geometricMean } from './statistics.js';

/** A mapping that someone else made, to be compared with the best that there is. */
export interface Theirs {
  readonly name: string;
  readonly architecture: Architecture;
  readonly workload: Workload;
  readonly mapping: Mapping;
  readonly options: ModelOptions;
  /** Whether its maker looks at fanouts that are used in part in their last round, and so the optimum does. */
  readonly ragged: boolean;
}

/** Published files, which are not part of the product: they lie beside it where they can be had. */
const CORPUS = join(ROOT, '../shared/interop/corpus');

/** Mappings that are compared with the best ones by an objective. */
export interface ComparedSet {
  readonly title: string;
  readonly objective: 'edp' | 'wart';
  /** Null where their files are not there. */
  readonly theirs: () => Promise<readonly Theirs[] | null>;
}

/** The sets that docs/compare.md has a table of, by their names there. */
export const SETS: Readonly<Record<string, ComparedSet>> = {
  eyeriss: {
    title: 'AlexNet on Eyeriss, row-stationary as published',
    objective: 'edp',
    theirs: () => written('EyerissNet'),
  },
  simba: {
    title: 'ResNet18 on Simba, weight-stationary by hand',
    objective: 'edp',
    theirs: () => written('SimbaConv'),
  },
  factorflow: {
    title: 'GEMMs on Eyeriss and Simba, found by the published FactorFlow',
    objective: 'wart',
    theirs: async () => publishedMappings(),
  },
  timeloop: {
    title: 'A convolution on designs of Timeloop’s exercises, found by Timeloop',
    objective: 'edp',
    theirs: async () => (existsSync(CORPUS) ? found() : null),
  },
};

/** The mappings on an architecture that docs/compare.md declares. */
async function written(on: string): Promise<Theirs[]> {
  const documents = await Promise.all(examplesOf(read('docs/compare.md')).map(({ text }) => lower(text)));
  return documents
    .flatMap(({ mappings }) => mappings.flatMap(({ value }) => value ?? []))
    .filter(({ architecture }) => architecture.name === on)
    .map((declared) => ({ ...declared, name: declared.workload.name, options: DEFAULT_OPTIONS, ragged: true }));
}

/** What the published FactorFlow found for layers on the two architectures. */
const publishedMappings = (): Theirs[] =>
  publishedBest()
    .filter(({ architecture }) => ['Eyeriss', 'Simba'].includes(architecture))
    .sort((a, b) => (a.architecture < b.architecture ? -1 : Number(a.architecture > b.architecture)))
    .map(({ architecture: on, network, layer, mapping }) => {
      const [architecture, workload] = libraryPair(on, network, layer);
      const name = `${network}.${layer} on ${on}`;
      return { name, architecture, workload, mapping: mappingFrom(mapping), options: DEFAULT_OPTIONS, ragged: false };
    });

/** A published design of Timeloop's, with a layer, the mapping that was found for it, and its energies. */
interface Design {
  readonly name: string;
  /** The number of its folder. */
  readonly of: string;
  readonly files: readonly string[];
  readonly ert: string;
}

const EXERCISE = {
  files: [
    'arch.yaml',
    '../00-timeloop-example-designs-shared/_include/default_problem.yaml',
    'ref_outputs/timeloop-mapper.map.yaml',
  ],
  ert: 'ref_outputs/timeloop-mapper.ERT.yaml',
};

const DESIGNS: readonly Design[] = [
  { name: 'eyeriss_like', of: '07', ...EXERCISE },
  { name: 'simba_like', of: '08', ...EXERCISE },
  { name: 'simple_weight_stationary', of: '09', ...EXERCISE },
  {
    name: 'eyeriss_like, AlexNet',
    of: '13',
    files: [
      'arch/eyeriss_like.yaml',
      'constraints/eyeriss_like_arch_constraints.yaml',
      'constraints/eyeriss_like_map_constraints.yaml',
      'tmp-accelergy.yaml',
      'timeloop-mapper.map.yaml',
    ],
    ert: 'timeloop-mapper.ERT.yaml',
  },
];

/** What Timeloop's mapper found, imported as anyone would. */
function found(): Promise<Theirs[]> {
  return Promise.all(
    DESIGNS.map(async ({ name, of, files, ert }) => {
      const folder = readdirSync(CORPUS).find((folder) => folder.startsWith(`${of}-`)) ?? of;
      const file = (path: string) => SourceFile.ofText(path, readFileSync(join(CORPUS, folder, path), 'utf8'));
      const imported = await importFiles({
        errorsIn,
        files: files.map(file),
        ert: [file(ert)],
        name: undefined,
        sizes: new Map(),
        definitions: new Map(),
        estimate: false,
      });
      const text = 'text' in imported ? imported.text : null;
      const [declared] = text === null ? [] : (await lower(text)).mappings;
      if (!declared?.value) throw new Error(`The mapping of ${name} was not imported.`);
      return { ...declared.value, name, options: { ...DEFAULT_OPTIONS, freeDrains: true }, ragged: false };
    }),
  );
}

/** A mapping of others beside the one that is proven to be best. */
export interface Compared {
  readonly name: string;
  readonly theirs: EvaluationReport;
  readonly best: MapReport;
}

/** @throws Error where the mapping is not legal, or the best one is not proven. */
export function compareBy(objective: ObjectiveName, theirs: Theirs): Compared {
  const { name, architecture, workload, mapping, options, ragged } = theirs;
  const report = evaluate(architecture, workload, mapping, options);
  const [violation] = report.violations;
  if (violation) throw new Error(`The mapping of ${name} is not legal: ${violation.message}`);
  const result = search({ architecture, workload, options, search: { ...DEFAULT_SEARCH, objective, ragged } });
  if (result.kind !== 'mapped' || !result.report.search.proven) throw new Error(`Nothing is proven of ${name}.`);
  return { name, theirs: report, best: result.report };
}

/** How each objective is called, how it is shown, and how many times better than theirs the best mapping is. */
const OBJECTIVES = {
  edp: {
    heading: 'EDP, J·cycle',
    show: ({ edp_pJ_cycles }: EvaluationReport) => edp(edp_pJ_cycles),
    times: ({ theirs, best }: Compared) => theirs.edp_pJ_cycles / best.edp_pJ_cycles,
  },
  wart: {
    heading: 'WART',
    show: ({ wart }: EvaluationReport) => number(wart),
    times: ({ theirs, best }: Compared) => best.wart / theirs.wart,
  },
};

/** The table of a set, whatever machine it runs on: the best mappings are those by its objective. */
export function tableOf(
  { objective }: ComparedSet,
  all: readonly Compared[],
): { readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const { heading, show, times } = OBJECTIVES[objective];
  const rows = all.map((compared) => {
    const both = (of: (report: EvaluationReport) => string): string[] => [compared.theirs, compared.best].map(of);
    return [
      compared.name,
      ...both(({ energy_pJ, macs }) => number(significant(energy_pJ / macs, 5))),
      ...both(({ latency_cycles }) => number(latency_cycles)),
      ...both(show),
      ratio(times(compared)),
    ];
  });
  return {
    headings: ['', 'pJ/MAC', 'best', 'cycles', 'best', heading, 'best', 'times better'],
    rows: [...rows, ['geometric mean', '', '', '', '', '', '', ratio(geometricMean(all.map(times)))]],
  };
}
