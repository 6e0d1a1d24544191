import { readFileSync } from 'node:fs';
import {
  type Architecture,
  type Coupling,
  type FactorConstraint,
  forEachRole,
  type Level,
  type Mapping,
  type Role,
  type Sharing,
  type Windows,
  type Workload,
} from '../../language/domain/index.js';
import type { ModelOptions } from '../../language/model/index.js';

/** A file of this folder. */
export const readGolden = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export interface GoldenCoupling {
  name?: string;
  dims: string[];
  in: [string, string | null][][];
  w: [string, string | null][][];
  out: [string, string | null][][];
}

/** What may be missing has a default, as README.md here tells. */
export type GoldenLevel = { name: string; factors?: [string, FactorConstraint['operator'], number][] } & (
  | {
      type: 'memory';
      size: number | null;
      read_energy: number;
      write_energy: number;
      read_bandwidth: number;
      write_bandwidth: number;
      leakage?: number;
      bypass?: Role[];
      order?: string[];
      buffering?: number;
      windows?: Windows;
      shared_bandwidth?: boolean;
      bits?: Partial<Record<Role, number>>;
      word_bits?: number;
    }
  | {
      type: 'fanout';
      mesh: number;
      dims: string[];
      multicast?: boolean;
      selective_multicast?: boolean;
      reduction?: boolean;
      selective_reduction?: boolean;
      pe_to_pe?: boolean;
      power_gating?: boolean;
    }
  | {
      type: 'link';
      read_energy: number;
      write_energy: number;
      read_bandwidth: number;
      write_bandwidth: number;
      bypass?: Role[];
      bits?: Partial<Record<Role, number>>;
    }
  | { type: 'compute'; mesh: number; dims: string[]; energy: number; cycles: number; leakage?: number }
);

export interface GoldenArchitecture {
  name: string;
  levels: GoldenLevel[];
}

export interface ModelCase {
  kind: 'gemm' | 'windows' | 'ragged' | 'peToPe' | 'bits' | 'selective' | 'kept' | 'shared' | 'link';
  coupling: GoldenCoupling;
  arch: GoldenArchitecture;
  sizes: Record<string, number>;
  mapping: { level: string; loops: [string, number][] }[];
  options: ModelOptions;
  /** Whether a word-by-word simulation gave the same figures. */
  simulated?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: see README.md of the golden data.
  expect: any;
}

export const modelCases = (): ModelCase[] =>
  readGolden('model-cases.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export interface GoldenLibrary {
  couplings: Record<string, GoldenCoupling>;
  architectures: Record<string, GoldenArchitecture & { coupling: string }>;
  networks: Record<string, { coupling: string; layers: Record<string, Record<string, number>> }>;
}

export const goldenLibrary = (): GoldenLibrary => JSON.parse(readGolden('library.json'));

/** A pair of the library with the best mapping that the published FactorFlow found. */
export interface PublishedBest {
  architecture: string;
  network: string;
  layer: string;
  wart: number;
  edp: number;
  energy_uJ: number;
  latency: number;
  utilization: number;
  cpu_s: number;
  mapping: { level: string; loops: [string, number][] }[];
}

export const publishedBest = (): PublishedBest[] => JSON.parse(readGolden('factorflow-best.json'));

export function couplingOf(golden: GoldenCoupling, name = golden.name ?? 'coupling'): Coupling {
  const names: Record<Role, string> = { in: 'In', w: 'W', out: 'Out' };
  const operand = (role: Role) => ({
    name: names[role],
    axes: golden[role].map((axis) => axis.map(([dimension, stride]) => ({ dimension, stride, coefficient: 1 }))),
  });
  const strides = new Set<string>();
  for (const role of ['in', 'w', 'out'] as const) {
    for (const [, stride] of golden[role].flat()) if (stride !== null) strides.add(stride);
  }
  return {
    name,
    dimensions: golden.dims,
    strides: [...strides].sort(),
    defaults: {},
    operands: { in: operand('in'), w: operand('w'), out: operand('out') },
  };
}

const sharing = (on: boolean | undefined, selective: boolean | undefined): Sharing =>
  selective ? 'selective' : on === false ? 'none' : 'full';

/** How many words of an operand an access to a wordline gets; 1 where energies are per word. */
function wordsPerLine({ bits, word_bits }: Extract<GoldenLevel, { type: 'memory' }>, role: Role): number {
  const own = bits?.[role];
  if (own === undefined || word_bits === undefined) return 1;
  return own > word_bits ? 1 / Math.ceil(own / word_bits) : Math.floor(word_bits / own);
}

function levelOf(golden: GoldenLevel): Level {
  const base = {
    name: golden.name,
    area: null,
    factors: (golden.factors ?? []).map(([dimension, operator, value]) => ({ dimension, operator, value })),
  };
  switch (golden.type) {
    case 'memory':
      return {
        ...base,
        type: 'memory',
        size: golden.size,
        bits: golden.bits ? forEachRole((role) => golden.bits![role] ?? 1) : null,
        readEnergy: forEachRole((role) => golden.read_energy / wordsPerLine(golden, role)),
        writeEnergy: forEachRole((role) => golden.write_energy / wordsPerLine(golden, role)),
        readBandwidth: golden.read_bandwidth,
        writeBandwidth: golden.shared_bandwidth ? golden.read_bandwidth : golden.write_bandwidth,
        sharedBandwidth: golden.shared_bandwidth ?? false,
        leakage: golden.leakage ?? 0,
        bypass: golden.bypass ?? [],
        mayBypass: [],
        order: (golden.order ?? []).map((dimension) => (dimension === '_' ? null : dimension)),
        buffering: golden.buffering ?? 1,
        windows: golden.windows ?? 'any',
        valueBits: null,
      };
    case 'fanout':
      return {
        ...base,
        type: 'fanout',
        mesh: golden.mesh,
        dimensions: golden.dims,
        multicast: forEachRole(() => sharing(golden.multicast, golden.selective_multicast)),
        reduction: sharing(golden.reduction, golden.selective_reduction),
        peToPe: golden.pe_to_pe ?? false,
        powerGating: golden.power_gating ?? false,
        leastUsed: 1,
      };
    case 'link':
      return {
        ...base,
        type: 'link',
        bits: golden.bits ? forEachRole((role) => golden.bits![role] ?? 1) : null,
        readEnergy: forEachRole(() => golden.read_energy),
        writeEnergy: forEachRole(() => golden.write_energy),
        readBandwidth: golden.read_bandwidth,
        writeBandwidth: golden.write_bandwidth,
        sharedBandwidth: false,
        leakage: 0,
        bypass: golden.bypass ?? [],
      };
    case 'compute':
      return {
        ...base,
        type: 'compute',
        mesh: golden.mesh,
        dimensions: golden.dims,
        energy: golden.energy,
        cycles: golden.cycles,
        leakage: golden.leakage ?? 0,
      };
  }
}

export const architectureOf = (golden: GoldenArchitecture, coupling: Coupling): Architecture => ({
  name: golden.name,
  couplings: [coupling],
  levels: golden.levels.map(levelOf),
});

export function workloadOf(coupling: Coupling, values: Record<string, number>, name = 'workload'): Workload {
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.filter((key) => key in values).map((key) => [key, values[key]]));
  return { name, coupling, sizes: pick(coupling.dimensions), strides: pick(coupling.strides) };
}

export const mappingFrom = (golden: { level: string; loops: [string, number][] }[]): Mapping =>
  golden.map(({ level, loops }) => ({
    level,
    loops: loops.map(([dimension, iterations]) => ({ dimension, iterations })),
  }));

/** The pair of a library architecture and a layer of one of the library's networks. */
export function libraryPair(architecture: string, network: string, layer: string): [Architecture, Workload] {
  const library = goldenLibrary();
  const { coupling, layers } = library.networks[network];
  const architectureData = library.architectures[architecture];
  const own = couplingOf(library.couplings[architectureData.coupling], architectureData.coupling);
  return [
    architectureOf(architectureData, own),
    workloadOf(couplingOf(library.couplings[coupling], coupling), layers[layer], `${network}.${layer}`),
  ];
}
