import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type * as ast from '../../../language/generated/ast.js';
import type { Architecture, Coupling, Level, Role } from '../../../language/lowered/index.js';
import { libraryDocuments } from '../../../language/services/workspace/library.js';
import { language, withoutSources } from '../language.js';

interface GoldenLevel {
  name: string;
  type: Level['type'];
  size?: number | null;
  read_energy?: number;
  write_energy?: number;
  read_bandwidth?: number;
  write_bandwidth?: number;
  leakage?: number;
  bypass?: Role[];
  buffering?: number;
  multiple_reuses?: boolean;
  factors?: [string, string, number][];
  order?: string[];
  mesh?: number;
  dims?: string[];
  multicast?: boolean;
  selective_multicast?: boolean;
  reduction?: boolean;
  selective_reduction?: boolean;
  pe_to_pe?: boolean;
  power_gating?: boolean;
  energy?: number;
  cycles?: number;
}

interface Golden {
  couplings: Record<string, { dims: string[] } & Record<Role, [string, string | null][][]>>;
  architectures: Record<string, { name: string; coupling: string; levels: GoldenLevel[] }>;
  networks: Record<string, { coupling: string; layers: Record<string, Record<string, number>> }>;
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../golden/library.json', import.meta.url), 'utf8'));

const documents = libraryDocuments(language.shared.workspace.LangiumDocuments);
const lowered = documents.map((document) => language.Ffarch.lowering.LoweringProvider.document(document));
const couplings = lowered.flatMap((document) => document.couplings);
const architectures = lowered.flatMap((document) => document.architectures);
const networks = lowered.flatMap((document) => document.networks);

describe('the standard library', () => {
  it('has no problems', async () => {
    await language.shared.workspace.DocumentBuilder.build(documents, { validation: true });
    assert.deepEqual(
      documents.flatMap((document) => document.diagnostics),
      [],
    );
    assert.deepEqual(
      lowered.flatMap((document) => document.problems),
      [],
    );
    assert.ok([...couplings, ...architectures, ...networks].every(({ sound }) => sound));
  });

  it('has the couplings of the golden data', () => {
    assert.deepEqual(
      Object.fromEntries(couplings.map(({ value }) => [value!.name, coupling(value!)])),
      golden.couplings,
    );
  });

  it('has the architectures of the golden data, number for number', () => {
    assert.deepEqual(
      withoutSources(architectures.map(({ value }) => ({ name: value!.name, levels: value!.levels }))),
      Object.values(golden.architectures).map(({ name, levels }) => ({ name, levels: levels.map(level) })),
    );
  });

  it('runs transposed convolutions on the architectures for convolutions', () => {
    for (const { value } of architectures) {
      const names = (value as Architecture).couplings.map(({ name }) => name);
      const expected = golden.architectures[value!.name].coupling;
      assert.deepEqual(names, expected === 'stridedConv' ? ['stridedConv', 'transposedConv'] : [expected]);
    }
  });

  it('has the networks of the golden data, in order', () => {
    assert.deepEqual(
      networks.map(({ value }) => [
        value!.name,
        value!.layers.map(({ name, workload, repeat }) => [name, workload.coupling.name, sizes(workload), repeat]),
      ]),
      Object.entries(golden.networks).map(([name, { coupling, layers }]) => [
        name,
        Object.entries(layers).map(([layer, numbers]) => [layer, coupling, numbers, 1]),
      ]),
    );
  });

  it('documents all that it declares', () => {
    for (const document of documents) {
      for (const declaration of (document.parseResult.value as ast.SourceFile).declarations) {
        const text = language.Ffarch.documentation.DocumentationProvider.getDocumentation(declaration);
        assert.ok(text && text.length > 20 && !text.includes('//'), `${declaration.name} is documented: ${text}`);
      }
    }
  });
});

function coupling({ dimensions, operands }: Coupling) {
  const axes = (role: Role) =>
    operands[role].axes.map((axis) => axis.map(({ dimension, stride }) => [dimension, stride]));
  return { dims: dimensions, in: axes('in'), w: axes('w'), out: axes('out') };
}

/** What the lowered level must be, by the defaults of the golden data's README. */
function level(from: GoldenLevel): unknown {
  const base = {
    name: from.name,
    factors: (from.factors ?? []).map(([dimension, operator, value]) => ({ dimension, operator, value })),
    area: null,
  };
  switch (from.type) {
    case 'memory':
      return {
        type: 'memory',
        ...base,
        size: from.size,
        readEnergy: from.read_energy,
        writeEnergy: from.write_energy,
        readBandwidth: from.read_bandwidth,
        writeBandwidth: from.write_bandwidth,
        leakage: from.leakage ?? 0,
        bypass: from.bypass ?? [],
        order: (from.order ?? []).map((dimension) => (dimension === '_' ? null : dimension)),
        buffering: from.buffering ?? 1,
        multipleReuses: from.multiple_reuses ?? true,
        valueBits: null,
      };
    case 'fanout':
      return {
        type: 'fanout',
        ...base,
        mesh: from.mesh,
        dimensions: from.dims,
        multicast: sharing(from.multicast, from.selective_multicast),
        reduction: sharing(from.reduction, from.selective_reduction),
        peToPe: from.pe_to_pe ?? false,
        powerGating: from.power_gating ?? false,
      };
    case 'compute':
      return {
        type: 'compute',
        ...base,
        mesh: from.mesh,
        dimensions: from.dims,
        energy: from.energy,
        cycles: from.cycles,
        leakage: from.leakage ?? 0,
      };
  }
}

function sharing(full: boolean | undefined, selective: boolean | undefined): string {
  return selective ? 'selective' : full === false ? 'none' : 'full';
}

/** Strides only where the golden data has them: a coupling without strides has none. */
function sizes({
  sizes,
  strides,
}: {
  sizes: Readonly<Record<string, number>>;
  strides: Readonly<Record<string, number>>;
}) {
  return { ...sizes, ...strides };
}
