import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { SourceFile } from '../../../language/generated/ast.js';
import { LIBRARY_TEXTS } from '../../../language/workspace/library.js';
import { basicDiagnostics, language, lower, parse } from '../language.js';

const folder = new URL('../../../examples/', import.meta.url);

const EXAMPLES: readonly string[] = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.ffarch'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  ...LIBRARY_TEXTS.values(),
];

/** Words and signs of the language, in any order. */
const WORDS = [
  ...'import const coupling dims strides architecture memory fanout compute over workload network x mapping of on'.split(
    ' ',
  ),
  ...'size energy bandwidth bypass factors order leakage area multicast peToPe read write per wordline unbounded'.split(
    ' ',
  ),
  ...'{ } [ ] ( ) : ; , . = <= >= += + - * / ** _ M K N W In Out gemm Eyeriss MB6 BertLarge KQV a b'.split(' '),
  ...'0 1 2.5 16Ki 1e999 "quoted" " \n // /* */ full true pJ KiB um2 § é 😀 \u0000'.split(' '),
];

/** Everything that happens to a document as it is typed: no exception, and a tree, diagnostics and lowered data come out. */
async function digest(text: string): Promise<void> {
  const complaints: unknown[][] = [];
  const { error, warn } = console;
  console.error = console.warn = (...complaint: unknown[]) => complaints.push(complaint);
  try {
    const { architectures, workloads, networks, mappings } = await lower(text);
    for (const { sound, value } of [...architectures, ...workloads, ...networks, ...mappings]) {
      assert.ok(!sound || value !== undefined);
    }
  } finally {
    Object.assign(console, { error, warn });
  }
  assert.deepEqual(complaints, []);
}

const example = fc.constantFrom(...EXAMPLES);

describe('bad text', () => {
  it('that is truncated anywhere', () =>
    fc.assert(
      fc.asyncProperty(example, fc.nat(), (text, at) => digest(text.slice(0, at % (text.length + 1)))),
      { numRuns: 150, seed: 1 },
    ));

  it('that has words replaced, deleted and inserted', () => {
    const edit = fc.record({ at: fc.nat(), remove: fc.nat({ max: 30 }), insert: fc.constantFrom('', ...WORDS) });
    return fc.assert(
      fc.asyncProperty(example, fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
        let edited = text;
        for (const { at, remove, insert } of edits) {
          const start = at % (edited.length + 1);
          edited = `${edited.slice(0, start)} ${insert} ${edited.slice(start + remove)}`;
        }
        return digest(edited);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('of the words of the language in any order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }), (words) => digest(words.join(' '))),
      { numRuns: 300, seed: 1 },
    ));

  it('of any characters', () =>
    fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), digest), { numRuns: 200, seed: 1 }));

  for (const [what, text] of Object.entries({
    'ten thousand open parentheses': `const a = ${'('.repeat(10_000)}`,
    'ten thousand nested parentheses': `const a = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\nconst b = 2`,
    'ten thousand calls in each other': `const a = ${'max(1, '.repeat(10_000)}1${')'.repeat(10_000)}\nconst b = 2`,
    'a thousand calls in each other': `const a = ${'max(1, '.repeat(1000)}1${')'.repeat(1000)}\nconst b = 2`,
    'ten thousand calls that stay open': `const a = ${'ceil('.repeat(10_000)}`,
    'ten thousand signs': `const a = ${'-'.repeat(10_000)}1`,
    'ten thousand summands': `const a = ${'1 + '.repeat(10_000)}1`,
    'ten thousand powers': `const a = ${'1 ** '.repeat(10_000)}1`,
    'ten thousand open braces': 'architecture A : gemm {'.repeat(10_000),
    'a number of ten thousand digits': `const a = ${'9'.repeat(10_000)}`,
    'constants that square each other': `const a0 = 10\n${Array.from({ length: 60 }, (_, i) => `const a${i + 1} = a${i} * a${i}`).join('\n')}`,
    'a name of a hundred thousand letters': `workload ${'w'.repeat(100_000)} : ${'g'.repeat(100_000)}`,
    'a hundred thousand unknown characters': '§'.repeat(100_000),
    'a hundred thousand quotes': '"\n'.repeat(100_000),
  })) {
    it(`with ${what}`, () => digest(text));
  }

  it('is readable again afterwards', async () => {
    await parse(`const a = ${'('.repeat(10_000)}`);
    const { diagnostics, parseResult } = await parse('const a = (1)');
    assert.deepEqual(diagnostics, []);
    assert.equal((parseResult.value as SourceFile).declarations.length, 1);
  });

  it('with a coupling of twelve dimensions is lowered', async () => {
    const dims = Array.from({ length: 12 }, (_, i) => `D${i}`);
    const brackets = dims.map((name) => `[${name}]`).join('');
    const { couplings, workloads } = await lower(`
      coupling wide { dims ${dims.join(', ')} Out${brackets} += W${brackets} * In${brackets} }
      workload w : wide { ${dims.map((name, i) => `${name}: ${[2, 3, 5, 7, 11, 13, 9973, 2147483647][i] ?? '2 ** 40'}`).join(', ')} }`);
    assert.equal(couplings[0].value!.operands.in.axes.length, 12);
    assert.equal(workloads[0].value!.sizes.D11, 2 ** 40);
    assert.ok(workloads[0].sound);
  });
});

describe('a file of ten thousand lines', () => {
  const declarations = EXAMPLES[0].replace(/^import .*$/gm, '');
  const times = Math.ceil(10_000 / declarations.split('\n').length);
  const text = Array.from({ length: times }, (_, i) =>
    declarations.replace(/\b(byHand|downsample|EdgeNpu|tail|pes|MyEyeriss|MB6)\b/g, `$1_${i}`),
  ).join('\n');

  it('is read without errors', async () => {
    assert.ok(text.split('\n').length >= 10_000);
    const document = await parse(text);
    assert.deepEqual(basicDiagnostics(document), []);
    const { architectures, problems } = language.Ffarch.lowering.LoweringProvider.document(document);
    assert.deepEqual([architectures.length, problems.filter(({ severity }) => severity === 'error')], [times, []]);
    assert.ok(architectures.every(({ sound }) => sound));
  });

  it('survives a missing brace in its middle', async () => {
    const middle = text.indexOf('}', text.length / 2);
    const { architectures } = await lower(text.slice(0, middle) + text.slice(middle + 1));
    // The broken architecture may take its neighbour with it, but no more.
    assert.ok(architectures.filter(({ sound }) => sound).length >= times - 2);
  });
});
