import assert from 'node:assert/strict';
import type { FfarchSemanticTokenProvider } from '../../../../language/editor/semantic-tokens/semantic-token-provider.js';
import { language, parse } from '../../language.js';

const provider = language.Ffarch.lsp.SemanticTokenProvider as FfarchSemanticTokenProvider;
const types = Object.keys(provider.tokenTypes);
const modifiers = Object.entries(provider.tokenModifiers);

async function tokens(text: string): Promise<string[]> {
  const document = await parse(text);
  const { data } = await provider.semanticHighlight(document, { textDocument: { uri: '' } });
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [lines, characters, length, type, bits] = data.slice(i, i + 5);
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const set = modifiers.filter(([, bit]) => bits & bit).map(([name]) => name);
    found.push([document.textDocument.getText(range), types[type], ...set].join(' '));
  }
  return found;
}

const check = async (text: string, expected: readonly string[]) => assert.deepEqual(await tokens(text), expected);

describe('semantic tokens', () => {
  it('of constants', () =>
    check('const n = 2\nconst m = 3 * n + -1', [
      ...['n variable declaration readonly', 'm variable declaration readonly'],
      ...['* operator', 'n variable readonly', '+ operator', '- operator'],
    ]));
  it('of couplings', () =>
    check('coupling c { dims P, R; strides S; Out[P] += W[R] * In[S*P + R] }', [
      ...[
        'c type declaration',
        'P parameter declaration',
        'R parameter declaration',
        'S parameter declaration readonly',
      ],
      ...[
        'Out variable declaration',
        'P parameter',
        '+= operator',
        'W variable declaration',
        'R parameter',
        '* operator',
      ],
      ...['In variable declaration', 'S parameter readonly', '* operator', 'P parameter', '+ operator', 'R parameter'],
    ]));
  it('of architectures', () =>
    check(
      `coupling mm { dims M; Out[M] += W[M] * In[M] }
architecture A : mm, gemm {
  memory D { size: unbounded; energy: read 2 pJ; bypass: W; order: M, _; factors: M <= 2 }
  fanout F[4] over M { multicast: none }
}`,
      [
        ...['mm type declaration', 'M parameter declaration', 'Out variable declaration', 'M parameter', '+= operator'],
        ...['W variable declaration', 'M parameter', '* operator', 'In variable declaration', 'M parameter'],
        ...['A class declaration', 'mm type', 'gemm type defaultLibrary'],
        ...['D function declaration', 'size property', 'unbounded enumMember', 'energy property'],
        ...['bypass property', 'W variable', 'order property', 'M parameter', '_ enumMember'],
        ...['factors property', 'M parameter', '<= operator'],
        ...['F function declaration', 'M parameter', 'multicast property', 'none enumMember'],
      ],
    ));
  it('of workloads, networks and mappings', () =>
    check(
      'workload W : gemm { M: 2 }\nnetwork n { "L 1" : gemm; ResNet18.L1 x 2; W }\nmapping m of n."L 1" on Eyeriss { SACols: M 2 }',
      [
        ...['W interface declaration', 'gemm type defaultLibrary', 'M parameter defaultLibrary'],
        ...['n namespace declaration', '"L 1" interface declaration', 'gemm type defaultLibrary'],
        ...['ResNet18 namespace defaultLibrary', 'L1 interface defaultLibrary', 'W interface'],
        ...['m function declaration', 'n namespace', '"L 1" interface', 'Eyeriss class defaultLibrary'],
        ...['SACols function defaultLibrary', 'M parameter defaultLibrary'],
      ],
    ));
  it('of operands that mappings decide on', () =>
    check(
      'architecture A : gemm { memory D { bits: W 8; mayBypass: In; factors: M = all; windows: any } }\nmapping m of MB6 on A { D bypass In, W: M 2 }',
      [
        ...['A class declaration', 'gemm type defaultLibrary', 'D function declaration'],
        ...['bits property', 'W variable defaultLibrary', 'mayBypass property', 'In variable defaultLibrary'],
        ...['factors property', 'M parameter defaultLibrary', '= operator', 'all enumMember'],
        ...['windows property', 'any enumMember'],
        ...['m function declaration', 'MB6 interface defaultLibrary', 'A class', 'D function'],
        ...['In variable defaultLibrary', 'W variable defaultLibrary', 'M parameter defaultLibrary'],
      ],
    ));
  it('of names that are keywords elsewhere', () =>
    check('const size = 2\nconst full = size', [
      ...['size variable declaration readonly', 'full variable declaration readonly', 'size variable readonly'],
    ]));
  it('leave out what is unknown', () =>
    check('mapping m of Nothing on Nowhere { Nobody: M', ['m function declaration']));
});
