import type { Shown } from '../../../client/panel/protocol.js';
import { evaluate } from '../../../language/model/index.js';
import { windowRows } from '../../../language/report/index.js';
import { totalsOf } from '../../../server/mapper/network.js';
import type {
  Basis,
  EvaluationReport,
  MapReport,
  NetworkReport,
  SearchReport,
} from '../../../server/protocol/index.js';
import {
  architectureOf,
  couplingOf,
  type GoldenLevel,
  goldenLibrary,
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

/** A legal mapping of windows of which two memories keep a part while they move. */
export const sliding = (): Shown =>
  modelCase('windows', (report) => report.violations.length === 0 && windowRows(report).length === 2);

/** A legal mapping of an architecture with links, of which one stalls. */
export const linked = (): Shown =>
  modelCase('link', ({ levels, violations }) => {
    const stalls = levels.some((level) => level.type === 'link' && level.stall_cycles > 0);
    return stalls && violations.length === 0;
  });

/** Sizes, meshes and memories of 10^15, on three levels that have little to do with each other. */
export function vast(): Shown {
  const coupling = couplingOf(goldenLibrary().couplings.gemm!, 'gemm');
  const memory = (name: string, size: number | null, bandwidth: number): GoldenLevel => ({
    name,
    type: 'memory',
    size,
    read_energy: 64,
    write_energy: 64,
    read_bandwidth: bandwidth,
    write_bandwidth: bandwidth,
    bypass: [],
  });
  const levels: GoldenLevel[] = [
    memory('DRAM', null, 5e-4),
    memory('Buffer', 1e15, 5e14),
    { name: 'PEs', type: 'fanout', mesh: 1e12, dims: ['M'] },
    { name: 'MAC', type: 'compute', mesh: 1, dims: [], energy: 0.2, cycles: 1 },
  ];
  const loops: [string, number][][] = [[['M', 10]], [['M', 100]], [['M', 1e12]], []];
  const report = evaluate(
    architectureOf({ name: 'Vast', levels }, coupling),
    workloadOf(coupling, { M: 1e15, K: 1, N: 1 }, 'Sizes'),
    mappingFrom(levels.map(({ name }, i) => ({ level: name, loops: loops[i]! }))),
    DEFAULTS,
  );
  return shownOf(report);
}

/** Letters of the longest names that people give. */
const LONG = 60;

/** Twenty levels with names of sixty letters, sizes up to 10^15 and memories that stall: as much as pages are made for. */
export function deep(): Shown {
  const coupling = couplingOf(goldenLibrary().couplings.gemm!, 'gemm');
  const named = (name: string) => name.padEnd(LONG, 'OfTheInnerArrayOfProcessingElements');
  const memories = Array.from(
    { length: 15 },
    (_, i): GoldenLevel => ({
      name: named(`Memory${i}`),
      type: 'memory',
      size: i === 0 ? null : 4 ** (17 - i),
      read_energy: 64 / (i + 1),
      write_energy: 64 / (i + 1),
      read_bandwidth: 4 + i,
      write_bandwidth: 4 + i,
      bypass: i % 3 === 1 ? ['w'] : [],
    }),
  );
  const fanouts = ['M', 'N', 'M', 'N'].map(
    (dim, i): GoldenLevel => ({
      name: named(`Fanout${i}`),
      type: 'fanout',
      mesh: 10,
      dims: [dim],
    }),
  );
  const compute: GoldenLevel = { name: named('Macs'), type: 'compute', mesh: 1, dims: [], energy: 0.2, cycles: 1 };
  const levels = [...memories, ...fanouts, compute];
  const loops = (i: number): [string, number][] => {
    if (i >= 1 && i <= 5) return [['M', 1000]];
    return i >= 15 && i <= 18 ? [[i % 2 === 1 ? 'M' : 'N', 8]] : i === 14 ? [['K', 3]] : [];
  };
  const report = evaluate(
    architectureOf({ name: named('Accelerator'), levels }, coupling),
    workloadOf(coupling, { M: 64e15, K: 3, N: 64 }, named('Workload')),
    mappingFrom(levels.map(({ name }, i) => ({ level: name, loops: loops(i) }))),
    DEFAULTS,
  );
  return shownOf(report);
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
    architecture: { reference: part.reference, meaning: '', readings: {} },
    workloads: Array.from({ length: workloads }, (_, i) => ({ ...part, meaning: `${i}`, dimensions: '[]', repeat: 1 })),
    options: DEFAULTS,
  };
}

/** The published best mappings of some layers of a network, run once, twice and so on, as `ffarch map` gives them. */
export function publishedNetwork(architecture: string, network: string, names: readonly string[]): NetworkReport {
  const layers = names.map((layer, i) => ({
    ...(published(architecture, network, layer).report as MapReport),
    workload: layer,
    repeat: i + 1,
  }));
  return { network, architecture, layers, leftOut: [], totals: totalsOf(layers) };
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
  sliding: () => sliding().report,
  linked: () => linked().report,
  vast: () => vast().report,
};
