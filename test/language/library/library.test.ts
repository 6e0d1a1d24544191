import assert from 'node:assert/strict';
import {
  type Architecture,
  architectureFor,
  type Coupling,
  isSpatial,
  type Level,
  type Workload,
} from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import { standardLibrary } from '../../../language/library/standard.js';
import { libraryDocuments } from '../../../language/workspace/library.js';
import { architectureOf, couplingOf, goldenLibrary } from '../../golden/load.js';
import { language, withoutSources } from '../language.js';

const golden = goldenLibrary();

const documents = libraryDocuments(language.shared.workspace.LangiumDocuments);
const lowered = documents.map((document) => language.Ffarch.lowering.LoweringProvider.document(document));
const couplings = lowered.flatMap((document) => document.couplings);
const architectures = lowered.flatMap((document) => document.architectures);
const published = architectures.filter(({ value }) => Object.hasOwn(golden.architectures, value!.name));
const networks = lowered.flatMap((document) => document.networks);

/**
 * What is published of whole networks. Of networks for images that are multiply-accumulates, rounded, which TorchVision publishes with
 * its weights as GFLOPS. Of language models that are all parameters, exactly: `others` are those that multiply nothing, or
 * are added.
 */
const PUBLISHED: readonly {
  name: string;
  macs?: { giga: number; digits: number };
  weights?: { parameters: number; others: number };
}[] = [
  { name: 'Vgg16Complete', macs: { giga: 15.47, digits: 2 } },
  { name: 'ResNet18Complete', macs: { giga: 1.814, digits: 3 } },
  { name: 'ResNet50', macs: { giga: 4.089, digits: 3 } },
  { name: 'MobileNetV2', macs: { giga: 0.301, digits: 3 } },
  { name: 'EfficientNetB0', macs: { giga: 0.386, digits: 3 } },
  { name: 'ViTB16', macs: { giga: 17.564, digits: 3 } },
  // Embeddings of tokens, positions and segments, four norms' words and biases a layer, the norm of the embeddings, the pooler's bias.
  ...[
    { name: 'BertBaseComplete', parameters: 109_482_240, layers: 12, words: 768 },
    { name: 'BertLargeComplete', parameters: 335_141_888, layers: 24, words: 1024 },
  ].map(({ name, parameters, layers, words }) => ({
    name,
    weights: { parameters, others: (30_522 + 512 + 2) * words + 2 * words + layers * 13 * words + words },
  })),
  // Positions, two norms and the biases of a layer, the last norm. The embeddings of tokens are the weights of the choice, too.
  ...['Gpt2', 'Gpt2Decode'].map((name) => ({
    name,
    weights: { parameters: 124_439_808, others: 1024 * 768 + 12 * 13 * 768 + 2 * 768 },
  })),
  // Embeddings of tokens, which are not the weights of the choice here, two norms a layer and the last.
  ...['Llama3_8B', 'Llama3_8BDecode', 'Llama3_8BBatch16'].map((name) => ({
    name,
    weights: { parameters: 8_030_261_248, others: 128_256 * 4096 + 65 * 4096 },
  })),
];

const macsOf = ({ sizes }: Workload): number => Object.values(sizes).reduce((product, size) => product * size, 1);

/** The words of the weights of a workload, in which each axis is one dimension. */
const weightsOf = ({ coupling, sizes }: Workload): number =>
  coupling.operands.w.axes.flat().reduce((product, { dimension }) => product * sizes[dimension], 1);

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

  it('is embedded as what its documents mean, without sources', () => {
    const values = <T>(declared: readonly { value: T }[]) => declared.map(({ value }) => withoutSources(value));
    const { constants, ...declared } = standardLibrary();
    assert.deepEqual(declared, {
      couplings: values(couplings),
      architectures: values(architectures),
      workloads: values(lowered.flatMap((document) => document.workloads)),
      networks: values(networks),
    });
    assert.deepEqual(
      Object.keys(constants),
      networks.map(({ value }) => value!.name),
    );
    assert.deepEqual([constants.ResNet50, constants.Llama3_8BDecodeBatch16], [{ batch: 1 }, { tokens: 2048 }]);
    const [gemm] = declared.couplings;
    assert.ok(declared.architectures.some((architecture) => architecture.couplings[0] === gemm));
  });

  it('has the couplings of the golden data', () => {
    const published = couplings.filter(({ value }) => value!.name in golden.couplings);
    assert.deepEqual(
      withoutSources(published.map(({ value }) => value!)),
      Object.entries(golden.couplings).map(([name, coupling]) => couplingOf(coupling, name)),
    );
  });

  it('has the architectures of the golden data, number for number', () => {
    assert.deepEqual(
      withoutSources(published.map(({ value }) => architectureFor(value!, value!.couplings[0]!))),
      Object.values(golden.architectures).map((architecture) =>
        architectureOf(architecture, couplingOf(golden.couplings[architecture.coupling], architecture.coupling)),
      ),
    );
  });

  it('runs transposed convolutions on the architectures for convolutions', () => {
    for (const { value } of published) {
      const names = value!.couplings.map(({ name }) => name);
      const expected = golden.architectures[value!.name].coupling;
      assert.deepEqual(names, expected === 'stridedConv' ? ['stridedConv', 'transposedConv'] : [expected]);
    }
  });

  it('has the published architectures for all kernels, with the same figures', () => {
    const named = (name: string) => architectures.find(({ value }) => value!.name === name)!.value!;
    for (const name of ['Gemmini', 'Eyeriss', 'Simba', 'TPUv1']) {
      const all = named(`${name}Net`);
      assert.deepEqual(
        new Set(all.couplings.map((coupling) => coupling.name)),
        new Set(couplings.map(({ value }) => value!.name)),
      );
      const figures = (levels: readonly Level[]) =>
        withoutSources(levels).map((level) => ({ ...level, factors: [], order: [], dimensions: [] }));
      assert.deepEqual(figures(all.levels), figures(named(name).levels));
      assert.deepEqual(figures(all.levels), figures(named(`${name}Conv`).levels));
    }
  });

  it('has the same mappings of GEMMs and convolutions on an architecture for all kernels', () => {
    for (const [name, on] of [
      ['Eyeriss', 'gemm'],
      ['EyerissConv', 'stridedConv'],
      ['Simba', 'gemm'],
      ['SimbaConv', 'stridedConv'],
    ] as const) {
      const { value: one } = architectures.find(({ value }) => value!.name === name)!;
      const { value: all } = architectures.find(({ value }) => value!.name === `${name.replace('Conv', '')}Net`)!;
      const { value: coupling } = couplings.find(({ value }) => value!.name === on)!;
      assert.deepEqual(rulesOf(all!, coupling!), rulesOf(one!, coupling!), name);
    }
  });

  it('has the networks of the golden data, in order', () => {
    const published = networks.filter(({ value }) => value!.name in golden.networks);
    assert.deepEqual(
      published.map(({ value }) => [
        value!.name,
        value!.layers.map(({ name, workload, repeat }) => [name, workload.coupling.name, sizes(workload), repeat]),
      ]),
      Object.entries(golden.networks).map(([name, { coupling, layers }]) => [
        name,
        Object.entries(layers).map(([layer, numbers]) => [layer, coupling, numbers, 1]),
      ]),
    );
  });

  for (const { name, macs, weights } of PUBLISHED) {
    it(`has ${name} with as many ${macs ? 'multiply-accumulates' : 'weights'} as are published`, () => {
      const { layers } = standardLibrary().networks.find((network) => network.name === name)!;
      const total = (of: (workload: Workload) => number) =>
        layers.reduce((sum, { workload, repeat }) => sum + repeat * of(workload), 0);
      if (macs) assert.equal(Number((total(macsOf) / 1e9).toFixed(macs.digits)), macs.giga);
      // Keys and values are not stored in a network.
      if (weights) {
        const stored = total((workload) =>
          /^(scores|context)$/.test(workload.coupling.name) ? 0 : weightsOf(workload),
        );
        assert.equal(stored + weights.others, weights.parameters);
      }
    });
  }

  it('has networks with other values that people ask for', () => {
    const named = (name: string) => standardLibrary().networks.find((network) => network.name === name)!.layers;
    const [one, sixteen] = [named('Llama3_8B'), named('Llama3_8BBatch16')];
    assert.deepEqual(
      sixteen.map(({ workload }) => macsOf(workload)),
      one.map(({ workload }) => 16 * macsOf(workload)),
    );
    const decoding = named('Llama3_8BDecode').find(({ name }) => name === 'qk')!;
    assert.deepEqual(decoding.workload.sizes, { H: 8, G: 4, M: 2048, K: 128, N: 1 });
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

/** What the levels of an architecture ask of the loops of a coupling, apart from how it is written. */
function rulesOf(architecture: Architecture, coupling: Coupling) {
  const { levels } = architectureFor(architecture, coupling);
  // One instance has no loops.
  return levels
    .filter((level) => !isSpatial(level) || level.mesh > 1)
    .map((level) => {
      const fixed = level.factors.filter(({ operator }) => operator === '=').map(({ dimension }) => dimension);
      const entries = level.type === 'memory' ? level.order : [];
      const order = entries.filter((entry) => entry === null || !fixed.includes(entry));
      return {
        factors: level.factors.map(({ dimension, operator, value }) => `${dimension} ${operator} ${value}`).sort(),
        // Loops of one iteration have no place in an order, and one loop alone has any.
        order: order.length > 1 ? order : [],
        dimensions: isSpatial(level) ? [...level.dimensions].sort() : [],
      };
    });
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
