import assert from 'node:assert/strict';
import { count } from '../../language/figures.js';
import * as ast from '../../language/generated/ast.js';
import { toNumber } from '../../language/lower/rational.js';
import { distinct, hull } from '../../language/model/distinct.js';
import {
  DEFAULT_OPTIONS,
  effectiveConstraints,
  evaluate,
  type MemoryReport,
  violations,
} from '../../language/model/index.js';
import { language, lower, parse } from '../language/language.js';
import { examplesOf, read } from './pages.js';

const model = read('docs/model.md');

/** A number as the pages write it: `131,072`. */
const value = (text: string): number => Number(text.replaceAll(',', ''));

describe('The numbers of the documentation', () => {
  it('are those of the model: words along an axis', () => {
    const rows = [...model.matchAll(/^\| `\[(.*?)\]` \| (.*?) \| (\d+) \|/gm)];
    assert.equal(rows.length, 5);
    for (const [row, axis, given, words] of rows) {
      const coefficients = axis.split(' + ').map((term) => (term.includes('·') ? Number(term.split('·')[0]) : 1));
      const extents = given.split(', ').map((extent) => Number(extent.split(' ')[1]));
      assert.equal(distinct(coefficients, extents), Number(words), row);
    }
    assert.ok(model.includes(`hull of ${hull([2, 3], [16, 3])} words`));
    assert.ok(model.includes(`a hull of ${hull([4, 1], [16, 3])}`));
  });

  it('are those of the model: products in the worked example', () => {
    const products = [...model.matchAll(/(\d[\d,]*(?:\s·\s\d[\d,]*)+)\s=\s(\d[\d,]*)/g)];
    assert.ok(products.length >= 5);
    for (const [text, factors, product] of products) {
      assert.equal(
        factors.split('·').reduce((sofar, factor) => sofar * value(factor.trim()), 1),
        value(product),
        text,
      );
    }
  });

  it('are those of the model: the tiles and the latency of the worked example', async () => {
    const [example] = examplesOf(model);
    const { architecture, workload, mapping } = (await lower(example.text)).mappings[0].value!;
    const { levels, latency_cycles } = evaluate(architecture, workload, mapping);
    const held = (name: string) => (levels.find((level) => level.name === name) as MemoryReport).footprint_words;
    assert.ok(model.includes(`${count(held('GlobalBuffer'))} together`));
    assert.ok(model.includes(`= ${held('WRegister')} words`));
    assert.ok(model.includes('that of the MACs, 4 · 2 · 256 · 16 · 16 cycles'));
    assert.equal(latency_cycles, 4 * 2 * 256 * 16 * 16);
  });

  it('are those of the model: a constraint that does not divide', async () => {
    const text = `architecture Two : gemm {
  memory DRAM { size: unbounded; energy: 64; bandwidth: 8 }
  memory A { size: 1Ki; energy: 1; bandwidth: 8; factors: M >= 3 }
  memory B { size: 1Ki; energy: 1; bandwidth: 8; factors: M = 4 }
  compute MAC { energy: 0.2 }
}
workload forty : gemm { M: 40, K: 1, N: 1 }
mapping legal of forty on Two { A: M 10; B: M 4 }
`;
    const { architecture, workload, mapping } = (await lower(text)).mappings[0].value!;
    assert.deepEqual(violations(architecture, workload, mapping, DEFAULT_OPTIONS), []);
    const [, { indivisible }] = effectiveConstraints(architecture, workload.sizes);
    assert.ok(model.includes(`\`floor(40 / 3) = ${indivisible}\` is not a multiple of 4`));
  });

  it('are those of the language: expressions', async () => {
    const section = read('docs/language.md')
      .split(/^##+ /m)
      .find((text) => text.startsWith('Numbers and expressions'))!;
    const rows = [...section.matchAll(/^\| [^|]* \| (`[^|]*`) \| (\d[^|]*) \|$/gm)];
    assert.ok(rows.length >= 3);
    for (const [, examples, values] of rows) {
      const texts = [...examples.matchAll(/`([^`]+)`/g)].map(([, text]) => text);
      assert.deepEqual(await Promise.all(texts.map(resultOf)), values.split(', ').map(value));
    }
    assert.equal(await resultOf('-2 ** 2'), -4);
    assert.equal(await resultOf('0.1 + 0.2'), 0.3);
  });
});

async function resultOf(expression: string): Promise<number> {
  const [node] = ((await parse(`const c = ${expression}\n`)).parseResult.value as ast.SourceFile).declarations;
  assert.ok(ast.isConstant(node));
  return toNumber(language.Ffarch.lowering.LoweringProvider.lowering.constant(node).value!);
}
