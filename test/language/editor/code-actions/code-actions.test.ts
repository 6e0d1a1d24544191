import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { withoutExpectations } from '../../diagnostics/expected.js';
import { language, parse } from '../../language.js';

async function actions(
  document: LangiumDocument,
  diagnostics: readonly Diagnostic[],
  range = diagnostics[0]?.range,
): Promise<CodeAction[]> {
  const found = await language.Ffarch.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri: document.uri.toString() },
    range,
    context: { diagnostics: [...diagnostics] },
  });
  return found as CodeAction[];
}

function applied({ uri, textDocument }: LangiumDocument, { edit }: CodeAction): string {
  const [changed, ...others] = Object.keys(edit!.changes!);
  assert.deepEqual([changed, others], [uri.toString(), []]);
  return TextDocument.applyEdits(
    TextDocument.create('', '', 0, textDocument.getText()),
    edit!.changes![changed] as never,
  );
}

const ofCode = ({ diagnostics }: LangiumDocument, code: string) =>
  (diagnostics ?? []).filter((diagnostic) => diagnostic.code === `ffarch/${code}`);

/**
 * The first diagnostic of a code has these quick fixes, in this order; each leads to the text given for it, in which there
 * is one diagnostic of the code less.
 */
async function check(code: string, text: string, expected: Readonly<Record<string, string>>): Promise<void> {
  const document = await parse(text);
  const [diagnostic, ...others] = ofCode(document, code);
  assert.ok(diagnostic, `there is no ffarch/${code}`);
  const fixes = (await actions(document, [diagnostic]))
    .filter(({ kind }) => kind === 'quickfix')
    // This one is for all diagnostics of a mapping together: repairs.test.ts.
    .filter(({ title }) => !title.startsWith('Make mapping'));
  assert.deepEqual(Object.fromEntries(fixes.map((fix) => [fix.title, applied(document, fix)])), expected);
  for (const [title, fixed] of Object.entries(expected)) {
    assert.ok(ofCode(await parse(fixed), code).length <= others.length, `${title} leaves it as it is`);
  }
}

/** The only error of a text but for what is incomplete on purpose, with its fixes. */
async function onlyError(text: string): Promise<{ document: LangiumDocument; fixes: CodeAction[] }> {
  const document = await parse(text);
  const incomplete = ['ffarch/missing-property', 'ffarch/compute-missing'];
  const errors = (document.diagnostics ?? []).filter(
    ({ severity, code }) => severity === 1 && !incomplete.includes(String(code)),
  );
  assert.equal(errors.length, 1, errors.map(({ message }) => message).join('\n'));
  const fixes = (await actions(document, errors)).filter(({ kind }) => kind === 'quickfix');
  return { document, fixes };
}

/** The only error of a text is mended by one fix, which leads to another text. */
async function writes(text: string, expected: string): Promise<void> {
  const { document, fixes } = await onlyError(text);
  assert.deepEqual(
    fixes.map((fix) => [applied(document, fix), fix.isPreferred]),
    [[expected, true]],
  );
}

const memory = (body: string) => `architecture A : gemm {
  memory D {
    size: unbounded
    energy: 64 pJ
    bandwidth: 8
  }
${body}
  compute MAC { energy: 1 pJ }
}
`;

describe('quick fixes', () => {
  describe('of fanouts', () => {
    const fanout = (body: string) => memory(`  fanout PEs[4] over M { ${body} }`);
    it('write the sign of a lower bound', async () => {
      await check('use-operator', fanout('use <= 0.5'), { 'Change `<=` to `>=`': fanout('use >= 0.5') });
      await check('use-operator', fanout('use: 0.5'), { 'Change `:` to `>=`': fanout('use >= 0.5') });
    });
    it('take back an operand of a property that goes for others', async () => {
      await check('misplaced-operand', fanout('powerGating: true for Out'), {
        'Remove `for Out`': fanout('powerGating: true'),
      });
      await check('misplaced-operand', fanout('reduction: none for W'), {
        'Write `for Out`': fanout('reduction: none for Out'),
        'Remove `for W`': fanout('reduction: none'),
      });
    });
  });
  describe('of text', () => {
    it('close comments', async () => {
      await check('unexpected-text', 'const n = 2 /* words\nconst m = 3\n', {
        'Close the comment on its line': 'const n = 2 /* words */\nconst m = 3\n',
        'Close the comment at the end of the file': 'const n = 2 /* words\nconst m = 3 */\n',
      });
      await check('unexpected-text', 'const n = 2 /*', { 'Close the comment on its line': 'const n = 2 /* */' });
    });
    it('close quotes', async () => {
      await check('unexpected-text', 'workload "L3+ : gemm { M: 1, K: 1, N: 1 }', {
        'Close it: `"L3+"`': 'workload "L3+" : gemm { M: 1, K: 1, N: 1 }',
      });
      await check('unexpected-text', 'network n { "conv: gemm { M: 1, K: 1, N: 1 } }', {
        'Close it: `"conv"`': 'network n { "conv": gemm { M: 1, K: 1, N: 1 } }',
        'Remove the quote': 'network n { conv: gemm { M: 1, K: 1, N: 1 } }',
      });
      await check('unexpected-text', 'import "my couplings.ffarch // Ours.', {
        'Close it: `"my couplings.ffarch"`': 'import "my couplings.ffarch" // Ours.',
      });
      await check('unexpected-text', 'workload "', { 'Remove the quote': 'workload ' });
    });
    it('quote names that are not identifiers, and paths', async () => {
      await check('syntax', 'workload ResNet-50 : gemm {}', {
        'Change `ResNet-50` to `"ResNet-50"`': 'workload "ResNet-50" : gemm {}',
      });
      await check('syntax', 'workload 3x3 : gemm {}', { 'Change `3x3` to `"3x3"`': 'workload "3x3" : gemm {}' });
      await check('unexpected-text', 'workload größe : gemm {}', {
        'Change `größe` to `"größe"`': 'workload "größe" : gemm {}',
      });
      await check('unexpected-text', "workload 'L3+' : gemm {}", {
        'Change `\'L3+\'` to `"L3+"`': 'workload "L3+" : gemm {}',
      });
      await check('syntax', 'architecture A : gemm { memory L1-cache }', {
        'Change `L1-cache` to `"L1-cache"`': 'architecture A : gemm { memory "L1-cache" }',
      });
      await check('syntax', 'network n { conv-1 : gemm }', {
        'Change `conv-1` to `"conv-1"`': 'network n { "conv-1" : gemm }',
      });
      await check('syntax', 'mapping m of BertLarge.K-1 on Eyeriss', {
        'Change `BertLarge.K-1` to `BertLarge."K-1"`': 'mapping m of BertLarge."K-1" on Eyeriss',
      });
      await check('syntax', 'mapping m of MB6 on Eyeriss {\n  Global-Buffer: M 2\n}', {
        'Change `Global-Buffer` to `"Global-Buffer"`': 'mapping m of MB6 on Eyeriss {\n  "Global-Buffer": M 2\n}',
      });
      await check('syntax', 'import ../a-b/c.ffarch', {
        'Change `../a-b/c.ffarch` to `"../a-b/c.ffarch"`': 'import "../a-b/c.ffarch"',
      });
    });
    it('do not take arithmetic for names', () => check('syntax', 'const n = a - : 1', {}));
    it('write signs from elsewhere as they are here', async () => {
      const change = (wrong: string, right: string, text: (sign: string) => string) =>
        check('unexpected-text', text(wrong), { [`Change \`${wrong}\` to \`${right}\``]: text(right) });
      for (const [wrong, right] of Object.entries({ '×': '*', '·': '*', '÷': '/', '−': '-', '^': '**' })) {
        await change(wrong, right, (sign) => `const n = 2 ${sign} 3`);
      }
      await change('<16>', '[16]', (mesh) => `architecture A : gemm {\n  fanout F${mesh} over M\n}`);
      await change('um^2', 'um2', (unit) => `architecture A : gemm { memory D { area: 2 ${unit} } }`);
      await change('µm²', 'um2', (unit) => `architecture A : gemm { memory D { area: 2 ${unit} } }`);
      await change('×', 'x', (sign) => `network n { MB6 ${sign} 2 }`);
      await change('#', '//', (sign) => `const n = 2 ${sign} words`);
      await change('：', ':', (sign) => `workload W ${sign} gemm { M: 1, K: 1, N: 1 }`);
    });
    describe('write comparisons as constraints that mean the same:', () => {
      const factors = (text: string) =>
        `const SIZE = 4\narchitecture A : gemm { memory D { factors: ${text}, N = 1 } }`;
      for (const [wrong, right] of [
        ['M < 4', 'M <= 3'],
        ['M > 4', 'M >= 5'],
        ['M<4', 'M<= 3'],
        ['M < 4.5', 'M <= 4'],
        ['M > 4.5', 'M >= 5'],
        ['M < 4Ki', 'M <= 4Ki - 1'],
        ['M < SIZE', 'M <= SIZE - 1'],
        ['M > 2 * SIZE', 'M >= 2 * SIZE + 1'],
        ['M ≤ 4', 'M <= 4'],
        ['M ≥ 4', 'M >= 4'],
        ['M =< 4', 'M <= 4'],
        ['M => 4', 'M >= 4'],
        ['M =≤ 4', 'M <= 4'],
        ['M < = 4', 'M <= 4'],
        ['M = < 4', 'M <= 4'],
        ['M == 4', 'M = 4'],
        ['M === 4', 'M = 4'],
        ['M 4', 'M = 4'],
        ['M: 4', 'M = 4'],
        ['M := 4', 'M = 4'],
        ['M in [1, 4]', 'M <= 4'],
        ['M = 1..4', 'M <= 4'],
        ['4 = M', 'M = 4'],
        ['4 >= M', 'M <= 4'],
        ['K = 1, 4 <= M', 'K = 1, M >= 4'],
        ['4 > M', 'M <= 3'],
      ] as const) {
        it(wrong, () => writes(factors(wrong), factors(right)));
      }
      for (const wrong of ['M != 4', 'M ≠ 4', 'M <> 4', 'M ~= 4', 'M = 7 & 2', '1 <= M <= 4']) {
        it(`not ${wrong}, which nothing here says`, async () => {
          const { fixes } = await onlyError(factors(wrong));
          assert.deepEqual(fixes, []);
        });
      }
    });
    describe('write as this language does what others write otherwise:', () => {
      const memory = (text: string) => `architecture A : gemm {\n  memory D { ${text} }\n}`;
      const fanout = (text: string) => `architecture A : gemm {\n  fanout ${text}\n}`;
      const mapping = (text: string) => `mapping m of MB6 on Eyeriss {\n  ${text}\n}`;
      const coupling = (text: string) => `coupling c {\n  ${text}\n}`;
      const network = (text: string) => `network n {\n  ${text}\n}`;
      const itself = (text: string) => text;
      for (const [place, wrong, before, after] of [
        [memory, 'size = 64', 'size =', 'size:'],
        [memory, 'size=64', 'size=', 'size:'],
        [memory, 'size 64', 'size', 'size:'],
        [memory, 'energy: 1 pJ; bandwidth 8', 'bandwidth', 'bandwidth:'],
        [memory, 'bypass: [W, In]', '[W, In]', 'W, In'],
        [memory, 'order: [M, K, _]', '[M, K, _]', 'M, K, _'],
        [memory, 'bypass: W In', 'In', ', In'],
        [memory, 'factors: M = 1 K = 1', 'K', ', K'],
        [memory, 'factors: M == 1', '==', '='],
        [memory, 'size: 64; bits: 8', 'bits: 8', 'valueBits: 8'],
        [fanout, 'PEs[4x4] over M', 'x4', '* 4'],
        [fanout, 'PEs[4X4] over M', 'X4', '* 4'],
        [fanout, 'PEs[4 x 4] over M', 'x 4', '* 4'],
        [fanout, 'PEs[4][4] over M', '][4', '* 4'],
        [itself, 'const N = 4\narchitecture A : gemm {\n  fanout F[N][N] over M\n}', '][N', '* N'],
        [fanout, 'PEs[4, 4] over M', ', 4', '* 4'],
        [fanout, 'PEs 16 over M', '16', '[16]'],
        [fanout, 'PEs(16) over M', '(16)', '[16]'],
        [fanout, 'PEs[16] over [M, K]', '[M, K]', 'M, K'],
        [fanout, 'PEs[16] over M and K', 'and', ','],
        [mapping, 'DRAM M 4', 'DRAM', 'DRAM:'],
        [mapping, 'DRAM = M 4, K 2', 'DRAM =', 'DRAM:'],
        [mapping, 'DRAM: M=4', 'M=4', 'M 4'],
        [mapping, 'DRAM: M*4', 'M*4', 'M 4'],
        [mapping, 'DRAM: M 2, K = 4, N = 2 * 3', 'K = 4, N = 2', 'K 4, N 2'],
        [mapping, 'DRAM: M: 4', 'M: 4', 'M 4'],
        [mapping, 'DRAM: 4 M', '4 M', 'M 4'],
        [mapping, 'DRAM: M 4 K 2', 'K', ', K'],
        [mapping, 'DRAM: [M 4, K 2]', '[M 4, K 2]', 'M 4, K 2'],
        [memory, 'size: 1,024', '1,024', '1024'],
        [memory, 'size: 2, energy: 1 pJ', ',', ';'],
        [itself, 'architecture A : gemm { memory D: { size: 2 } }', 'memory D:', 'memory D'],
        [itself, 'architecture A : gemm {\n  buffer D { size: 2 }\n}', 'buffer', 'memory'],
        [itself, 'architecture A : gemm {\n  Spatial F[2] over M\n}', 'Spatial', 'fanout'],
        [itself, 'layer W : gemm { M: 2 }', 'layer', 'workload'],
        [itself, 'let n = 2', 'let n =', 'const n ='],
        [itself, 'const n : int = 4', 'const n : int =', 'const n ='],
        [itself, 'const n: u32 = 4', 'const n: u32 =', 'const n ='],
        [itself, 'const n := 4', 'const n :=', 'const n ='],
        [itself, 'const int n = 4', 'int n', 'n'],
        [itself, 'int n = 4', 'int n =', 'const n ='],
        [itself, 'uint32_t n = 4', 'uint32_t n =', 'const n ='],
        [itself, 'let mut n: i32 = 4', 'let mut n: i32 =', 'const n ='],
        [itself, 'param n = 4', 'param n =', 'const n ='],
        [itself, 'parameter int n = 4', 'parameter int n =', 'const n ='],
        [itself, 'constexpr int n = 4', 'constexpr int n =', 'const n ='],
        [itself, 'export const n = 4', 'export const n =', 'const n ='],
        [itself, 'static const float n = 4', 'static const float n =', 'const n ='],
        [itself, 'n := 4', 'n :=', 'const n ='],
        [itself, 'n: 4', 'n:', 'const n ='],
        [itself, 'const n = round(7 / 2)', 'round(7 / 2)', '4'],
        [itself, 'const n = Math.floor(7 / 2)', 'Math.floor(7 / 2)', 'floor(7 / 2)'],
        [itself, 'const n = np.max(rows, 4)', 'np.max(rows, 4)', 'max(rows, 4)'],
        [itself, 'const n = log2(8)', 'log2(8)', '3'],
        [itself, 'const n = pow(2, 3)', 'pow(2, 3)', '2 ** 3'],
        [itself, 'const n = sqrt(16)', 'sqrt(16)', '16 ** 0.5'],
        [itself, 'workload W : gemm { M: abs(7) }', 'abs(7)', '7'],
        [coupling, 'dims M K N', 'M K N', 'M, K, N'],
        [coupling, 'dims: M, K', ':', ''],
        [coupling, 'dims M, K\n  Out[M] = W[M][K] * In[K]', '=', '+='],
        [coupling, 'dims M, K\n  Out[M] += W[M,K] * In[K]', ',', ']['],
        [coupling, 'dims M, K\n  Out[M] += W[M][K] In[K]', 'In', '* In'],
        [network, '- MB6', '-', ''],
        [network, 'MB6 * 3', '*', 'x'],
        [network, '3 x MB6', '3 x MB6', 'MB6 x 3'],
        [network, 'q gemm { M: 2 }', 'q gemm {', 'q : gemm {'],
        [itself, 'import "a.ffarch", "b.ffarch"', ',', '; import'],
        [itself, 'import { x } from "a.ffarch"', '{ x } from', ''],
        [itself, 'const n: 3', 'const n:', 'const n ='],
        [itself, 'const n 3', '3', '= 3'],
        [itself, 'n = 3', 'n =', 'const n ='],
        [itself, 'const n = 3,', ',', ''],
        [itself, 'const a = 2, b = 3', ',', '; const'],
        [itself, 'const n = 1_000', '1_000', '1000'],
        [itself, 'workload W gemm {}', 'gemm', ': gemm'],
        [itself, 'workload W : gemm [M: 1, K: 1]', '[M: 1, K: 1]', '{ M: 1, K: 1 }'],
        [itself, 'workload W : gemm(M=1, K=1)', '(M=1, K=1)', '{ M: 1, K: 1 }'],
        [itself, 'mapping m : MB6 on Eyeriss', 'mapping m :', 'mapping m of'],
        [itself, 'mapping m of MB6, Eyeriss', ',', 'on'],
        [itself, 'mapping of MB6 on Eyeriss', 'of MB6', 'm of MB6'],
        [mapping, 'DRAM: { M 4 }', '{ M 4 }', 'M 4'],
        [itself, 'workload W = gemm {}', '=', ':'],
        [itself, 'workload W : gemm { M = 1, K = 2 }', 'M = 1, K = 2', 'M: 1, K: 2'],
        [itself, 'workload W : gemm { M 1, K 2 }', 'M 1, K 2', 'M: 1, K: 2'],
      ] as const) {
        it(wrong, async () => {
          const document = await parse(place(wrong));
          const [diagnostic] = ofCode(document, 'syntax');
          const all = await actions(document, [diagnostic]);
          const [fix, ...others] = all.filter(({ kind }) => kind === 'quickfix');
          const title = after === '' ? `Remove \`${before}\`` : `Change \`${before}\` to \`${after}\``;
          assert.deepEqual([fix.title, fix.isPreferred, others.length], [title, true, 0]);
          assert.deepEqual(ofCode(await parse(applied(document, fix)), 'syntax'), []);
        });
      }
      for (const [wrong, right] of [
        ['NxN', 'N * N'],
        ['NX4', 'N * 4'],
      ]) {
        it(wrong, async () => {
          const text = (mesh: string) => `const N = 4\narchitecture A : gemm {\n  fanout F[${mesh}] over M\n}`;
          await check('unresolved-name', text(wrong), {
            [`Change \`${wrong}\` to \`${right}\``]: text(right),
            [`Declare constant \`${wrong}\``]: text(wrong).replace('\n', `\nconst ${wrong} = 1\n`),
          });
        });
      }
      it('M4', async () => {
        const text = (loops: string) => mapping(`DRAM: ${loops}`);
        await check('unresolved-name', text('M4, K 2'), {
          'Change `M4` to `M 4`': text('M 4, K 2'),
          'Remove `M4`': text('K 2'),
        });
      });
    });
    it('say where no text could be put instead', async () => {
      const remedy = async (text: string) => String(ofCode(await parse(text), 'syntax')[0].message).split('. ')[1];
      const axis =
        'An axis is a sum of dimensions, each alone or multiplied: `2*P + R`, or `strides s`, then `s*P + R`.';
      assert.equal(await remedy('coupling c { dims P, R; Out[P] += W[R] * In[P 2 + R] }'), axis);
      assert.equal(await remedy('coupling c { dims P, R; Out[P] += W[R] * In[P - R] }'), axis);
      assert.equal(
        await remedy('coupling c { Out[P] += W[R] * In[P + R]; dims P, R }'),
        'The dimensions come first, in one list, then the strides, then the computation.',
      );
    });
    it('remove what has no meaning at all', () =>
      check('unexpected-text', 'const n = 16 §', { 'Remove `§`': 'const n = 16 ' }));
  });
  describe('of names', () => {
    it('spell them right', () =>
      check('unresolved-name', 'workload W : gmm {}', { 'Change `gmm` to `gemm`': 'workload W : gemm {}' }));
    it('spell keywords right', async () => {
      const text = 'workloads W : gemm { M: 2, K: 2, N: 2 }';
      await check('syntax', text, { 'Change `workloads` to `workload`': text.replace('workloads', 'workload') });
      await check('syntax', 'architecture A : gemm {\n  memroy D { size: 2 }\n}', {
        'Change `memroy` to `memory`': 'architecture A : gemm {\n  memory D { size: 2 }\n}',
      });
    });
    it('take out what does not exist', async () => {
      const level = (text: string) => `architecture A : gemm { ${text} }`;
      await check('unresolved-name', level('memory D { factors: L = 2, M = 3 }'), {
        'Remove `L = 2`': level('memory D { factors: M = 3 }'),
      });
      await check('unresolved-name', level('memory D { bypass: In, Zzz }'), {
        'Remove `Zzz`': level('memory D { bypass: In }'),
      });
      await check('unresolved-name', level('fanout F[2] over M, Zzz'), { 'Remove `Zzz`': level('fanout F[2] over M') });
      await check('unresolved-name', 'mapping m of MB6 on Eyeriss { DRAM: L 2, M 4 }', {
        'Remove `L 2`': 'mapping m of MB6 on Eyeriss { DRAM: M 4 }',
      });
    });
    it('spell properties, units and words right', async () => {
      await check('unknown-property', 'architecture A : gemm { memory D { sise: 2 } }', {
        'Change `sise` to `size`': 'architecture A : gemm { memory D { size: 2 } }',
      });
      await check('unknown-unit', 'architecture A : gemm { memory D { energy: 2 pj } }', {
        'Change `pj` to `pJ`': 'architecture A : gemm { memory D { energy: 2 pJ } }',
      });
      await check('unknown-word', 'architecture A : gemm { fanout F[2] { multicast: ful } }', {
        'Change `ful` to `full`': 'architecture A : gemm { fanout F[2] { multicast: full } }',
      });
    });
    describe('convert units of other tools:', () => {
      const memory = (text: string) => `architecture A : gemm { memory D { size: 8; ${text} } }`;
      for (const [wrong, right] of [
        ['energy: 64 pJ per word', 'energy: 64 pJ'],
        ['energy: 64 pJ/word', 'energy: 64 pJ'],
        ['energy: 64pJ/access', 'energy: 64 pJ'],
        ['energy: 64 pj per access', 'energy: 64 pJ'],
        ['energy: 64 per word', 'energy: 64'],
        ['energy: 1 nJ per read', 'energy: 1 nJ'],
        ['energy: 1 pJ / wordline; wordBits: 8; valueBits: 8', 'energy: 1 pJ per wordline; wordBits: 8; valueBits: 8'],
        ['energy: 3.9 pJ/bits; valueBits: 16', 'energy: 3.9 pJ/bit; valueBits: 16'],
        ['energy: 3 pJ per byte; valueBits: 16', 'energy: 0.375 pJ/bit; valueBits: 16'],
        ['leakage: 0.1 pJ/cycle', 'leakage: 0.1 pJ'],
        ['bandwidth: 8 words/cycle', 'bandwidth: 8'],
        ['bandwidth: 8 words per cycle', 'bandwidth: 8'],
        ['bandwidth: 8 per cycle', 'bandwidth: 8'],
        ['bandwidth: 8/cycle', 'bandwidth: 8'],
        ['bandwidth: 64 bits/cycle; valueBits: 16', 'bandwidth: 64 b; valueBits: 16'],
        ['bandwidth: 64 B/cycle; valueBits: 16', 'bandwidth: 64 B; valueBits: 16'],
        ['bandwidth: 64 bits/cycle; bits: W 8, In 8, Out 16', 'bandwidth: 64 b; bits: W 8, In 8, Out 16'],
        ['bandwidth: (4 + 4) bytes/cycle; valueBits: 16', 'bandwidth: (4 + 4) B; valueBits: 16'],
        ['area: 2 cm2', 'area: 200 mm2'],
        ['wordBits: 64 bits', 'wordBits: 64'],
        ['valueBits: 2 B', 'valueBits: 16'],
        ['buffering: 2x', 'buffering: 2'],
      ] as const) {
        it(wrong, async () => {
          const document = await parse(memory(wrong));
          const diagnostic = document.diagnostics!.find(({ code }) =>
            /unknown-unit|unresolved-name/.test(String(code)),
          )!;
          const [first] = await actions(document, [diagnostic]);
          assert.deepEqual([applied(document, first), first.isPreferred], [memory(right), true]);
        });
      }
      it('bits of a size', async () => {
        const sized = (size: string) => `architecture A : gemm { memory D { valueBits: 8; size: ${size} } }`;
        for (const [bits, bytes] of [
          ['64 Kbit', '8 KiB'],
          ['1 Mb', '128 KiB'],
          ['64 bits', '8 B'],
        ]) {
          await check('unknown-unit', sized(bits), { [`Change to \`${bytes}\``]: sized(bytes) });
        }
      });
      it('with a clock and a word that are said to be supposed, and not preferred', async () => {
        const computing = (cycles: string, clock = '') =>
          `architecture A : gemm { ${clock}compute C { energy: 1 pJ; cycles: ${cycles} } }`;
        const document = await parse(computing('5 ns'));
        const [diagnostic] = ofCode(document, 'unknown-unit');
        assert.match(String(diagnostic.message), /There is no clock to convert with: 5 ns is 5 at 1 GHz/);
        assert.ok((await actions(document, [diagnostic])).every(({ isPreferred }) => !isPreferred));
        await check('unknown-unit', computing('5 ns'), { 'Change to `5` at 1 GHz': computing('5') });
        const clock = 'clock: 200 MHz; ';
        await check('unknown-unit', computing('5 ns', clock), { 'Change to `1`': computing('1', clock) });
        await check('unknown-unit', memory('bandwidth: 128 bits'), {
          'Change to `8` with words of 16 bits': memory('bandwidth: 8'),
          'Change to `16` with words of 8 bits': memory('bandwidth: 16'),
          'Change to `4` with words of 32 bits': memory('bandwidth: 4'),
        });
      });
      it('per second and per bit to those of the language', async () => {
        for (const [foreign, own] of [
          ['bandwidth: 512 Gbps', 'bandwidth: 512 Gb/s'],
          ['bandwidth: 64 GB', 'bandwidth: 64 GB/s'],
          ['bandwidth: 64 KB/s', 'bandwidth: 0.000064 GB/s'],
          ['leakage: 12 pW', 'leakage: 0.012 nW'],
          ['energy: 3.9 pJ/b', 'energy: 3.9 pJ/bit'],
        ]) {
          const to = own.slice(own.indexOf(' ') + 1);
          await check('unknown-unit', memory(foreign), { [`Change to \`${to}\``]: memory(own) });
        }
      });
      it('of a clock that has none, Hz as the last', async () => {
        const text = (clock: string) => `architecture A : gemm {\n  clock: ${clock}\n}`;
        await check('clock-without-unit', text('2.5'), {
          'Change to `2.5 GHz`': text('2.5 GHz'),
          'Change to `2.5 MHz`': text('2.5 MHz'),
          'Change to `2.5 Hz`': text('2.5 Hz'),
        });
        assert.deepEqual(ofCode(await parse(text('200 Hz')), 'clock-without-unit'), []);
      });

      it('per second by a clock', async () => {
        const text = (clock: string) => `architecture A : gemm {\n  ${clock}memory D { leakage: 12 mW }\n}`;
        await check('missing-clock', text(''), { 'Add `clock: 1 GHz` to `A`': text('clock: 1 GHz\n  ') });
      });
    });
    it('add dimensions to the coupling', () =>
      check('unresolved-name', 'coupling c { dims M; Out[M] += W[M][Key] * In[M] }', {
        'Add `Key` to `dims`': 'coupling c { dims M, Key; Out[M] += W[M][Key] * In[M] }',
      }));
    it('declare constants', () =>
      check('unresolved-name', '// Some.\nworkload W : gemm { M: columns }', {
        'Declare constant `columns`': 'const columns = 1\n\n// Some.\nworkload W : gemm { M: columns }',
      }));
    it('import what another file declares', async () => {
      const other = await parse('const columnsElsewhere = 2');
      const file = other.uri.path.split('/').at(-1);
      await check('unresolved-name', 'workload W : gemm { M: columnsElsewhere }', {
        [`Import \`${file}\``]: `import "${file}"\n\nworkload W : gemm { M: columnsElsewhere }`,
        'Declare constant `columnsElsewhere`':
          'const columnsElsewhere = 1\n\nworkload W : gemm { M: columnsElsewhere }',
      });
    });
    it('name declarations apart', () =>
      check('repeated-declaration', 'const n = 2\nconst n = 3', { 'Rename to `n_2`': 'const n = 2\nconst n_2 = 3' }));
    it('find the file that is meant', async () => {
      const other = await parse('const anything = 2');
      const file = other.uri.path.split('/').at(-1)!;
      const wrong = file.replace('.ffarch', '.farch');
      await check('import-not-found', `import "${wrong}"`, { [`Change to \`${file}\``]: `import "${file}"` });
    });
    it('name a layer of a network that is named for a workload', async () => {
      const networks = 'const n = 3\nnetwork a { q : gemm x n, MB6, "L3+" : gemm x 2 }\n';
      await check('unresolved-name', `${networks}mapping m of a on Eyeriss`, {
        'Change `a` to `a.q`': `${networks}mapping m of a.q on Eyeriss`,
        'Change `a` to `MB6`': `${networks}mapping m of MB6 on Eyeriss`,
        'Change `a` to `a."L3+"`': `${networks}mapping m of a."L3+" on Eyeriss`,
      });
    });
    it('offer nothing for a network that contains itself', () => check('network-cycle', 'network a { a }', {}));
    describe('find operands by what they are called elsewhere:', () => {
      const own = `coupling own { dims P, R; Result[P] += Kernel[R] * Image[P + R] }\n`;
      const bypass = (coupling: string, operand: string) =>
        `${coupling === 'own' ? own : ''}architecture A : ${coupling} { memory D { bypass: ${operand} } }`;
      for (const [coupling, wrong, right] of [
        ...['Input', 'Inputs', 'I', 'ifmap', 'activations', 'iact', 'B'].map((name) => ['gemm', name, 'In'] as const),
        ...['Output', 'outputs', 'O', 'psum', 'ofmap', 'C'].map((name) => ['gemm', name, 'Out'] as const),
        ...['Weight', 'Weights', 'Filter', 'kernel', 'Wght', 'A'].map((name) => ['gemm', name, 'W'] as const),
        ['own', 'In', 'Image'],
        ['own', 'W', 'Kernel'],
        ['own', 'Out', 'Result'],
        ['own', 'Imge', 'Image'],
      ] as const) {
        it(`${wrong} is ${right}`, async () => {
          const document = await parse(bypass(coupling, wrong));
          const [first] = await actions(document, [ofCode(document, 'unresolved-name')[0]]);
          assert.deepEqual([applied(document, first), first.isPreferred], [bypass(coupling, right), true]);
        });
      }
    });
    it('swap a workload and an architecture', () =>
      check('unresolved-name', 'mapping m of Eyeriss on MB6', {
        'Swap `Eyeriss` and `MB6`': 'mapping m of MB6 on Eyeriss',
      }));
    it('never suggest what is being declared', async () => {
      await check('unresolved-name', 'const tiles = tile + 1', {
        'Declare constant `tile`': 'const tile = 1\nconst tiles = tile + 1',
      });
      const { document } = await onlyError('const rounds = round(foo / 2)');
      assert.match(String(ofCode(document, 'syntax')[0].message), /^There is no such function: /);
    });
    it('qualify layers', () => {
      const text = 'network a { q : gemm }\nnetwork b { q : gemm }\nmapping m of q on Eyeriss';
      return check('ambiguous-name', text, {
        'Change to `a.q`': text.replace('of q', 'of a.q'),
        'Change to `b.q`': text.replace('of q', 'of b.q'),
      });
    });
    it('remove imports', () =>
      check('import-without-effect', 'import "a.ffarch"\nimport "a.ffarch"\nconst n = 2', {
        'Remove this `import`': 'import "a.ffarch"\nconst n = 2',
      }));
  });

  describe('of couplings', () => {
    it('remove dimensions and strides', async () => {
      await check('repeated-dimension', 'coupling c { dims M, K, M }', { 'Remove `M`': 'coupling c { dims M, K }' });
      await check('unused-dimension', 'coupling c {\n  dims M, K, N\n  Out[M] += W[M] * In[N]\n}', {
        'Remove `K`': 'coupling c {\n  dims M, N\n  Out[M] += W[M] * In[N]\n}',
      });
      await check('unused-stride', 'coupling c {\n  dims M\n  strides S\n  Out[M] += W[M] * In[M]\n}', {
        'Remove `S`': 'coupling c {\n  dims M\n  Out[M] += W[M] * In[M]\n}',
      });
    });
    it('complete them', async () => {
      await check('coupling-incomplete', 'coupling c {\n  dims M, K\n}', {
        'Add `Out[M][K] += W[M][K] * In[K]`': 'coupling c {\n  dims M, K\n  Out[M][K] += W[M][K] * In[K]\n}',
      });
      await check('coupling-incomplete', 'coupling c', {
        'Add `dims M, K, N`, `Out[M][N] += W[M][K] * In[K][N]`':
          'coupling c {\n  dims M, K, N\n  Out[M][N] += W[M][K] * In[K][N]\n}',
      });
      await check('empty-axis', 'coupling c { dims M; Out[M][] += W[M] * In[M] }', {
        'Remove `[]`': 'coupling c { dims M; Out[M] += W[M] * In[M] }',
      });
    });
    it('name operands apart', () =>
      check('repeated-operand', 'coupling c { dims M; Out[M] += W[M] * W[M] }', {
        'Rename to `W_2`': 'coupling c { dims M; Out[M] += W[M] * W_2[M] }',
      }));
    it('make terms linear', async () => {
      await check('term-not-linear', 'coupling c { dims M, K; Out[M*K] += W[M] * In[K] }', {
        'Change `[M*K]` to `[M][K]`': 'coupling c { dims M, K; Out[M][K] += W[M] * In[K] }',
        'Change `M*K` to `M + K`': 'coupling c { dims M, K; Out[M + K] += W[M] * In[K] }',
      });
      await check('term-not-linear', 'coupling c { dims M, K; Out[M] += W[M] * In[M + K*M] }', {
        'Change `K*M` to `K + M`': 'coupling c { dims M, K; Out[M] += W[M] * In[M + K + M] }',
      });
      await check('term-not-linear', 'coupling c { dims M; Out[M*M] += W[M] * In[M] }', {
        'Change `M*M` to `M`': 'coupling c { dims M; Out[M] += W[M] * In[M] }',
      });
      await check('term-not-linear', 'coupling c { dims P, R; strides Pstride; Out[P] += W[R] * In[Pstride + R] }', {
        'Change `Pstride` to `Pstride*P`':
          'coupling c { dims P, R; strides Pstride; Out[P] += W[R] * In[Pstride*P + R] }',
      });
      await check('term-not-linear', 'coupling c {\n  dims M\n  strides K\n  Out[M] += W[K] * In[M][K]\n}', {
        'Make `K` a dimension': 'coupling c {\n  dims M, K\n  Out[M] += W[K] * In[M][K]\n}',
      });
      await check('term-not-linear', 'coupling c { dims M; strides K, S; Out[M] += W[K] * In[S*M + K] }', {
        'Make `K` a dimension': 'coupling c { dims M, K; strides S; Out[M] += W[K] * In[S*M + K] }',
      });
      await check('term-not-linear', 'coupling c { dims P, R; strides s, t; Out[P] += W[R] * In[s*t*P + R] }', {
        'Declare stride `s_t` for `s*t`': 'coupling c { dims P, R; strides s, t, s_t; Out[P] += W[R] * In[s_t*P + R] }',
      });
      await check('term-not-linear', 'coupling c { dims P, R; strides s, t; Out[P] += W[R] * In[s*2*t*P + R] }', {
        'Declare stride `s_t` for `s*t`':
          'coupling c { dims P, R; strides s, t, s_t; Out[P] += W[R] * In[2*s_t*P + R] }',
      });
      await check('term-not-linear', 'coupling c { dims P, R; strides Ps; Out[P] += W[R] * In[2*Ps + R] }', {
        'Change `2*Ps` to `2*Ps*P`': 'coupling c { dims P, R; strides Ps; Out[P] += W[R] * In[2*Ps*P + R] }',
      });
      await check('term-not-linear', 'coupling c { dims P, R; Out[P] += W[R] * In[P + R + 1] }', {
        'Remove `1`': 'coupling c { dims P, R; Out[P] += W[R] * In[P + R] }',
      });
      await check('term-not-linear', 'coupling c { dims M, K; Out[M] += W[M] * In[M + 2*K*M] }', {});
    });
    it('name another dimension, or leave it out', async () => {
      await check('dimension-twice-in-operand', 'coupling c { dims M, K; Out[M] += W[K] * In[M + K][K] }', {
        'Remove `[K]`': 'coupling c { dims M, K; Out[M] += W[K] * In[M + K] }',
        'Declare dimension `K_2`': 'coupling c { dims M, K, K_2; Out[M] += W[K] * In[M + K][K_2] }',
      });
      await check('dimension-twice-in-operand', 'coupling c { dims M, K; Out[M] += W[K] * In[K][K + M] }', {
        'Remove `K`': 'coupling c { dims M, K; Out[M] += W[K] * In[K][M] }',
        'Declare dimension `K_2`': 'coupling c { dims M, K, K_2; Out[M] += W[K] * In[K][K_2 + M] }',
      });
    });
    it('index operands as the others let them expect', async () => {
      await check('unindexed-operand', 'coupling c { dims M, K, N; Out += W[M][K] * In[K][N] }', {
        'Add `[M][N]`': 'coupling c { dims M, K, N; Out[M][N] += W[M][K] * In[K][N] }',
      });
      await check('unindexed-operand', 'coupling c { dims M, K, N; Out[M][N] += W[M][K] * In }', {
        'Add `[K][N]`': 'coupling c { dims M, K, N; Out[M][N] += W[M][K] * In[K][N] }',
      });
      await check('unindexed-operand', 'coupling dot { dims K; Out += W[K] * In[K] }', {});
    });
    it('multiply what stands after a number', () =>
      check('syntax', 'coupling c { dims P, R; Out[P] += W[R] * In[2P + R] }', {
        'Change `2P` to `2*P`': 'coupling c { dims P, R; Out[P] += W[R] * In[2*P + R] }',
      }));
    it('remove strides and numbers that change nothing', async () => {
      await check('stride-on-lone-term', 'coupling c { dims M; strides S; Out[S*M] += W[M] * In[M] }', {
        'Remove `S`': 'coupling c { dims M; strides S; Out[M] += W[M] * In[M] }',
      });
      await check('stride-on-lone-term', 'coupling c { dims M; strides S; Out[S*M*2] += W[M] * In[M] }', {
        'Remove `2*S`': 'coupling c { dims M; strides S; Out[M] += W[M] * In[M] }',
      });
    });
  });

  describe('of architectures', () => {
    it('add the coupling', async () => {
      await check('coupling-missing', 'architecture A {}', { 'Add `: gemm`': 'architecture A : gemm {}' });
      await check('coupling-missing', 'coupling c\nworkload W { }', { 'Add `: c`': 'coupling c\nworkload W : c { }' });
      await check('coupling-missing', 'coupling c\nworkload W { P: 2, R: 3 }', {
        'Add `: conv`': 'coupling c\nworkload W : conv { P: 2, R: 3 }',
      });
    });
    it('name a coupling of which a level speaks', () =>
      check('coupling-not-named', 'architecture A : gemm { fanout F[2] over conv.C }', {
        'Name `conv` in `A`': 'architecture A : gemm, conv { fanout F[2] over conv.C }',
      }));
    it('write a positional order for one coupling, or for each', () =>
      check(
        'order-without-coupling',
        'architecture A : conv, stridedConv {\n  memory B { order: M, _, _, _, _, _ }\n}',
        {
          'Write it for each coupling':
            'architecture A : conv, stridedConv {\n  memory B { order: conv: M, _, _, _, _, _\n  order: stridedConv: M, _, _, _, _, _ }\n}',
          'Write it for `conv`':
            'architecture A : conv, stridedConv {\n  memory B { order: conv: M, _, _, _, _, _ }\n}',
          'Write it for `stridedConv`':
            'architecture A : conv, stridedConv {\n  memory B { order: stridedConv: M, _, _, _, _, _ }\n}',
        },
      ));
    it('constrain a dimension where it is unrolled', () =>
      check('constraint-not-iterated', 'architecture A : conv, gemm { fanout F[2] over gemm.M { factors: M = 2 } }', {
        'Change to `gemm.M = 2`': 'architecture A : conv, gemm { fanout F[2] over gemm.M { factors: gemm.M = 2 } }',
        'Unroll `M` over `F`': 'architecture A : conv, gemm { fanout F[2] over gemm.M, M { factors: M = 2 } }',
        'Remove `M = 2`': 'architecture A : conv, gemm { fanout F[2] over gemm.M { } }',
      }));
    it('bound what cannot be unbounded', () =>
      check('unbounded', memory('  memory B { valueBits: unbounded }'), {
        'Change `unbounded` to `16`': memory('  memory B { valueBits: 16 }'),
      }));
    it('add what is needed, in the style of the level', async () => {
      await check('missing-property', 'architecture A : gemm {\n  memory D {\n    size: 2 // words\n  }\n}', {
        'Add `energy`, `bandwidth` to `D`':
          'architecture A : gemm {\n  memory D {\n    size: 2 // words\n    energy: 2 pJ\n    bandwidth: 8\n  }\n}',
      });
      await check('missing-property', 'architecture A : gemm { memory D { size: 2; energy: 3 pJ } }', {
        'Add `bandwidth` to `D`': 'architecture A : gemm { memory D { size: 2; energy: 3 pJ; bandwidth: 8 } }',
      });
      await check('missing-property', 'architecture A : gemm {\n  compute C\n}', {
        'Add `energy` to `C`': 'architecture A : gemm {\n  compute C {\n    energy: 0.2 pJ\n  }\n}',
      });
    });
    it('add bits', async () => {
      await check('missing-value-bits', memory('  memory B { size: 2 KiB; energy: 1 pJ; bandwidth: 2 }'), {
        'Add `valueBits` to `B`': memory('  memory B { size: 2 KiB; energy: 1 pJ; bandwidth: 2; valueBits: 16 }'),
      });
      await check('missing-word-bits', memory('  memory B { size: 2; energy: 1 pJ per wordline; bandwidth: 2 }'), {
        'Add `wordBits`, `valueBits` to `B`': memory(
          '  memory B { size: 2; energy: 1 pJ per wordline; bandwidth: 2; wordBits: 64; valueBits: 16 }',
        ),
      });
      await check(
        'word-smaller-than-value',
        memory('  memory B { energy: 1 pJ per wordline; wordBits: 8; valueBits: 16 }'),
        {
          'Raise `wordBits` to 16': memory('  memory B { energy: 1 pJ per wordline; wordBits: 16; valueBits: 16 }'),
        },
      );
      await check('misplaced-per-wordline', memory('  memory B { leakage: 1 pJ per wordline }'), {
        'Remove `per wordline`': memory('  memory B { leakage: 1 pJ }'),
      });
    });
    it('remove what is given twice', async () => {
      await check('repeated-property', memory('  memory B {\n    size: 2\n    size: 3 // words\n  }'), {
        'Remove this `size`': memory('  memory B {\n    size: 2\n    // words\n  }'),
      });
      await check('repeated-bypass', memory('  memory B { bypass: W, In, W }'), {
        'Remove `W`': memory('  memory B { bypass: W, In }'),
      });
      await check('repeated-coupling', 'architecture A : gemm, gemm {}', {
        'Remove `gemm`': 'architecture A : gemm {}',
      });
      await check('repeated-spatial-dimension', 'architecture A : gemm { fanout F[2] over M, M, K }', {
        'Remove `M`': 'architecture A : gemm { fanout F[2] over M, K }',
      });
      await check('repeated-in-order', memory('  memory B { order: M, K, M }'), {
        'Remove `M`': memory('  memory B { order: M, K }'),
      });
      await check('repeated-constraint', memory('  memory B { factors: M = 2, M <= 4 }'), {
        'Remove `M <= 4`': memory('  memory B { factors: M = 2 }'),
        'Remove `M = 2`': memory('  memory B { factors: M <= 4 }'),
      });
    });
    it('store operands', () =>
      check('operand-stored-nowhere', 'architecture A : gemm {\n  memory D {\n    bypass: W\n  }\n}', {
        'Remove `W`': 'architecture A : gemm {\n  memory D {\n  }\n}',
      }));
    it('put levels in order', async () => {
      await check(
        'first-level-not-memory',
        'architecture A : gemm {\n  fanout F[2] over M\n  memory D\n  compute C\n}',
        {
          'Move `D` to the front': 'architecture A : gemm {\n  memory D\n  fanout F[2] over M\n  compute C\n}',
        },
      );
      await check('compute-not-last', 'architecture A : gemm {\n  memory D\n  compute C\n  fanout F[2] over M\n}', {
        'Move `C` to the end': 'architecture A : gemm {\n  memory D\n  fanout F[2] over M\n  compute C\n}',
      });
      await check('compute-missing', 'architecture A : gemm {\n  memory D\n}', {
        'Add a compute level': 'architecture A : gemm {\n  memory D\n  compute MAC { energy: 0.2 pJ }\n}',
      });
    });
    it('begin them', () =>
      check('no-levels', 'architecture A : gemm {\n}', {
        'Add a memory and a compute level':
          'architecture A : gemm {\n  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }\n  compute MAC { energy: 0.2 pJ }\n}',
      }));
    it('remove levels', async () => {
      await check('repeated-compute', 'architecture A : gemm {\n  memory D\n  compute C\n  compute E\n}', {
        'Remove `E`': 'architecture A : gemm {\n  memory D\n  compute C\n}',
      });
      await check('bypasses-everything', memory('  memory B { bypass: In, W, Out }'), {
        'Remove `B`': memory('').replace('\n\n', '\n'),
      });
    });
    it('give both directions', async () => {
      await check('one-direction', memory('  memory B { energy: read 2 pJ }'), {
        'Add `write 2 pJ`': memory('  memory B { energy: read 2 pJ, write 2 pJ }'),
      });
      await check('one-direction', memory('  memory B { bandwidth: read 2, read 3, write 4 }'), {
        'Remove `read 3`': memory('  memory B { bandwidth: read 2, write 4 }'),
      });
      await check('one-direction', memory('  memory B { bandwidth: read 2, read 3 }'), {
        'Change `read 3` to `write`': memory('  memory B { bandwidth: read 2, write 3 }'),
      });
      await check('one-energy', 'architecture A : gemm { compute C { energy: read 2 pJ, write 3 pJ } }', {
        'Change to `2 pJ`': 'architecture A : gemm { compute C { energy: 2 pJ } }',
      });
    });
    it('change values to what is allowed', async () => {
      const level = (text: string) => memory(`  memory B { ${text} }`);
      await check('not-positive', level('size: -8'), { 'Change `-8` to 8': level('size: 8') });
      await check('not-positive', level('bandwidth: 0'), { 'Change `0` to 1': level('bandwidth: 1') });
      await check('not-an-integer', level('size: 8.5'), {
        'Change `8.5` to 9': level('size: 9'),
        'Change `8.5` to 8': level('size: 8'),
      });
      await check('unknown-unit', level('energy: 2 uJ'), { 'Change to `2000000 pJ`': level('energy: 2000000 pJ') });
      await check('unknown-unit', level('size: 16 K'), { 'Change to `16Ki`': level('size: 16Ki') });
      await check('unknown-unit', level('bandwidth: 2 pJ'), { 'Remove `pJ`': level('bandwidth: 2') });
      await check('unknown-word', level('multipleReuses: no'), {
        'Change `no` to `false`': level('multipleReuses: false'),
        'Change `no` to `true`': level('multipleReuses: true'),
      });
    });
    it('give values where they were begun', async () => {
      const level = (text: string) => memory(`  memory B {\n    ${text}\n  }`);
      await check('value-missing', level('energy:'), {
        'Write `energy: read 0.69 pJ, write 0.7 pJ`': level('energy: read 0.69 pJ, write 0.7 pJ'),
      });
      await check('value-missing', level('factors: M'), { 'Write `M = 1`': level('factors: M = 1') });
      await check('value-missing', 'const rows =', { 'Write `const rows = 1`': 'const rows = 1' });
      await check('value-missing', 'mapping m of MB6 on Eyeriss { DRAM: M, K 4; WRegister: M 16 }', {
        'Write `M 32`': 'mapping m of MB6 on Eyeriss { DRAM: M 32, K 4; WRegister: M 16 }',
      });
    });
    it('know what properties and sizes are called elsewhere', async () => {
      const level = (text: string) => memory(`  memory B { ${text} }`);
      await check('unknown-property', level('capacity: 2'), { 'Change `capacity` to `size`': level('size: 2') });
      await check('unknown-property', level('double_buffering: 2'), {
        'Change `double_buffering` to `buffering`': level('buffering: 2'),
      });
      await check('unknown-unit', level('size: 64k'), { 'Change to `64Ki`': level('size: 64Ki') });
      await check('unresolved-name', level('size: "64"'), {
        'Change `"64"` to `64`': level('size: 64'),
        'Declare constant `"64"`': `const "64" = 1\n\n${level('size: "64"')}`,
      });
      await check('unresolved-name', memory('').replace('unbounded', 'inf'), {
        'Change `inf` to `unbounded`': memory(''),
        'Declare constant `inf`': `const inf = 1\n\n${memory('').replace('unbounded', 'inf')}`,
      });
    });
    it('remove properties that are given already', () =>
      check('unknown-property', 'architecture A : gemm { memory D { energy: 2; energi: 3 } }', {
        'Remove `energi`': 'architecture A : gemm { memory D { energy: 2; } }',
      }));
    it('remove properties of other levels', () =>
      check('unknown-property', 'architecture A : gemm { fanout F[2] over M { size: 2; area: 3 } }', {
        'Remove `size`': 'architecture A : gemm { fanout F[2] over M { area: 3 } }',
      }));
    it('name levels apart', () =>
      check('repeated-level', 'architecture A : gemm { memory D; memory D }', {
        'Rename to `D_2`': 'architecture A : gemm { memory D; memory D_2 }',
      }));
    it('give fanouts a mesh', () =>
      check('mesh-missing', 'architecture A : gemm { fanout F over M }', {
        'Add a mesh of 16': 'architecture A : gemm { fanout F[16] over M }',
      }));
    it('change meshes', async () => {
      await check('fanout-forced', memory('  fanout F[4] over M { factors: M = 8 }'), {
        'Raise the mesh of `F` to 8': memory('  fanout F[8] over M { factors: M = 8 }'),
      });
      await check('mesh-never-filled', memory('  fanout F[4] over M { factors: M = 2 }'), {
        'Lower the mesh of `F` to 2': memory('  fanout F[2] over M { factors: M = 2 }'),
      });
    });
    it('make sharing full', () =>
      check('pe-to-pe-needs-full', 'architecture A : gemm { fanout F[2] over M { peToPe: true; reduction: none } }', {
        'Make `reduction` full': 'architecture A : gemm { fanout F[2] over M { peToPe: true; reduction: full } }',
        'Remove `peToPe`': 'architecture A : gemm { fanout F[2] over M { reduction: none } }',
      }));
    it('unroll what is constrained', () =>
      check('constraint-not-iterated', 'architecture A : gemm { fanout F[2] over M { factors: K = 2, M = 2 } }', {
        'Unroll `K` over `F`': 'architecture A : gemm { fanout F[2] over M, K { factors: K = 2, M = 2 } }',
        'Remove `K = 2`': 'architecture A : gemm { fanout F[2] over M { factors: M = 2 } }',
      }));
    it('leave the outermost level unbounded', () =>
      check('outermost-upper-bound', 'architecture A : gemm {\n  memory D {\n    factors: M <= 2\n  }\n}', {
        'Remove `M <= 2`': 'architecture A : gemm {\n  memory D {\n  }\n}',
        'Change `<=` to `=`': 'architecture A : gemm {\n  memory D {\n    factors: M = 2\n  }\n}',
      }));
    it('leave the outermost level what the others do not take', () =>
      check(
        'size-bounded',
        'architecture A : gemm {\n  memory D {\n    factors: M = 1\n  }\n  memory B { factors: M <= 1 }\n}',
        {
          'Remove `M = 1`': 'architecture A : gemm {\n  memory D {\n  }\n  memory B { factors: M <= 1 }\n}',
        },
      ));
    it('raise sizes', () =>
      check('capacity-forced', memory('  memory B { size: 4; energy: 1 pJ; bandwidth: 2; factors: M = 4 }'), {
        'Raise `size` of `B` to 9': memory('  memory B { size: 9; energy: 1 pJ; bandwidth: 2; factors: M = 4 }'),
      }));
    it('make orders as long as they must be', async () => {
      await check('order-length', memory('  memory B { order: N, _ }'), {
        'Add 1 more `_`': memory('  memory B { order: N, _, _ }'),
      });
      await check('order-length', memory('  memory B { order: N, _, _, _ }'), {
        'Remove the last 1': memory('  memory B { order: N, _, _ }'),
      });
      await check('order-length', memory('  memory B { order: _, N, _, M }'), {
        'Remove all `_`': memory('  memory B { order: N, M }'),
      });
    });
  });

  describe('of workloads', () => {
    it('add sizes', async () => {
      await check('missing-size', 'workload W : gemm { M: 2 }', {
        'Add `K`, `N`': 'workload W : gemm { M: 2, K: 1, N: 1 }',
      });
      await check('missing-size', 'workload W : gemm {\n  M: 2, // rows\n  K: 2\n}', {
        'Add `N`': 'workload W : gemm {\n  M: 2, // rows\n  K: 2\n  N: 1\n}',
      });
      await check('missing-size', 'network n {\n  a : gemm\n}', {
        'Add `M`, `K`, `N`': 'network n {\n  a : gemm {\n    M: 1, K: 1, N: 1\n  }\n}',
      });
    });
    it('remove sizes that are given twice', () =>
      check('repeated-size', 'workload W : gemm { M: 2, K: 2, N: 3, M: 4 }', {
        'Remove this `M`': 'workload W : gemm { M: 2, K: 2, N: 3, }',
      }));
  });

  describe('of mappings', () => {
    const tiny = (body: string, size = 64, mesh = 4, m = 8) => `architecture Tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Buffer { size: ${size}; energy: 2 pJ; bandwidth: 8; order: M, N, K; factors: M <= 2 }
  fanout PEs[${mesh}] over M, K
  memory Register { size: 8; energy: 1 pJ; bandwidth: 8; factors: K = 2 }
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: ${m}, K: 8, N: 8 }
mapping m of W on Tiny {
${body}
}
`;

    it('name what is mapped, and on what', async () => {
      await check('mapping-incomplete', 'mapping m on Eyeriss {}', {
        'Add `of MB6`': 'mapping m of MB6 on Eyeriss {}',
      });
      await check('mapping-incomplete', 'workload W : gemm { M: 1, K: 1, N: 1 }\nmapping m', {
        'Add `of W`, `on Eyeriss`': 'workload W : gemm { M: 1, K: 1, N: 1 }\nmapping m of W on Eyeriss',
      });
    });
    it('choose an architecture that fits, or make one fit', async () => {
      const own = (name: string, couplings: string) => `architecture ${name} : ${couplings} {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  compute MAC { energy: 1 pJ }
}
`;
      const image = 'workload W : conv { M: 2, P: 2, Q: 1, C: 1, R: 1, S: 1 }\n';
      const text = `${own('A', 'gemm')}${own('B', 'conv')}${image}mapping m of W on A { DRAM: M 2, P 2; MAC: }`;
      await check('incompatible-pair', text, {
        'Name `conv` in `A`': text.replace('A : gemm', 'A : gemm, conv'),
        'Change `A` to `B`': text.replace('on A', 'on B'),
      });
      const library = `${image}mapping m of W on Eyeriss`;
      await check('incompatible-pair', library, {
        'Change `Eyeriss` to `GemminiConv`': library.replace('Eyeriss', 'GemminiConv'),
        'Change `Eyeriss` to `EyerissConv`': library.replace('Eyeriss', 'EyerissConv'),
        'Change `Eyeriss` to `SimbaConv`': library.replace('Eyeriss', 'SimbaConv'),
      });
    });
    it('make products right', async () => {
      await check('mapping-product', tiny('  DRAM: N 8, K 4\n  PEs: M 2\n  Register: K 2'), {
        'Write `DRAM: M 4`': tiny('  DRAM: N 8, K 4, M 4\n  PEs: M 2\n  Register: K 2'),
      });
      await check('mapping-product', tiny('  PEs: M 2\n  Register: K 2, N 8'), {
        'Write `DRAM: M 4`': tiny('  DRAM: M 4\n  PEs: M 2\n  Register: K 2, N 8'),
      });
      await check('mapping-product', tiny('  DRAM: M 3, N 8, K 4\n  Register: K 2'), {
        'Write `DRAM: M 8`': tiny('  DRAM: M 8, N 8, K 4\n  Register: K 2'),
      });
      await check('mapping-product', tiny('  DRAM: M 3, N 8, K 4\n  Register: K 2, M 3'), {
        'Write `DRAM: M 4` and `Register: M 2`': tiny('  DRAM: M 4, N 8, K 4\n  Register: K 2, M 2'),
        'Pad `M` of `W` to 9': tiny('  DRAM: M 3, N 8, K 4\n  Register: K 2, M 3', 64, 4, 9),
      });
      await check('mapping-product', tiny('  DRAM: M 4, N 8, K 4\n  PEs: M 3\n  Register: K 2'), {
        'Write `DRAM: M 3`': tiny('  DRAM: M 3, N 8, K 4\n  PEs: M 3\n  Register: K 2'),
        'Pad `M` of `W` to 12': tiny('  DRAM: M 4, N 8, K 4\n  PEs: M 3\n  Register: K 2', 64, 4, 12),
      });
    });
    it('take out loops that are too many', () => {
      const text = tiny('  DRAM: M 7, N 8, K 4\n  Register: K 2, M 3', 64, 4, 7);
      return check('mapping-product', text, {
        'Remove `M` from `Register`': text.replace(', M 3', ''),
        'Pad `M` of `W` to 21': text.replace('{ M: 7,', '{ M: 21,'),
      });
    });
    it('make tiles fit', () =>
      check('mapping-capacity', tiny('  DRAM: M 4\n  Buffer: N 8, K 4\n  PEs: M 2\n  Register: K 2'), {
        'Lower `K 4` to 2, move 2 from `Buffer` to `DRAM`': tiny(
          '  DRAM: M 4, K 2\n  Buffer: N 8, K 2\n  PEs: M 2\n  Register: K 2',
        ),
        'Lower `N 8` to 4, move 2 from `Buffer` to `DRAM`': tiny(
          '  DRAM: M 4, N 2\n  Buffer: N 4, K 4\n  PEs: M 2\n  Register: K 2',
        ),
        'Raise `size` of `Buffer` to 96': tiny('  DRAM: M 4\n  Buffer: N 8, K 4\n  PEs: M 2\n  Register: K 2', 96),
      }));
    it('make meshes suffice', () =>
      check('mapping-mesh', tiny('  DRAM: N 8, M 4\n  PEs: M 2, K 4\n  Register: K 2'), {
        'Move `M 2` from `PEs` to `DRAM`': tiny('  DRAM: N 8, M 8\n  PEs: K 4\n  Register: K 2'),
        'Lower `K 4` to 2, move 2 from `PEs` to `DRAM`': tiny(
          '  DRAM: N 8, M 4, K 2\n  PEs: M 2, K 2\n  Register: K 2',
        ),
        'Raise the mesh of `PEs` to 8': tiny('  DRAM: N 8, M 4\n  PEs: M 2, K 4\n  Register: K 2', 64, 8),
      }));
    it('make meshes suffice with loops that stay ragged', async () => {
      await check('mapping-mesh', tiny('  DRAM: N 8, K 4, M 2\n  PEs: M 5\n  Register: K 2', 64, 4, 7), {
        'Lower `M 5` on `PEs` to 4': tiny('  DRAM: N 8, K 4, M 2\n  PEs: M 4\n  Register: K 2', 64, 4, 7),
        'Raise the mesh of `PEs` to 5': tiny('  DRAM: N 8, K 4, M 2\n  PEs: M 5\n  Register: K 2', 64, 5, 7),
      });
      await check('mapping-mesh', tiny('  DRAM: N 8, K 4, M 2\n  PEs: M 7\n  Register: K 2', 64, 4, 13), {
        'Lower `M 7` on `PEs` to 4, write `DRAM: M 4`': tiny(
          '  DRAM: N 8, K 4, M 4\n  PEs: M 4\n  Register: K 2',
          64,
          4,
          13,
        ),
        'Raise the mesh of `PEs` to 7': tiny('  DRAM: N 8, K 4, M 2\n  PEs: M 7\n  Register: K 2', 64, 7, 13),
      });
    });
    it('move loops that are not unrolled', () =>
      check('mapping-dimension', tiny('  DRAM: M 8, K 4\n  PEs: N 8\n  Register: K 2'), {
        'Move `N 8` from `PEs` to `DRAM`': tiny('  DRAM: M 8, K 4, N 8\n  Register: K 2'),
      }));
    it('keep to constraints', async () => {
      await check('mapping-factor', tiny('  DRAM: M 2, K 4, N 8\n  Buffer: M 4\n  Register: K 2'), {
        'Write `Buffer: M 2` and `DRAM: M 4`': tiny('  DRAM: M 4, K 4, N 8\n  Buffer: M 2\n  Register: K 2'),
      });
      await check('mapping-factor', tiny('  DRAM: M 8, K 8, N 8'), {
        'Write `Register: K 2` and `DRAM: K 4`': tiny('  DRAM: M 8, K 4, N 8\n  Register: K 2'),
      });
    });
    it('put loops in order', () =>
      check('mapping-order', tiny('  DRAM: M 4, N 2\n  Buffer: K 2, N 4, M 2\n  PEs: K 2\n  Register: K 2'), {
        'Reorder the loops to M, N, K': tiny('  DRAM: M 4, N 2\n  Buffer: M 2, N 4, K 2\n  PEs: K 2\n  Register: K 2'),
      }));
    it('put loops together', async () => {
      await check('repeated-loop', tiny('  DRAM: M 2, K 4, N 8, M 2, M 2\n  Register: K 2'), {
        'Multiply them into `M 8`': tiny('  DRAM: M 8, K 4, N 8\n  Register: K 2'),
      });
      await check('repeated-level-loops', tiny('  DRAM: M 4\n  Register: K 2\n  DRAM: M 2, K 4, N 8'), {
        'Put all loops of `DRAM` in one list': tiny('  DRAM: M 8, K 4, N 8\n  Register: K 2'),
      });
      await check('repeated-loop', tiny('  DRAM: M 2, K 4, M 4, N 8\n  Register: K 2'), {
        'Multiply them into `M 8`': tiny('  DRAM: M 8, K 4, N 8\n  Register: K 2'),
      });
      await check('repeated-level-loops', tiny('  DRAM: M 8\n  Register: K 2\n  DRAM: K 4, N 8'), {
        'Put all loops of `DRAM` in one list': tiny('  DRAM: M 8, K 4, N 8\n  Register: K 2'),
      });
    });
    it('pad workloads', () =>
      check('constraint-indivisible', tiny('  DRAM: M 8', 64, 4, 8).replace('K: 8', 'K: 7'), {
        'Pad `K` of `W` to 8': tiny('  DRAM: M 8'),
      }));
    it('leave the library as it is', async () => {
      const document = await parse('mapping m of MB6 on Eyeriss { DRAM: M 1024 }');
      const [diagnostic] = ofCode(document, 'mapping-product');
      const titles = (await actions(document, [diagnostic])).map(({ title }) => title);
      assert.equal(
        titles.some((title) => title.startsWith('Pad')),
        false,
      );
    });
  });
});

describe('quick fixes of the samples', () => {
  const samples = join(dirname(fileURLToPath(import.meta.url)), '../../diagnostics/samples');

  /** What hides others: a name that is found, or a line that is read, has errors of its own to tell of. */
  const HIDES =
    /^ffarch\/(unresolved-name|coupling-missing|mapping-incomplete|syntax|coupling-incomplete|incompatible-pair)$/;

  const errors = ({ diagnostics }: LangiumDocument, code: Diagnostic['code']) =>
    diagnostics!.filter((one) => one.code === code && one.severity === 1).length;

  for (const name of readdirSync(samples)) {
    it(`remedy what they are offered for in ${name}, and break nothing else`, async () => {
      const document = await parse(withoutExpectations(readFileSync(join(samples, name), 'utf8')));
      for (const diagnostic of document.diagnostics ?? []) {
        for (const fix of (await actions(document, [diagnostic])).filter(({ kind }) => kind === 'quickfix')) {
          const what = `line ${diagnostic.range.start.line + 1}: ${fix.title}`;
          const fixed = await parse(applied(document, fix));
          const same = ({ code, message }: Diagnostic) => code === diagnostic.code && message === diagnostic.message;
          const count = ({ diagnostics }: LangiumDocument) => diagnostics!.filter(same).length;
          assert.ok(count(fixed) < count(document), `${what} leaves: ${diagnostic.message}`);
          for (const { code, message } of fixed.diagnostics!) {
            const isNew = errors(fixed, code) > errors(document, code);
            const wasHidden = HIDES.test(String(diagnostic.code)) && code !== 'ffarch/syntax';
            assert.ok(!isNew || wasHidden, `${what} brings: ${message}`);
          }
        }
      }
    });
  }
});

describe('refactorings', () => {
  /** Between `«»` is selected; the only refactoring of the kind leads to the text expected. */
  const refactors = async (kind: string, text: string, expected: Readonly<Record<string, string>>) => {
    const document = await parse(text.replace(/[«»]/g, ''));
    const start = text.indexOf('«');
    const range = {
      start: document.textDocument.positionAt(start),
      end: document.textDocument.positionAt(text.indexOf('»') - 1),
    };
    const found = (await actions(document, [], range)).filter((action) => action.kind === kind);
    assert.deepEqual(Object.fromEntries(found.map((fix) => [fix.title, applied(document, fix)])), expected);
  };

  it('extract a number', () =>
    refactors(
      'refactor.extract',
      'const a = 1\n\n// Wide.\narchitecture A : gemm { memory DRAM { size: «»16Ki * 8 } }',
      {
        'Extract constant `dramSize`':
          'const a = 1\n\nconst dramSize = 16Ki\n\n// Wide.\narchitecture A : gemm { memory DRAM { size: dramSize * 8 } }',
      },
    ));
  it('extract the expression that is selected', () =>
    refactors('refactor.extract', 'workload W : gemm { M: «2 * 3», K: 2 }', {
      'Extract constant `m`': 'const m = 2 * 3\n\nworkload W : gemm { M: m, K: 2 }',
    }));
  it('choose a name that is free', () =>
    refactors('refactor.extract', 'const m = 1\nworkload W : gemm { M: «»2 }', {
      'Extract constant `m_2`': 'const m = 1\nconst m_2 = 2\nworkload W : gemm { M: m_2 }',
    }));
  it('extract no constants from constants that are numbers', () => refactors('refactor.extract', 'const n = «»2', {}));

  it('extract what is selected, not what is around it', async () => {
    await refactors('refactor.extract', 'workload W : gemm { M: 1 * «2 + 3» }', {});
    await refactors('refactor.extract', 'workload W : gemm { M:« 2 * 3 » }', {
      'Extract constant `m`': 'const m = 2 * 3\n\nworkload W : gemm { M: m  }',
    });
  });

  it('inline a constant', async () => {
    const text = 'const rows = 2 + 3\nworkload W : gemm { M: 4 * rows, K: (rows), N: «»rows }';
    await refactors('refactor.inline', text, {
      'Inline this use of `rows`': 'const rows = 2 + 3\nworkload W : gemm { M: 4 * rows, K: (rows), N: 2 + 3 }',
      'Inline constant `rows`': 'workload W : gemm { M: 4 * (2 + 3), K: (2 + 3), N: 2 + 3 }',
    });
    await refactors('refactor.inline', 'const «»rows = 2\nworkload W : gemm { M: 2 ** rows }', {
      'Inline constant `rows`': 'workload W : gemm { M: 2 ** 2 }',
    });
    await refactors('refactor.inline', 'const «»rows = 2', {});
  });
  it('inline a constant in all files', async () => {
    const document = await parse('const base = 3\nconst mine = 2 * base');
    const name = document.uri.path.split('/').at(-1);
    const user = await parse(`import "${name}"\nconst base = 5\nworkload W : gemm { M: mine + 1 }`);
    const [fix] = (await actions(document, [], at(document, 'mine'))).filter(({ kind }) => kind === 'refactor.inline');
    const changed = Object.entries(fix.edit!.changes!).map(([uri, edits]) => {
      const { textDocument } = uri === user.uri.toString() ? user : document;
      return TextDocument.applyEdits(TextDocument.create('', '', 0, textDocument.getText()), edits);
    });
    assert.deepEqual(changed, [`import "${name}"\nconst base = 5\nworkload W : gemm { M: 6 + 1 }`, 'const base = 3\n']);
  });

  const energy = (text: string) => `architecture A : gemm { memory D { ${text} } }`;
  it('convert energies to wordlines', () =>
    refactors('refactor.rewrite', energy('wordBits: 64; valueBits: 16; «»energy: 1.97'), {
      'Convert energy to per wordline': energy('wordBits: 64; valueBits: 16; energy: 7.88 pJ per wordline'),
      'Split energy into read and write': energy('wordBits: 64; valueBits: 16; energy: read 1.97, write 1.97'),
    }));
  it('convert both directions', () =>
    refactors('refactor.rewrite', energy('wordBits: 64; valueBits: 16; «»energy: read 1 pJ, write 2 fJ'), {
      'Convert energy to per wordline': energy(
        'wordBits: 64; valueBits: 16; energy: read 4 pJ, write 8 fJ per wordline',
      ),
    }));
  it('add the bits of wordlines', () =>
    refactors('refactor.rewrite', energy('«»energy: 2 pJ'), {
      'Convert energy to per wordline, with `wordBits: 64`, `valueBits: 16`': energy(
        'energy: 8 pJ per wordline; wordBits: 64; valueBits: 16',
      ),
      'Split energy into read and write': energy('energy: read 2 pJ, write 2 pJ'),
    }));
  it('convert energies of wordlines back', () =>
    refactors('refactor.rewrite', energy('wordBits: 64; valueBits: 16; «»energy: read 7 pJ, write 8 pJ per wordline'), {
      'Convert energy to per word': energy('wordBits: 64; valueBits: 16; energy: read 1.75 pJ, write 2 pJ'),
    }));
  it('split and join directions', async () => {
    await refactors('refactor.rewrite', energy('«»bandwidth: 8'), {
      'Split bandwidth into read and write': energy('bandwidth: read 4, write 4'),
    });
    await refactors('refactor.rewrite', energy('bandwidth: «»8 + 4'), {
      'Split bandwidth into read and write': energy('bandwidth: read (8 + 4) / 2, write (8 + 4) / 2'),
    });
    const found = await parse(energy('energy: read 2 pJ, write 2 pJ'));
    const titles = (await actions(found, [], at(found, 'read'))).map(({ title }) => title);
    assert.ok(titles.includes('Join read and write energy'), titles.join());
  });
  it('convert sizes', async () => {
    const sized = (size: string) => `architecture A : gemm {
  memory D { size: ${size}; energy: 1 pJ; bandwidth: 2; valueBits: 8 }
  compute C { energy: 1 pJ }
}`;
    await refactors('refactor.rewrite', sized('«»256Ki * 2'), { 'Convert size to 512 KiB': sized('512 KiB') });
    await refactors('refactor.rewrite', sized('«»24 KiB'), { 'Convert size to 24Ki words': sized('24Ki') });
  });
});

/** The range of a word in a document. */
function at({ textDocument }: LangiumDocument, word: string) {
  const start = textDocument.getText().indexOf(word);
  return { start: textDocument.positionAt(start), end: textDocument.positionAt(start) };
}
