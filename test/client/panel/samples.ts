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
    ragged: false,
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

/** The first golden case of this kind whose report is as asked for, as the panel shows it after an evaluation. */
function modelCase(kind: ModelCase['kind'], wanted: (report: EvaluationReport) => boolean): Shown {
  for (const golden of modelCases()) {
    if (golden.kind !== kind) continue;
    const report = reportOf(golden);
    if (wanted(report)) return shownOf(report);
  }
  throw new Error(`No golden case of kind ${kind} is as wanted`);
}

/** A mapping that breaks rules in memories that count words, in ones that count bits and on a fanout. */
export const illegal = (): Shown => modelCase('bits', ({ violations }) => violations.length > 2);

/** A legal mapping whose loops on a fanout leave instances without work in their last round. */
export const ragged = (): Shown => modelCase('ragged', ({ violations }) => violations.length === 0);

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

/** What figures are drawn of, each for something that others do not have. */
export const reports: Readonly<Record<string, () => EvaluationReport>> = {
  eyeriss: () => published('Eyeriss', 'MaestroBlas', 'MB6').report,
  simba: () => published('Simba', 'MaestroBlas', 'MB6').report,
  stalled: () =>
    modelCase('windows', ({ levels }) => levels.some((level) => level.type === 'memory' && level.stall_cycles > 0))
      .report,
  illegal: () => illegal().report,
  ragged: () => ragged().report,
};
