// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are snippets of LSP
import assert from 'node:assert/strict';
import { CompletionTriggerKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem } from 'vscode-languageserver-types';
import { parseDocument, startLanguage } from '../../../../language/language.js';
import { language, parse } from '../../language.js';
import { found } from './found.js';

const HEAD = `
coupling mm { dims M, K, N; Out[M][N] += W[M][K] * In[K][N] }
architecture Tiny : mm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Buffer { size: 64; energy: 2 pJ; bandwidth: 8; factors: K <= 4 }
  fanout PEs[4] over M, K
  memory Register { size: 8; energy: 1 pJ; bandwidth: 8; factors: N = 1 }
  compute MAC { energy: 1 pJ }
}
workload job : mm { M: 16, K: 8, N: 12 }
network net { first : mm { M: 2, K: 2, N: 2 }; "L3+" : mm { M: 4, K: 4, N: 4 } }
const rows = 12
`;

const HEADLESS = '';

async function items(text: string, head = HEAD): Promise<CompletionItem[]> {
  const offset = head.length + text.indexOf('|');
  const document = await parse(head + text.replace('|', ''));
  const list = await language.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
    textDocument: { uri: document.uri.toString() },
    position: document.textDocument.positionAt(offset),
  });
  return [...list!.items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
}

/** The labels of what is offered at `|`, best first, without functions; those of the library are left out, which has many. */
async function check(text: string, expected: readonly string[], head = HEAD): Promise<void> {
  const own = (await items(text, head))
    .filter(({ label }) => !label.endsWith(')'))
    .filter(({ sortText }) => !/^0[258]/.test(sortText!) || head === HEADLESS);
  assert.deepEqual(
    own.map(({ label }) => label),
    expected,
  );
}

/** The text after something was chosen at `|`. */
async function choose(text: string, label: string, expected: string): Promise<void> {
  const item = (await items(text)).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not offered`);
  const document = TextDocument.create('', '', 0, HEAD + text.replace('|', ''));
  assert.equal(TextDocument.applyEdits(document, [item.textEdit as never]).slice(HEAD.length), expected);
}

describe('completion', () => {
  describe('of declarations', () => {
    const all = ['import', 'const', 'coupling', 'architecture', 'workload', 'network', 'mapping'];
    it('begins one', () => check('|', all));
    it('maps what the library has where there is nothing else', async () => {
      const mapping = (await items('|', '')).find(({ label }) => label === 'mapping');
      assert.match(mapping!.textEdit!.newText, /^mapping \$\{1:name\} of \$\{2\|MB1,/);
    });
    it('begins one in an empty file', () => check('|', all, HEADLESS));
    it('goes on with a word', () => check('arch|', all));
    it('begins one after a block that is never closed', () =>
      check('workload W : mm { M: 2\n\nmapp|', ['K, N', 'K', 'N', ...all]));
    it('fills in whole ones', () =>
      choose(
        'map|',
        'mapping',
        'mapping ${1:name} of ${2|job,net.first,net."L3+"|} on ${3|Tiny,Gemmini,Eyeriss,Simba,TPUv1,GemminiConv,EyerissConv,SimbaConv,TPUv1Conv,GemminiNet,EyerissNet,SimbaNet|} {\n  $0\n}',
      ));
    it('exchanges the keyword alone', () => choose('work| W : mm', 'architecture', 'architecture W : mm'));
    it('exchanges it for no other that cannot go on so', async () => {
      const others = ['coupling', 'architecture', 'workload', 'network', 'mapping'];
      await check('work| W : mm', ['architecture', 'workload']);
      await check('cons| W', others);
      await check('cons| W = 3', ['const']);
      await check('mapp| m of job', ['mapping']);
      await check('imp| "file"', ['import', ...others]);
    });
    it('begins one below a value that is missing', async () =>
      assert.deepEqual((await items('const n =\nco|')).map(({ label }) => label).slice(0, 4), [
        ...['rows', 'import', 'const', 'coupling'],
      ]));
    it('offers nothing in comments', async () => {
      await check('// a|', []);
      await check('/* a| */', []);
      await check('/* a|', []);
    });
  });

  describe('of expressions', () => {
    it('names constants, not the one itself', () => check('const columns = |', ['rows']));
    it('names constants after operators', () => check('const columns = 2 * (r|', ['rows']));
    it('knows the suffixes of numbers', () => check('const columns = 16|', ['16Ki', '16Mi', '16Gi']));
    it('names functions, also among the arguments of one', async () => {
      const functions = async (text: string) =>
        (await items(text)).flatMap(({ label }) => (label.endsWith(')') ? [label] : []));
      const all = ['ceil(x)', 'floor(x)', 'min(x, y)', 'max(x, y)'];
      assert.deepEqual(await functions('const columns = 2 * |'), all);
      assert.deepEqual(await functions('const columns = min(7, |'), all);
      assert.deepEqual(await functions('workload W : gemm { M: max(7, |'), all);
      await choose('const columns = 7 % fl|', 'floor(x)', 'const columns = 7 % floor(${1:x})');
    });
    it('waits for an operator', () => check('const columns = 2 |', []));
  });

  describe('of couplings', () => {
    it('names the lines', () => check('coupling c {\n  |\n}', ['dims', 'strides', 'Out += W * In']));
    it('names the lines that are not there', () =>
      check('coupling c {\n  dims M, K\n  |\n  Out[M] += W[M][K] * In[K]\n}', ['strides']));
    it('makes a computation of the dimensions', () =>
      choose(
        'coupling c {\n  dims H, L\n  |\n}',
        'Out += W * In',
        'coupling c {\n  dims H, L\n  ${1:Out}[H][L] += ${2:W}[H][K] * ${3:In}[K][L]\n}',
      ));
    const conv = 'coupling c {\n  dims M, P, R\n  strides S\n  ';
    it('names indices', () => check(`${conv}Out[|`, ['M', 'P', 'R', 'S']));
    it('leaves out what the operand has', () => check(`${conv}Out[M][|]`, ['P', 'R', 'S']));
    it('begins again with each operand', () => check(`${conv}Out[M][P] += W[M][|`, ['P', 'R', 'S']));
    it('goes on with a sum', () => check(`${conv}Out[M][P] += W[M][R] * In[S*P + |]`, ['M', 'R', 'S']));
    it('goes on with a product', () => check(`${conv}Out[M][S*|]`, ['P', 'R']));
    it('leaves names to the user', () => check(`${conv}Out|\n}`, ['Out += W * In']));
    it('names usual dimensions', () => check('coupling c {\n  dims |', ['M, K, N', 'M, P, Q, C, R, S']));
    it('goes on with the factors', async () => {
      await choose(`${conv}Out[M][P] += |`, 'W[…]', `${conv}Out[M][P] += \${1:W}[\${2:M}][\${3:P}]`);
      await choose(`${conv}Out[M] += W[M][P] * |`, 'In[…]', `${conv}Out[M] += W[M][P] * \${1:In}[\${2:P}][\${3:R}]`);
    });
    it('keeps their lines in order', async () => {
      await check('coupling c {\n  |\n  Out[M] += W[M] * In[M]\n}', ['dims', 'strides']);
      await check('coupling c {\n  Out[M] += W[M] * In[M]\n  |\n}', []);
    });
    it('exchanges the keyword of a line alone', () =>
      choose('coupling c {\n  di| M, K\n}', 'dims', 'coupling c {\n  dims M, K\n}'));
  });

  describe('of architectures', () => {
    it('names levels as no other is named', async () => {
      const body = 'architecture A : mm {\n  memory Buffer {}\n  fanout PEs[2] over M\n  ';
      await choose(`${body}f|\n}`, 'fanout', `${body}fanout \${1:Columns}[\${2:16}] over \${3|M,K,N|}\n}`);
      const memory = (await items(`${body}m|\n}`)).find(({ label }) => label === 'memory');
      assert.match(memory!.textEdit!.newText, /^memory \$\{1:Register\} /);
    });
    it('names couplings', () => check('architecture A : |', ['mm']));
    it('names couplings with their colon', () => check('architecture A |', [': mm']));
    it('quotes the names of couplings', () =>
      choose('architecture A |\ncoupling "my own" {}', ': my own', 'architecture A : "my own"\ncoupling "my own" {}'));
    it('names other couplings', () => check('architecture A : mm, |', []));
    it('begins with a memory', () =>
      check('architecture A : mm {\n  |\n}', ['memory', 'compute', 'energy', 'technology', 'clock', 'area']));
    it('goes on with any level', () =>
      check('architecture A : mm {\n  memory D {}\n  |\n}', [
        'memory',
        'fanout',
        'link',
        'compute',
        'energy',
        'technology',
        'clock',
        'area',
      ]));
    it('has one compute level', () =>
      check('architecture A : mm {\n  memory D {}\n  f|\n  compute MAC {}\n}', [
        'memory',
        'fanout',
        'link',
        'energy',
        'technology',
        'clock',
        'area',
      ]));
    it('begins a level after one that is never closed', async () => {
      const labels = (await items('architecture A : mm {\n  memory D {\n    size: 2\n  fa|\n  compute MAC {}\n}')).map(
        ({ label }) => label,
      );
      assert.deepEqual(labels.slice(-7), ['memory', 'fanout', 'link', 'energy', 'technology', 'clock', 'area']);
    });
    it('names the units of a clock', () =>
      check('architecture A : mm {\n  clock: 1 |\n}', ['Hz', 'kHz', 'MHz', 'GHz']));
    it('names units per second only where there is a clock, and units of data only where bits are known', async () => {
      const level = (clock: string, property: string) => `architecture A : mm {\n  ${clock}memory D { ${property} }\n}`;
      await check(level('', 'leakage: 1 |'), ['pJ', 'fJ', 'nJ']);
      await check(level('clock: 1 GHz\n  ', 'leakage: 1 |'), ['pJ', 'fJ', 'nJ', 'mW', 'nW', 'uW', 'W']);
      await check(level('clock: 1 GHz\n  ', 'bandwidth: 1 |'), []);
      await check(level('', 'valueBits: 8; bandwidth: 1 |'), ['b', 'B']);
      await check(level('clock: 1 GHz\n  ', 'valueBits: 8; bandwidth: 1 |'), [
        ...['b', 'B', 'GB/s', 'MB/s', 'TB/s', 'MiB/s', 'GiB/s', 'Mb/s', 'Gb/s'],
      ]);
      await check(level('', 'valueBits: 8; energy: 1 |'), [
        ...['pJ', 'fJ', 'nJ', 'pJ/bit', 'fJ/bit', 'nJ/bit', 'per wordline'],
      ]);
    });
    it('fills in a whole level', () =>
      choose(
        'architecture A : mm {\n  memory D {}\n  f|\n}',
        'fanout',
        'architecture A : mm {\n  memory D {}\n  fanout ${1:PEs}[${2:16}] over ${3|M,K,N|}\n}',
      ));
    const level = 'architecture A : mm {\n  memory D {}\n  ';
    it('exchanges a level with a mesh for none without', () =>
      check('architecture A : mm {\n  memory D {}\n  fan| PEs[4] over M\n}', ['fanout', 'compute']));
    it('is not upset by a list that is not complete', () =>
      check(`${level}fanout PEs[4] over M, |\n  fanout Others[4] over K`, ['K', 'N']));
    it('names constants for a mesh', () => check(`${level}fanout PEs[|] over M`, ['rows']));
    it('unrolls', () => check(`${level}fanout PEs[4] |`, ['over']));
    it('names what a special case is of, and its dimensions there', async () => {
      await check('coupling c as |', ['mm']);
      await check('coupling c as mm { A: |', ['M', 'K', 'N']);
      await check('coupling c as mm { A: K, B: | }', ['M', 'N']);
    });
    describe('for several couplings', () => {
      const couplings = 'coupling dw { dims C, P; Out[C][P] += W[C] * In[C][P] }\n';
      const several = `${couplings}architecture A : mm, dw {\n  memory D {}\n  `;
      it('names dimensions with the couplings that have them, and couplings', async () => {
        const found = await items(`${several}fanout PEs[4] over |\n}`);
        assert.deepEqual(
          found.map(({ label, detail }) => `${label}: ${detail}`),
          [
            'M: mm',
            'K: mm',
            'N: mm',
            'C: dw',
            'P: dw',
            'mm.: a dimension of this coupling alone',
            'dw.: a dimension of this coupling alone',
          ],
        );
      });
      it('names those of one coupling after a dot', async () => {
        await check(`${several}fanout PEs[4] over M, dw.|\n}`, ['C', 'P']);
        await check(`${several}memory B { factors: dw.| }\n}`, ['C', 'P']);
        await check(`${several}memory B { order: M, dw.| }\n}`, ['C', 'P']);
      });
      it('compares those of one coupling', () => check(`${several}memory B { factors: dw.C | }\n}`, ['=', '<=', '>=']));
      it('orders those of one coupling', () => check(`${several}memory B { order: dw: C, | }\n}`, ['P', '_']));
    });
    it('names dimensions', () => check(`${level}fanout PEs[4] over |`, ['M', 'K', 'N']));
    it('leaves out those that are named', () => check(`${level}fanout PEs[4] over M, |, N`, ['K']));
    it('knows no dimension twice', () => check(`${level}compute MAC over K, |`, ['M', 'N']));
  });

  describe('of properties', () => {
    const optional = [
      ...[
        'wordBits',
        'valueBits',
        'bits',
        'bypass',
        'mayBypass',
        'factors',
        'order',
        'leakage',
        'buffering',
        'windows',
        'technology',
        'component',
      ],
    ];
    const memory = (body: string) => `architecture A : mm {\n  memory D {}\n  memory B {\n${body}\n  }\n}`;
    it('names those of a memory', () =>
      check(memory('|'), ['size, energy, bandwidth', ...['size', 'energy', 'bandwidth', ...optional, 'area']]));
    it('leaves out what is given', () => check(memory('size: 2\n|\nbandwidth: 2\narea: 2'), ['energy', ...optional]));
    it('is not upset by a value that is missing', () =>
      check(memory('bandwidth: 2; area: 2\nsize:\n|'), ['energy', ...optional]));
    it('names those of a fanout', () =>
      check('architecture A : mm {\n  fanout F[4] over M { p| }', [
        ...['multicast', 'reduction', 'peToPe', 'use', 'powerGating', 'factors', 'area'],
      ]));
    it('names those of a link, its energy first', () =>
      check('architecture A : mm {\n  link L { | }', [
        ...['energy', 'valueBits', 'bits', 'bandwidth', 'bypass', 'leakage', 'technology', 'component', 'area'],
      ]));
    it('fills in a bound', () =>
      choose(
        'architecture A : mm {\n  fanout F[4] over M { us| }',
        'use',
        'architecture A : mm {\n  fanout F[4] over M { use >= ${1:0.75} }',
      ));
    it('says multicast of one operand', () =>
      check('architecture A : mm {\n  fanout F[4] over M { multicast: none | }', ['for']));
    it('names the operand', () =>
      check('architecture A : mm {\n  fanout F[4] over M { multicast: none for | }', ['In', 'W', 'Out']));
    it('combines only the output', () =>
      check('architecture A : mm {\n  fanout F[4] over M { reduction: none for | }', ['Out']));
    it('names those of a compute level', () =>
      check('architecture A : mm { compute C[4] over M { | } }', [
        ...['energy', 'cycles', 'factors', 'leakage', 'technology', 'component', 'area'],
      ]));
    it('names no constraints where there is nothing to constrain', () =>
      check('architecture A : mm { compute C { | } }', [
        ...['energy', 'cycles', 'leakage', 'technology', 'component', 'area'],
      ]));
    it('names what a level is made of', () =>
      check(memory('component: |'), [
        ...['sram', 'smartbuffer_sram', 'regfile', 'register', 'smartbuffer_regfile', 'dram'],
      ]));
    it('names the attributes of a component', () =>
      check(memory('component: sram { ports: 1; | }'), ['width', 'depth', 'banks']));
    it('names the words of an attribute', () => check(memory('component: regfile { cycle: 5 | }'), ['ns', 'ps']));
    it('names the kinds of DRAM', async () => {
      const labels = (await items(memory('component: dram { type: | }'))).map(({ label }) => label);
      assert.deepEqual(labels.slice(0, 2), ['LPDDR4', 'LPDDR']);
    });
    it('fills in a component', () =>
      choose(
        memory('comp|'),
        'component',
        memory('component: ${1|sram,smartbuffer_sram,regfile,register,smartbuffer_regfile,dram|}'),
      ));
    it('names the nodes of an architecture', () =>
      check('architecture A : mm {\n  technology: 45|\n}', ['45Ki', '45Mi', '45Gi', '45nm']));
    it('fills in an example', () => choose(memory('buf|'), 'buffering', memory('buffering: ${1:2}')));
    it('fills in the operands', () => choose(memory('|'), 'bypass', memory('bypass: ${1|In,W,Out|}')));
    it('fills in the bits of each operand', () =>
      choose(memory('bits|'), 'bits', memory('bits: In ${1:8}, W ${2:8}, Out ${3:8}')));
    it('asks for the bits of operands or for those of all', async () => {
      const labels = (await items(memory('bits: W 8, In 8, Out 8\n|'))).map(({ label }) => label);
      assert.ok(labels.includes('mayBypass') && !labels.includes('valueBits'), String(labels));
    });
    it('leaves nothing to mappings on the outermost memory', async () => {
      const labels = (await items('architecture A : mm { memory D { | } }')).map(({ label }) => label);
      assert.ok(labels.includes('bypass') && !labels.includes('mayBypass'), String(labels));
    });
    it('fills in all that is needed', () =>
      choose(memory('size: 2\n|'), 'energy, bandwidth', memory('size: 2\nenergy: ${1:2} pJ\nbandwidth: ${2:8}')));
    it('exchanges the keyword alone', () => choose(memory('s|: 4'), 'size', memory('size: 4')));

    it('needs no size of dimensions with a default', async () => {
      const text = (sizes: string) => `coupling c { dims G = 3, M, K; Out[G][M] += W[G][M][K] * In[K] }\n${sizes}`;
      await check(text('workload W : c { | }'), ['M, K', 'M', 'K', 'G']);
      assert.equal((await items(text('workload W : c { | }'))).at(-1)!.detail, 'dimension, 3 by default');
      await choose(text('workload W : c |'), '{ M, K }', text('workload W : c { M: ${1:1}, K: ${2:1} }'));
    });
    it('names constants for a size', () => check(memory('size: |'), ['unbounded', 'rows']));
    it('names units of sizes', () => check(memory('size: 16 |'), ['b', 'B', 'KiB', 'MiB', 'GiB']));
    it('names units of energies', () => check(memory('energy: 2 |'), ['pJ', 'fJ', 'nJ', 'per wordline']));
    it('names units directly after a number', async () => {
      const suffixes = ['16Ki', '16Mi', '16Gi'];
      const bytes = ['16b', '16B', '16KiB', '16MiB', '16GiB'];
      await check(memory('size: 16K|'), ['unbounded', ...suffixes, ...bytes]);
      await check(memory('leakage: 16p|'), [...suffixes, '16pJ', '16fJ', '16nJ']);
      await check(memory('energy: read 16p|'), [...suffixes, '16pJ', '16fJ', '16nJ']);
      await check(memory('bandwidth: read 16|'), suffixes);
      await choose(memory('energy: read 1.5p|'), '1.5pJ', memory('energy: read 1.5pJ'));
    });
    it('names units of bandwidths where bits are known', async () => {
      await check(memory('bandwidth: 16 |'), []);
      await check(memory('valueBits: 16; bandwidth: shared 16 |'), ['b', 'B']);
      await check(memory('bits: W 8\nbandwidth: read 16 |'), ['b', 'B']);
      await check(memory('bits: W 8\nbandwidth: read 16 b|, write 2'), []);
    });
    it('names what follows a unit', () => check(memory('energy: 2 pJ |'), ['per wordline']));
    it('has one unit only', () => check(memory('leakage: 2 pJ |'), []));
    it('names directions', () => check(memory('energy: |'), ['read', 'write', 'rows', 'from']));
    it('names the other direction', () => check(memory('energy: read 2 pJ, |'), ['write']));
    it('takes one for both directions together, and none', async () => {
      await choose(memory('bandwidth: |'), 'shared', memory('bandwidth: shared ${1:8}'));
      await choose(memory('bandwidth: |'), 'unbounded', memory('bandwidth: unbounded'));
    });
    it('wants a number after a direction', () => check(memory('bandwidth: read |'), ['rows']));
    it('fills in the directions', async () => {
      await choose(memory('energy: |'), 'read', memory('energy: read ${1:2} pJ'));
      await choose(memory('bandwidth: read 2, |'), 'write', memory('bandwidth: read 2, write ${1:8}'));
      await choose(memory('energy: r| 2 pJ'), 'read', memory('energy: read 2 pJ'));
    });
    it('names what is left of the words after a unit', async () => {
      await check(memory('energy: 2 pJ per |'), ['wordline']);
      await check(memory('energy: 2 pJ p| wordline'), ['per']);
      await check(memory('energy: 2 p| per wordline'), ['pJ', 'fJ', 'nJ']);
    });
    it('exchanges properties for those that take the value', async () => {
      await check(memory('en|: read 2 pJ'), ['energy', 'bandwidth']);
      await check(memory('fac|: M = 2'), ['factors']);
      await check(memory('fac|: M, K = 2'), ['factors']);
      await check(memory('or|: M, _, _'), ['order']);
      await check(memory('mult|: true'), ['multipleReuses']);
      await check(memory('win|: strict'), ['windows']);
      await check(memory('b|: W 8, In 8'), ['bits']);
      await check(memory('b|: W, In'), ['bypass', 'mayBypass', 'factors', 'order']);
    });
    it('names units of areas', () => check(memory('area: (2 + 3) |'), ['um2', 'mm2']));
    it('names words', () =>
      check('architecture A : mm { fanout F[4] { multicast: | } }', ['full', 'none', 'selective']));
    it('names truths', () => check('architecture A : mm { fanout F[4] { peToPe: t| } }', ['true', 'false']));
    it('says what words of a window stay', () => check(memory('windows: |'), ['any', 'sliding', 'strict', 'none']));
    it('names operands', () => check(memory('bypass: |'), ['In', 'W', 'Out']));
    it('names other operands', () => check(memory('bypass: W, |'), ['In', 'Out']));
    it('names operands that mappings may bypass', () => check(memory('mayBypass: In, |'), ['W', 'Out']));
    it('names operands that have no bits yet', () =>
      choose(memory('bits: In 8, |'), 'W', memory('bits: In 8, W ${1:8}')));
    it('names constants for bits', () => check(memory('bits: In |'), ['rows']));
    it('names dimensions to constrain', () => check(memory('factors: M = 2, |, N = 1'), ['K']));
    it('names those that a fanout unrolls', () =>
      check('architecture A : mm { fanout F[4] over K, N { factors: | } }', ['K', 'N']));
    it('names operators', () => check(memory('factors: M |'), ['=', '<=', '>=']));
    it('knows no upper bounds on the outermost level', () =>
      check('architecture A : mm { memory D { factors: M |', ['=', '>=']));
    it('names constants for a factor', () => check(memory('factors: M <= |'), ['rows']));
    it('names the whole of a dimension', () => check(memory('factors: M = |'), ['all', 'rows']));
    it('names dimensions to order', () => check(memory('order: M, |'), ['K', 'N', '_']));
    it('knows how long an order is', () => check(memory('order: _, N, _, |'), ['M', 'K']));
  });

  describe('of workloads', () => {
    it('names couplings', () => check('workload W : |', ['mm']));
    it('names sizes', () => check('workload W : mm { | }', ['M, K, N', 'M', 'K', 'N']));
    it('names all sizes with their braces', () =>
      choose('workload W : mm |', '{ M, K, N }', 'workload W : mm { M: ${1:1}, K: ${2:1}, N: ${3:1} }'));
    it('leaves the brace to who types it', async () => {
      const [all] = await items('workload W : mm |');
      assert.deepEqual([all.label, found(all, '{')], ['{ M, K, N }', false]);
    });
    it('leaves out those that are given', () => check('workload W : mm {\n  M: 2, |\n  N: 3 }', ['K']));
    it('names strides', () =>
      check('workload W : stridedConv { M: 1, P: 1, Q: 1, C: 1, R: 1, S: 1, Pstride: 2\n  | }', [
        ...['Qstride', 'Rdilation', 'Sdilation'],
      ]));
    it('names constants for a size', () => check('workload W : mm { M: | }', ['rows']));
    it('exchanges the name alone', () => choose('workload W : mm { |: 4 }', 'K', 'workload W : mm { K: 4 }'));
  });

  describe('of networks', () => {
    it('names workloads and networks', () => check('network n {\n  |\n}', ['layer', 'job', 'first', 'L3+', 'net']));
    it('leaves names of layers to the user', () => check('network n {\n  a| : mm { M: 2 }\n}', []));
    it('has no other sign of repetition', () => check('network n {\n  job x| 3\n}', []));
    it('names networks before a layer', () => check('network n {\n  ne|.first\n}', ['net']));
    it('names the layers of another network', () => check('network n {\n  net.|\n}', ['first', 'L3+']));
    it('quotes names', () => choose('network n {\n  net.|\n}', 'L3+', 'network n {\n  net."L3+"\n}'));
    it('goes on with a quoted name', () => choose('network n { net."L| }', 'L3+', 'network n { net."L3+" }'));
    it('replaces a quoted name', () => choose('network n { net."L|1" }', 'L3+', 'network n { net."L3+" }'));
    it('goes on between quotes', () => choose('network n { net."L|" }', 'L3+', 'network n { net."L3+" }'));
    it('names couplings, and networks whose layers may be meant', () =>
      check('network n {\n  a : |\n}', ['mm', 'net']));
    it('names the layers of another network for one with a name of its own', () =>
      check('network n {\n  a : net.|\n}', ['first', 'L3+']));
    it('begins another network', () => check('network n |', ['=']));
    it('names other networks', () => check('network n = |', ['net']));
    it('offers other values', () => check('network n = net |', ['with']));
    it('names the constants that another network depends on', async () => {
      const text = 'const unused = 1\nconst heads = 2 * rows\nnetwork a { b : mm { M: heads, K: 2, N: 2 } }\n';
      await check(`${text}network n = a with |`, ['heads', 'rows']);
      await check(`${text}network n = a with rows = 3, |`, ['heads']);
      await check(`${text}network n = a with rows |`, ['=']);
      await check(`${text}network n = a with rows = |`, ['rows', 'unused', 'heads']);
      const [heads] = await items(`${text}network n = a with |`);
      assert.equal(heads?.detail, '= 24');
      const library = (await items('network n = Gpt2 with |')).map(({ label }) => label);
      assert.ok(library.includes('tokens'), library.join(', '));
    });
    it('names sizes', () => check('network n {\n  a : mm { M: 2, | }\n}', ['K, N', 'K', 'N']));
    it('names all sizes with their braces', async () => {
      await check('network n {\n  a : mm |\n}', ['{ M, K, N }', 'x']);
      await choose('network n { a : mm |', '{ M, K, N }', 'network n { a : mm { M: ${1:1}, K: ${2:1}, N: ${3:1} }');
    });
    it('repeats', () => check('network n {\n  a : mm { M: 2 } |\n}', ['x']));
    it('repeats workloads', () => check('network n {\n  job |\n}', ['x']));
    it('names constants for a count', () => check('network n {\n  job x |\n}', ['rows']));
  });

  describe('of mappings', () => {
    const mapping = (body: string) => `mapping m of job on Tiny {\n${body}\n}`;
    it('knows what comes next', async () => {
      await check('mapping m |', ['of']);
      await check('mapping m of job |', ['on']);
      await check('mapping m of job o|', ['on']);
    });
    it('fills in what comes next', async () => {
      await choose('mapping m |', 'of', 'mapping m of ${1|job,net.first,net."L3+"|}');
      await choose('mapping m o| job on Tiny', 'of', 'mapping m of job on Tiny');
      await choose('mapping m of job o| Tiny {}', 'on', 'mapping m of job on Tiny {}');
    });
    it('names workloads', () => check('mapping m of |', ['job', 'first', 'L3+', 'net']));
    it('names layers with their network where others have their name', async () => {
      const text = 'network other { first : mm { M: 1 } }\nmapping m of |';
      await check(text, ['job', 'net.first', 'other.first', 'L3+', 'net', 'other']);
      await choose(text, 'other.first', text.replace('|', 'other.first'));
      const library = (await items('mapping m of |')).map(({ label }) => label);
      assert.equal(new Set(library).size, library.length);
    });
    it('names layers', () => check('mapping m of net.|', ['first', 'L3+']));
    it('names architectures', () => check('mapping m of job on |', ['Tiny']));
    it('puts what is incompatible last', async () => {
      const conv = (await items('mapping m of Vgg16.L1 on |')).map(({ label, detail }) => `${label} ${detail}`);
      assert.deepEqual(conv.slice(0, 2), [
        'GemminiConv stridedConv, transposedConv',
        'EyerissConv stridedConv, transposedConv',
      ]);
      assert.match(conv.at(-1)!, /incompatible$/);
    });
    it('names levels', () =>
      check(mapping('|'), ['DRAM: M 16, K 8, N 12', 'DRAM', 'Buffer', 'PEs', 'Register', 'MAC']));
    it('begins with all loops on the outermost level', () =>
      choose(mapping('|'), 'DRAM: M 16, K 8, N 12', mapping('DRAM: M 16, K 8, N 12')));
    it('leaves out those that have loops', () =>
      check(mapping('DRAM: M 2\n|\nPEs: K 2'), ['Buffer', 'Register', 'MAC']));
    it('is not upset by loops that are missing', () =>
      check(mapping('DRAM: M 2\nBuffer:\n|\nPEs: K 2'), ['Register', 'MAC']));
    it('adds the colon', () => choose(mapping('Bu|'), 'Buffer', mapping('Buffer: ')));
    it('names dimensions', () => check(mapping('Buffer: |'), ['M', 'K', 'N']));
    it('names other dimensions', () => check(mapping('Buffer: M 2, |'), ['K', 'N']));
    it('names dimensions that the level unrolls', () => check(mapping('PEs: |'), ['M', 'K']));
    it('puts those with nothing left last', () => check(mapping('Buffer: |\nPEs: M 16'), ['K', 'N', 'M']));
    it('puts those last that may not be iterated', async () => {
      const all = await items(mapping('Register: |'));
      const details = all.map(({ label, detail }) => `${label}: ${detail}`);
      assert.deepEqual(details, ['M: 16 of 16 left', 'K: 8 of 8 left', 'N: 12 of 12 left, but only 1 allowed here']);
      await check(mapping('PEs: M 4, |'), ['K']);
    });
    it('adds what is left', () =>
      choose(mapping('DRAM: |\nPEs: M 4, K 8'), 'M 4, N 12', mapping('DRAM: M 4, N 12\nPEs: M 4, K 8')));
    it('chooses the iterations', () => choose(mapping('PEs: |'), 'M', mapping('PEs: M ${1|4,2|}')));
    it('exchanges the dimension alone', () => choose(mapping('PEs: | 4'), 'M', mapping('PEs: M 4')));

    const iterations = async (body: string) =>
      (await items(mapping(body))).filter(({ kind }) => kind === 12).map(({ label, detail }) => `${label}: ${detail}`);
    it('offers divisors of what is left', async () =>
      assert.deepEqual(await iterations('DRAM: M |\nRegister: M 4'), ['4: leaves nothing of 16', '2: leaves 2 of 16']));
    it('counts expressions and constants', async () =>
      assert.deepEqual(await iterations('DRAM: N |, M 2\nRegister: N rows / 2'), ['2: leaves nothing of 12']));
    it('keeps to the mesh', async () => assert.deepEqual(await iterations('PEs: M 2, K |'), ['2: leaves 4 of 8']));
    it('keeps to constraints', async () => {
      assert.deepEqual(await iterations('Register: N |'), ['1: leaves 12 of 12']);
      assert.deepEqual(await iterations('Buffer: K |'), ['4: leaves 2 of 8', '2: leaves 4 of 8']);
    });
    it('says what overflows', async () =>
      assert.deepEqual(await iterations('Register: M |'), [
        '2: leaves 8 of 16',
        '16: leaves nothing of 16 · overflows Register',
        '8: leaves 2 of 16 · overflows Register',
        '4: leaves 4 of 16 · overflows Register',
      ]));
    const odd = async (body: string) => {
      const text = `workload odd : mm { M: 10, K: 8, N: 12 }\nmapping m of odd on Tiny {\n${body}\n}`;
      return (await items(text)).filter(({ kind }) => kind === 12).map(({ label, detail }) => `${label}: ${detail}`);
    };
    it('fills the mesh where no divisor does', async () =>
      assert.deepEqual(await odd('PEs: M |'), ['2: leaves 5 of 10', '4: leaves 3 of 10 · 2 in the last round']));
    it('counts what such loops leave', async () =>
      assert.deepEqual(await odd('DRAM: M |\nPEs: M 4'), ['3: leaves nothing of 10']));
    const KEEPS = `architecture Keeps : mm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }
  memory Buffer { size: 64; energy: 2 pJ; bandwidth: 8; mayBypass: W, In }
  compute MAC { energy: 1 pJ }
}
`;
    const keeping = (body: string) => `${KEEPS}mapping m of job on Keeps {\n${body}\n}`;
    it('bypasses where a level leaves it to the mapping', async () => {
      await check(keeping('Buffer |'), ['bypass']);
      await check(keeping('DRAM |'), []);
      await check(keeping('Buffer |: K 2'), ['bypass']);
      await choose(keeping('Buffer b|'), 'bypass', keeping('Buffer bypass '));
    });
    it('names the operands that it leaves', async () => {
      await check(keeping('Buffer bypass |'), ['W', 'In']);
      await check(keeping('Buffer bypass W, |: K 2'), ['In']);
      await check(keeping('Buffer bypass |, In: K 2\nDRAM: M 4'), ['W']);
      await check(keeping('Buffer bypass W |'), []);
    });
    it('goes on after what is bypassed', async () => {
      await check(keeping('Buffer bypass W: K 2, |'), ['M', 'N']);
      await check(keeping('DRAM: M 2\nBuffer bypass W: K 2\n|'), ['MAC']);
      await check(keeping('Buffer bypass W: K 2; DRAM: |'), ['M 16, K 4, N 12', 'M', 'K', 'N']);
    });
    it('replaces the number that is there', () => choose(mapping('DRAM: M 1|'), '16', mapping('DRAM: M 16')));
    it('offers nothing where the rest does not divide the size', async () =>
      assert.deepEqual(await iterations('DRAM: M |\nRegister: M 3'), []));
    it('is not upset by lines that make no sense', async () =>
      assert.deepEqual(await iterations('DRAM M 2\nBuffer: K\n) Register: M 2\nDRAM: M |'), [
        '8: leaves nothing of 16',
        '4: leaves 2 of 16',
        '2: leaves 4 of 16',
      ]));
  });

  describe('of what is written in full', () => {
    const level = (body: string) => `architecture A : mm {\n  memory D {}\n  memory B {\n${body}\n  }\n}`;
    const mapping = (body: string) => `mapping m of job on Tiny {\n${body}\n}`;
    const whole: readonly (readonly [before: string, words: readonly string[], after: string])[] = [
      ['architecture A : ', ['mm'], ''],
      ['mapping m of job on ', ['Tiny'], ''],
      ['network n {\n  net.', ['first'], '\n}'],
      ['architecture A : mm {\n  memory D {}\n  fanout F[4] over ', ['M', 'K', 'N'], '\n}'],
      ['architecture A : mm {\n  fanout F[4] {\n    reduction: ', ['full', 'none'], '\n  }\n}'],
      [level('size: |'), ['unbounded', 'rows', '16KiB'], ''],
      [level('energy: 4 |'), ['pJ', 'fJ'], ''],
      [level('bypass: |'), ['In', 'W', 'Out'], ''],
      [level('order: M, |'), ['K', '_'], ''],
      [level('multipleReuses: |'), ['true', 'false'], ''],
    ].map(([text, words, after]) => {
      const [before, rest = after] = (text as string).split('|');
      return [before, words as string[], rest as string] as const;
    });
    for (const [before, words, after] of whole) {
      it(`is nothing after ${JSON.stringify(before.split('\n').at(-1))}, and goes by itself when it was shown`, async () => {
        for (const word of words) {
          assert.deepEqual(await items(`${before}${word}|${after}`), [], word);
          for (const item of await items(`${before}|${after}`))
            assert.ok(!found(item, word), `${item.label} at ${word}`);
        }
      });
    }
    it('is shown with others that begin with it, since the editor would choose one of those', async () => {
      const own = (await items(`workload jobs : mm {}\nmapping m of |`)).filter(({ label }) => /^jobs?$/.test(label));
      assert.deepEqual(
        own.map(({ label }) => label).filter((_, i) => found(own[i], 'job')),
        ['job', 'jobs'],
      );
      assert.deepEqual(
        own.map((item) => found(item, 'jobs')),
        [false, false],
      );
    });
    it('is not another number than the one that is typed', async () => {
      for (const item of await items(mapping('DRAM: M |'))) assert.ok(!found(item, '1'), item.label);
    });
    it('is not several things at once for one that is typed', async () => {
      for (const body of ['|', 'DRAM: |']) {
        const [first] = await items(mapping(body));
        assert.match(first.label, /M 16, K 8, N 12$/);
        assert.ok(!found(first, 'M 16') && !found(first, 'DRAM'));
      }
      const [needed] = await items(level('|'));
      assert.ok(needed.label === 'size, energy, bandwidth' && !found(needed, 's'));
    });
    it('is a snippet where something is left to fill in, else plain text', async () => {
      const format = async (text: string) => (await items(text)).map((item) => [item.label, item.insertTextFormat]);
      assert.deepEqual(await format(level('energy: 2 |')), [
        ['pJ', 1],
        ['fJ', 1],
        ['nJ', 1],
        ['per wordline', 1],
      ]);
      assert.deepEqual(await format(level('factors: M |')), [
        ['=', 2],
        ['<=', 2],
        ['>=', 2],
      ]);
    });
    it('is nothing after the point of a number', async () => {
      const document = await parse(`${HEAD}${level('energy: 0.')}`);
      const offset = document.textDocument.getText().indexOf('0.') + 2;
      const list = await language.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
        textDocument: { uri: document.uri.toString() },
        position: document.textDocument.positionAt(offset),
        context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: '.' },
      });
      assert.deepEqual(list!.items, []);
    });
  });

  it('documents what it offers', async () => {
    const [m] = await items('architecture A : mm { memory D { factors: |');
    assert.match(String((m.documentation as { value: string }).value), /Relevant to `Out`, `W`/);
    const coupling = (await items('|')).find(({ label }) => label === 'coupling');
    assert.match(String((coupling!.documentation as { value: string }).value), /```ffarch\ncoupling name \{/);
  });

  describe('by a blank that is typed', () => {
    const typed = async (text: string) => {
      const offset = HEAD.length + text.indexOf('|');
      const document = await parse(HEAD + text.replace('|', ''));
      const list = await language.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
        textDocument: { uri: document.uri.toString() },
        position: document.textDocument.positionAt(offset),
        context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ' ' },
      });
      return list!.items.length > 0;
    };
    const level = (body: string) => `architecture A : mm { memory D {} memory B {\n${body}\n} }`;
    const cases: readonly (readonly [text: string, offers: boolean])[] = [
      [level('factors: |'), true],
      [level('factors: M |'), true],
      [level('factors: M = 2, |'), true],
      [level('factors: M = 2 |'), false],
      [level('energy: 2 |'), true],
      [level('energy: 2 pJ |'), false],
      [level('size: 2 |'), false],
      [level(' |'), false],
      ['architecture A |', true],
      ['architecture A : mm {\n  fanout F[2] |', true],
      ['architecture |', false],
      ['mapping m |', true],
      ['mapping m of job |', true],
      ['mapping m of job on Tiny {\n  DRAM: M |', true],
      ['mapping m of job on Tiny {\n  DRAM: M 2 |', false],
      ['workload W : mm { M: 2 } |', false],
      ['network n {\n  job |\n}', false],
      ['network n {\n  a : mm |\n}', true],
    ];
    for (const [text, offers] of cases) {
      it(`${offers ? 'offers what must follow' : 'offers nothing'} in ${JSON.stringify(text)}`, async () =>
        assert.equal(await typed(text), offers));
    }
  });

  it('goes on after what leaves a place for more', async () => {
    const levels = await items('mapping m of job on Tiny {\n  |\n}');
    assert.deepEqual(levels.find(({ label }) => label === 'Buffer')!.data, { goesOn: true });
    assert.equal(levels[0].data, undefined);
  });

  it('lets the editor choose whether the rest of a word is replaced', async () => {
    const other = await startLanguage();
    const completionItem = { snippetSupport: true, insertReplaceSupport: true };
    const capabilities = { textDocument: { completion: { completionItem } } };
    await other.shared.lsp.LanguageServer.initialize({ processId: null, rootUri: null, capabilities });
    const text = 'architecture A : gemm { memory D { size: 2; bandwidth: 8 } }';
    const document = await parseDocument(other, text, 'file:///replace.ffarch');
    const position = document.textDocument.positionAt(text.indexOf('dwidth'));
    const list = await other.Ffarch.lsp.CompletionProvider!.getCompletion(document, {
      textDocument: { uri: document.uri.toString() },
      position,
    });
    const start = document.textDocument.positionAt(text.indexOf('bandwidth'));
    const end = document.textDocument.positionAt(text.indexOf(': 8'));
    assert.deepEqual(list!.items.find(({ label }) => label === 'bandwidth')!.textEdit, {
      newText: 'bandwidth',
      insert: { start, end: position },
      replace: { start, end },
    });
  });
});
