import { URI } from 'langium';
import { isMapping } from '../../../language/generated/ast.js';
import { evaluate, misfit } from '../../../language/model/index.js';
import type { FfarchServices } from '../../../language/module.js';
import { declarationsOf } from '../../../language/references/declarations.js';
import { distributionOf } from '../../mapper/explore/distribution.js';
import type { Explore } from '../../mapper/explore/job.js';
import { mappingOfNumbers } from '../../mapper/explore/point.js';
import { type ExploreProgress, OPTIMUM_SECONDS } from '../../mapper/explore/request.js';
import { measuredOf, OBJECTIVES } from '../../mapper/objective.js';
import type {
  Basis,
  DeclaredPoint,
  EvaluatePointOutcome,
  EvaluatePointParams,
  ExploreOutcome,
  ExploreParams,
} from '../../protocol/index.js';
import { referenceTo, referenceToMapped } from '../references.js';
import { basisOf } from '../results/basis.js';
import { explain } from './map.js';
import { type Pair, pairKey, resolvePair, unavailable } from './pair.js';

/** Explores the mappings of a pair, in a worker. */
export async function explorePair(
  explore: Explore,
  params: ExploreParams,
  pair: Pair,
  declared: DeclaredPoint[],
  progress: (progress: ExploreProgress) => void,
  signal: AbortSignal,
): Promise<ExploreOutcome> {
  const { options, objective, ragged, random, starts, seed } = params;
  const { architecture, workload, nodes } = pair;
  const search = { objective, ragged, seed, timeLimit: OPTIMUM_SECONDS };
  const result = await explore({ architecture, workload, options, random, starts, ...search }, { progress, signal });
  if (result.kind === 'infeasible') return explain(result.reason, architecture, nodes.architecture);
  if (result.kind !== 'explored') return result;
  const { mappings, optimum, points, front, names } = result;
  return {
    kind: 'explored',
    objective,
    seed,
    mappings,
    ...(architecture.clock !== undefined && { clock_Hz: architecture.clock }),
    names,
    explorations: points.map((own) => ({
      source: own.source,
      distribution: distributionOf(own, result),
      marks: own.marks,
    })),
    front,
    optimum,
    declared,
    basis: basisOfPair(params, pair),
  };
}

/** What a document's own mappings of a pair cost; those with errors are left out. */
export function declaredPoints(
  services: FfarchServices,
  { uri, architecture, workload, objective, options }: ExploreParams,
): DeclaredPoint[] {
  const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
  if (!document) return [];
  const { lowering } = services.lowering.LoweringProvider;
  const wanted = pairKey({ architecture, workload });
  return declarationsOf(document)
    .filter(isMapping)
    .flatMap((node): DeclaredPoint[] => {
      const owner = node.architecture?.ref;
      const target = referenceToMapped(node, lowering);
      if (!owner || !target || pairKey({ architecture: referenceTo(owner), workload: target }) !== wanted) return [];
      const { sound, value } = lowering.mapping(node);
      if (!sound || !value || misfit(value.architecture, value.workload) !== null) return [];
      const report = evaluate(value.architecture, value.workload, value.mapping, options);
      const { energy_pJ, latency_cycles, violations } = report;
      const cost = OBJECTIVES[objective].value(measuredOf(report));
      return [{ name: value.name, energy_pJ, latency_cycles, value: cost, violations: violations.length }];
    });
}

/** Evaluates the mapping of a point; one of an architecture that has other levels by now is refused. */
export function evaluatePoint(services: FfarchServices, params: EvaluatePointParams): EvaluatePointOutcome {
  const pair = resolvePair(services, params);
  if (pair.kind === 'unavailable') return pair;
  const { architecture, workload } = pair;
  const { names, mapping, options } = params;
  const levels = architecture.levels.map(({ name }) => name);
  if (levels.join() !== names.levels.join())
    return unavailable(
      `${architecture.name} has other levels than when it was explored: ${levels.join(', ')} instead of ${names.levels.join(', ')}. Explore again.`,
    );
  const report = evaluate(architecture, workload, mappingOfNumbers(names, mapping), options);
  return { kind: 'evaluated', report, basis: basisOfPair(params, pair) };
}

type OfPair = Pick<EvaluatePointParams, 'architecture' | 'workload' | 'options'>;

/** What the numbers of a pair are computed from, by the references that named it. */
const basisOfPair = (named: OfPair, { architecture, workload }: Pair): Basis =>
  basisOf(
    { reference: named.architecture, value: architecture },
    [{ reference: named.workload, value: workload }],
    named.options,
  );
