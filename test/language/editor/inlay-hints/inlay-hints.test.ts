import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InlayHint } from 'vscode-languageserver-types';
import { language, parse } from '../../language.js';

async function hints(text: string): Promise<InlayHint[]> {
  const document = await parse(text);
  const end = document.textDocument.positionAt(text.length);
  const range = { start: { line: 0, character: 0 }, end };
  return (await language.Ffarch.lsp.InlayHintProvider!.getInlayHints(document, { textDocument: { uri: '' }, range }))!;
}

/** Hints stand in ‹› where they are shown; those of one place in the order that they are given in. */
async function check(expected: string): Promise<void> {
  const text = expected.replace(/‹[^›]*›/g, '');
  const lines = text.split('\n');
  const found = (await hints(text)).sort(
    (a, b) => a.position.line - b.position.line || a.position.character - b.position.character,
  );
  for (const { position, label } of found.reverse()) {
    const line = lines[position.line];
    lines[position.line] = `${line.slice(0, position.character)}‹${label}›${line.slice(position.character)}`;
  }
  assert.equal(lines.join('\n'), expected);
}

const TINY = `architecture Tiny : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8‹words/cycle› }
  memory Buffer { size: 128Ki‹words›; energy: 2 pJ; bandwidth: 8‹words/cycle› }
  fanout PEs[168] over M, K
  memory Register { size: 24‹words›; energy: 1 pJ; bandwidth: 8‹words/cycle›; buffering: 2; bypass: In }
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: 512, K: 256, N: 256 }
`;

describe('inlay hints', () => {
  it('put units in where the language has words for them', async () => {
    const text = 'architecture A : gemm { memory D { size: 2; energy: 3; area: 4 } }';
    const edits = (await hints(text)).flatMap(({ textEdits = [] }) => textEdits);
    assert.equal(
      TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits),
      'architecture A : gemm { memory D { size: 2; energy: 3 pJ; area: 4 um2 } }',
    );
  });
  it('tell how full the levels of a mapping are', () =>
    check(`${TINY}mapping m of W on Tiny {
  DRAM: M 8, N 2‹⟵ 320 Ki words›
  Buffer: K 16, N 128‹⟵ 56 Ki / 128 Ki words · 44 %›
  PEs: M 16, K 4‹⟵ 64 / 168›
  Register: M 4, K 4‹⟵ 20 / 12 words · 167 %›
}`));
  it('tell how many instances work in the last round', () =>
    check(`${TINY}mapping m of W on Tiny {
  DRAM: M 9‹⟵ 7,360 words›
  PEs: M 12, K 4‹⟵ 48 / 168 · M 8 in the last round›
  Register: M 4, K 4‹⟵ 20 / 12 words · 167 %›
}`));
  it('show what components take', () =>
    check(`architecture Estimated : gemm {
  technology: 45nm
  memory DRAM { size: unbounded; bandwidth: 8‹words/cycle›; valueBits: 8; component: dram‹≈ 64 pJ per word› }
  memory Buffer {
    size: 128 KiB‹= 131,072 words›
    wordBits: 64
    valueBits: 8
    bandwidth: 8‹words/cycle›
    component: sram { ports: 1 }‹≈ read 4.14, write 3.38 pJ per word, 0.00324 pJ/cycle, 426,000 µm²›
  }
  link Bus { component: wire { length: 100 um }‹≈ 0.26 pJ per word› }
  compute MAC { component: intmac { width: 8 }‹≈ 0.845 pJ, 0.00558 pJ/cycle›; area: 3 um2 }
}`));
  it('show what is per second or per bit by the cycle and the word', () =>
    check(`architecture Clocked : gemm {
  clock: 200 MHz
  memory DRAM { size: unbounded; valueBits: 16; energy: 3.9 pJ/bit‹= 62.4 pJ per word›; bandwidth: 12.8 GB/s‹= 32 words/cycle›; leakage: 12 mW‹= 60 pJ/cycle› }
  link Bus { energy: read 10 fJ/bit‹= 0.16 pJ per word›, write 20 fJ/bit‹= 0.32 pJ per word›; bandwidth: shared 6.4 GB/s‹= 16 words/cycle› }
  memory Wide { size: 64‹bits›; bits: W 8, In 8, Out 32; energy: 1 pJ/bit‹= In 8, W 8, Out 32 pJ per word›; bandwidth: read 1.6 GB/s‹= 64 bits/cycle›, write 800 MB/s‹= 32 bits/cycle› }
  compute MAC { energy: 1 pJ; leakage: 2 * 5 uW‹= 0.05 pJ/cycle› }
}
architecture Unclocked : gemm {
  clock: 100‹Hz›
  memory DRAM { size: unbounded; energy: 3.9 pJ/bit; bandwidth: 12.8 GB/s }
}
`));
  it('count bits where operands differ in theirs', () =>
    check(`architecture Wide : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8‹words/cycle› }
  memory Buffer { size: 4 KiB‹= 32,768 bits›; bits: W 8, In 8, Out 32; energy: 2 pJ; bandwidth: 64‹bits/cycle›; mayBypass: W }
  memory Port { size: 64‹words›; valueBits: 16; energy: 2 pJ; bandwidth: read 64 b‹= 4 words/cycle›, write 4 B‹= 2 words/cycle› }
  memory Bits { size: 64‹bits›; bits: W 8, In 8, Out 32; energy: 2 pJ; bandwidth: read 64 b, write 4 B‹= 32 bits/cycle› }
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: 16, K: 8, N: 8 }
mapping m of W on Wide {
  DRAM: M 1, N 8‹⟵ 320 words›
  Buffer: M 16, K 8‹⟵ 1,600 / 32 Ki bits · 5 %›
}`));
  it('tell so while loops are missing', () =>
    check(
      `${TINY}mapping m of W on Tiny {
  Buffer: N‹⟵ 5 / 128 Ki words · < 1 %›
  PEs: M 2‹⟵ 2 / 168›
  Nowhere: M 2
}`,
    ));
  it('say nothing of pairs that do not fit', () => check('mapping m of Vgg16.L1 on Eyeriss {\n  DRAM: M 2\n}'));
  it('tell in full what they are made of', async () => {
    const [fill] = (await hints(`${TINY}mapping m of W on Tiny { Register: M 4, K 4 }`.replace(/‹[^›]*›/g, ''))).slice(
      -1,
    );
    assert.equal(fill.tooltip, 'W 16 + Out 4 = 20 words of 12 (24 in 2 buffers).');
  });

  it('tell what constraints imply', () =>
    check(
      `architecture A : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8‹words/cycle› }
  memory Buffer { size: 100‹words›‹⟵ ≥ 20 / 100 words · 20 %›; energy: 2 pJ; bandwidth: 8‹words/cycle› }
  fanout PEs[16] over M { factors: M = 4‹⟵ ≥ 4 / 16› }
  fanout Free[16] over K { factors: K <= 4 }
  memory Register { size: 8‹words›‹⟵ ≥ 6 / 8 words · 75 %›; energy: 1 pJ; bandwidth: 8‹words/cycle›; factors: K >= 2, N = 2; bypass: W }
  compute MAC { energy: 1 pJ }
}`,
    ));

  it('tell what constraints imply in each coupling, where nothing is at hand', () =>
    check(
      `architecture Both : gemm, conv {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8‹words/cycle› }
  fanout PEs[16] over M, K, C { factors: M = 2, K = 2, C = 8‹⟵ ≥ 4 / 16 in gemm, ≥ 16 / 16 in conv› }
  memory Register { size: 8‹words›‹⟵ ≥ 7 / 8 words · 88 %›; energy: 1 pJ; bandwidth: 8‹words/cycle›; factors: M >= 3 }
  compute MAC { energy: 1 pJ }
}`,
    ));
  it('tell what names of dimensions mean for the workload at hand, where that is not what is written', () =>
    check(
      `architecture Both : conv, gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8‹words/cycle› }
  fanout PEs[16] over M, K, conv.C‹in gemm: M, K› { factors: M = 2, C = 8‹in gemm: M = 2›‹⟵ ≥ 2 / 16› }
  memory Register { size: 8‹words›; energy: 1 pJ; bandwidth: 8‹words/cycle›; factors: P = 1‹in gemm: nothing›; order: M, P, K‹in gemm: M, K› }
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: 16, K: 8, N: 8 }
mapping m of W on Both {
  PEs: M 2‹⟵ 2 / 16›
  DRAM: M 8, K 8, N 8‹⟵ 320 words›
}`,
    ));

  it('tell units that are left out', () =>
    check(`architecture A : gemm {
  memory D { energy: read 1‹pJ›, write 2 fJ; leakage: 3‹pJ/cycle›; area: 4‹µm²›; size: 5‹words›; wordBits: 6 }
}`));
  it('leave units to a comment that follows', () =>
    check(`architecture A : gemm {
  memory D {
    size: 5   // words
    energy: read 1 /* pJ */, write 2; // pJ
    bandwidth: 8‹words/cycle› }  // D
}`));
  it('tell which levels hold or use more than there is', async () => {
    const text = `${TINY}mapping m of W on Tiny { DRAM: M 8; PEs: M 16, K 16; Register: M 4, K 4 }`.replace(
      /‹[^›]*›/g,
      '',
    );
    const fills = (await hints(text)).slice(-3).map(({ label, data }) => [label, data]);
    assert.deepEqual(fills, [
      ['⟵ 32.6 Ki words', undefined],
      ['⟵ 256 / 168', { overfull: true }],
      ['⟵ 20 / 12 words · 167 %', { overfull: true }],
    ]);
  });
  it('tell what expressions come to', () =>
    check(
      `const n = 2 ** 10‹= 1,024›
const m = 16Ki
workload W : gemm { M: 3 * n‹= 3,072›, K: n‹= 1,024›, N: 4 }
architecture A : gemm {
  memory D { size: 16Ki * 8‹= 131,072 words›; bandwidth: n / 3‹= 341.333 words/cycle› }
  fanout F[n‹= 1,024›]
}`,
    ));
  it('tell words where bytes are written, and energies of words where those of wordlines are', () =>
    check(`architecture A : gemm {
  memory D {
    size: 256 KiB‹= 131,072 words›
    wordBits: 64
    valueBits: 16
    energy: read 320 pJ‹= 80 pJ per word›, write 400 pJ per wordline‹= 100 pJ per word›
  }
}`));
  it('say nothing where there is no value', () =>
    check(`const n =
const m = 2 *
const o = three *
const three = 3
const k = 1 / 0
workload W : gemm { M: x }
architecture A : gemm { memory D { size: unb; bandwidth: three * } }`));
});
