import assert from 'node:assert/strict';
import { architectureFor } from '../../../language/domain/index.js';
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

  it('is embedded as what its documents mean, without sources', () => {
    const values = <T>(declared: readonly { value: T }[]) => declared.map(({ value }) => withoutSources(value));
    assert.deepEqual(standardLibrary(), {
      couplings: values(couplings),
      architectures: values(architectures),
      workloads: values(lowered.flatMap((document) => document.workloads)),
      networks: values(networks),
    });
    const [gemm] = standardLibrary().couplings;
    assert.ok(standardLibrary().architectures.some((architecture) => architecture.couplings[0] === gemm));
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
      withoutSources(architectures.map(({ value }) => architectureFor(value!, value!.couplings[0]!))),
      Object.values(golden.architectures).map((architecture) =>
        architectureOf(architecture, couplingOf(golden.couplings[architecture.coupling], architecture.coupling)),
      ),
    );
  });

  it('runs transposed convolutions on the architectures for convolutions', () => {
    for (const { value } of architectures) {
      const names = value!.couplings.map(({ name }) => name);
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
