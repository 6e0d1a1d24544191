import type { Shown } from '../../../client/panel/protocol.js';
import { evaluate } from '../../../language/model/index.js';
import type { Basis, EvaluationReport, SearchReport } from '../../../server/protocol/index.js';
import {
  architectureOf,
  couplingOf,
  libraryPair,
  type ModelCase,
  mappingFrom,
  modelCases,
  publishedBest,
  workloadOf,
} from '../../golden/load.js';

const DEFAULTS = { bias: false, freeDrains: false, timeloopBounds: false };

/** The published best mapping of a pair, as the panel shows it after a search. */
export function published(
  architecture: string,
  network: string,
  layer: string,
  search: Partial<SearchReport> = {},
): Shown {
  const best = publishedBest().find(
    (pair) => pair.architecture === architecture && pair.network === network && pair.layer === layer,
  )!;
  const report = evaluate(...libraryPair(architecture, network, layer), mappingFrom(best.mapping), DEFAULTS);
  const found: SearchReport = {
    objective: 'wart',
    strategy: 'factorflow',
    value: report.wart,
    bound: null,
    gap: null,
    proven: false,
    evaluations: 123456,
    seconds: 2.41,
    threads: 1,
    seed: 1,
    ...search,
  };
  return shownOf({ ...report, search: found } as EvaluationReport);
}

/** A golden case of the model, as the panel shows it after an evaluation. */
export function modelCase(index: number): Shown {
  return shownOf(reportOf(modelCases()[index]));
}

export function reportOf({ coupling, arch, sizes, mapping, options }: ModelCase): EvaluationReport {
  const lowered = couplingOf(coupling);
  return evaluate(architectureOf(arch, lowered), workloadOf(lowered, sizes), mappingFrom(mapping), options);
}

export function shownOf(report: EvaluationReport): Shown {
  const uri = 'file:///examples/first.ffarch';
  return {
    report,
    uri,
    architecture: { uri, name: report.architecture },
    workload: { uri, name: report.workload },
  };
}

/** What numbers were computed from that nobody looks into. */
export function basis(workloads = 1): Basis {
  const part = { reference: { uri: 'file:///examples/first.ffarch', name: 'any' }, meaning: '', facts: {} };
  return {
    architecture: part,
    workloads: Array.from({ length: workloads }, (_, i) => ({ ...part, meaning: `${i}`, dimensions: '[]', repeat: 1 })),
    options: DEFAULTS,
  };
}
