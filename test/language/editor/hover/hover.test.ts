import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CstUtils, EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import type { MarkupContent } from 'vscode-languageserver-types';
import type { Architecture } from '../../../../language/domain/index.js';
import { type Language, parseDocument } from '../../../../language/language.js';
import { evaluate } from '../../../../language/model/index.js';
import { createFfarchServices } from '../../../../language/module.js';
import type { LastResult } from '../../../../language/session/last-results.js';
import { LIBRARY_TEXTS } from '../../../../language/workspace/library.js';
import { withoutExpectations } from '../../diagnostics/expected.js';

const here = dirname(fileURLToPath(import.meta.url));
const samples = join(here, '../../diagnostics/samples');

/** A name of the sample, and the text just before it where the name alone would be another place. */
const PLACES: readonly (readonly [title: string, before: string, at: string])[] = [
  ['a constant', 'const ', 'rows'],
  ['a reference to a constant', '[', 'rows'],
  ['a number with a suffix', 'M: ', '2Ki'],
  ['a coupling', 'coupling ', 'strided'],
  ['a stride', '', 's*R'],
  ['a dimension in a coupling', '*', 'R]'],
  ['an axis', 'In[2*P ', '+'],
  ['a coefficient', 'In[', '2*P'],
  ['an axis of one dimension', 'Out', '[M]'],
  ['a dimension in a mapping', '  Register: ', 'K'],
  ['an operand that is bypassed', 'bypass: ', 'W'],
  ['an architecture without a result', 'architecture ', 'Array'],
  ['a memory of an architecture without a result', 'memory ', 'Buffer'],
  ['a fanout of an architecture without a result', 'fanout ', 'PEs'],
  ['a link', 'link ', 'NoC'],
  ['what a link lets pass in a cycle', '', 'bandwidth: 64 b'],
  ['a property with a unit', '', 'size: 256'],
  ['its number', 'size: ', '256 KiB'],
  ['an energy per wordline', '', 'energy: 8 pJ'],
  ['a word', 'multicast: ', 'full'],
  ['the number of a constraint', 'factors: K <= ', '4'],
  ['the number of a loop', 'Buffer:   M 16, N ', '256'],
  ['a size', 'first : gemm { M: 2Ki, K: ', '8'],
  ['a unit', 'energy: 8 ', 'pJ per'],
  ['a property without a number', '', 'multicast'],
  ['a workload', 'workload ', 'Layer'],
  ['a workload with a stride', 'workload ', 'Filter'],
  ['a network', 'network ', 'Net'],
  ['a layer', '  ', 'first'],
  ['a mapping', 'mapping ', 'byHand'],
  ['the keyword of a mapping', '', 'mapping byHand'],
  ['a memory in a mapping', '\n  ', 'Buffer:   M 16'],
  ['a fanout in a mapping', '\n  ', 'PEs: '],
  ['a mapping that is not legal', 'mapping ', 'broken'],
  ['a mapping on something with errors', 'mapping ', 'unfinished'],
  ['a memory whose operands differ', 'memory ', 'Shared'],
  ['bits', '', 'bits: W'],
  ['the operand of a width', 'bits: ', 'W 8'],
  ['a bandwidth in bits', 'bandwidth: shared ', '64 b'],
  ['a unit of bits', 'bandwidth: shared 64 ', 'b'],
  ['what a mapping may bypass', '', 'mayBypass'],
  ['a component', 'component: ', 'sram'],
  ['an attribute of a component', 'sram { ', 'ports'],
  ['the process of an architecture', '', 'technology'],
  ['a word about windows', 'windows: ', 'sliding'],
  ['the whole of a dimension', 'factors: N = ', 'all'],
  ['an operand that a mapping does not keep', 'Shared bypass ', 'In: N'],
  ['a memory in a mapping on something with errors', '\n  ', 'DRAM: M 512'],
];

describe('hover', () => {
  let language: Language;
  let document: LangiumDocument;
  let results: { forArchitecture(architecture: Architecture): LastResult | undefined };

  before(async () => {
    const session = { LastResults: () => ({ forArchitecture: (one: Architecture) => results.forArchitecture(one) }) };
    language = createFfarchServices(EmptyFileSystem, { Ffarch: { session } });
    await language.shared.workspace.WorkspaceManager.initializeWorkspace([]);
    document = await parseDocument(
      language,
      readFileSync(join(here, 'sample.ffarch'), 'utf8'),
      'file:///sample.ffarch',
    );
  });

  beforeEach(() => {
    results = { forArchitecture: () => undefined };
  });

  const hoverAt = async (offset: number, on = document): Promise<string | undefined> => {
    const params = { textDocument: { uri: on.uri.toString() }, position: on.textDocument.positionAt(offset) };
    const hover = await language.Ffarch.lsp.HoverProvider!.getHoverContent(on, params);
    if (hover?.range) {
      const [start, end] = [hover.range.start, hover.range.end].map((position) => on.textDocument.offsetAt(position));
      assert.ok(start <= offset && offset <= end, `${start} ≤ ${offset} ≤ ${end}`);
    }
    return hover && (hover.contents as MarkupContent).value;
  };

  const hover = async (before: string, at: string): Promise<string> => {
    const text = document.textDocument.getText();
    const offset = text.indexOf(before + at);
    assert.notEqual(offset, -1, before + at);
    return (await hoverAt(offset + before.length)) ?? '';
  };

  it('says what stands under the cursor (expected.md)', async () => {
    const parts: string[] = [];
    for (const [title, before, at] of PLACES) parts.push(`# On ${title}\n\n${await hover(before, at)}\n`);
    const path = join(here, 'expected.md');
    const actual = parts.join('\n');
    if (process.env.UPDATE_EXPECTED !== undefined) writeFileSync(path, actual);
    else assert.equal(actual, readFileSync(path, 'utf8'));
  });

  it('says nothing of values that there are not yet', async () => {
    const text =
      'architecture A : gemm { memory D { energy: 64 p; bandwidth: ; size: 2 * } fanout F over M; compute C { energy: 0 pJ } }';
    const on = await parseDocument(language, text, 'file:///begun.ffarch');
    const facts = async (at: string) => (await hoverAt(text.indexOf(at), on))!.split('\n')[4];
    assert.equal(await facts('D {'), 'Stores `In`, `W`, `Out` · no size, no bandwidth, no energy yet');
    assert.equal(await facts('F over'), 'over `M` · no mesh yet');
    assert.equal(await facts('C {'), '1 MAC at once · 0 pJ each · 1 cycle each');
    for (const property of ['energy: 64', 'bandwidth', 'size']) {
      assert.doesNotMatch((await hoverAt(text.indexOf(property), on))!, /Here/);
    }
    assert.match((await hoverAt(text.indexOf('energy: 0'), on))!, /Here \*\*0 pJ per MAC\*\*/);
  });

  describe('in an architecture for several couplings', () => {
    const text = `architecture Both : gemm, conv {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8; factors: K = 1, conv.C = 2, P >= 2 }
  fanout PEs[16] over M, K, conv.C
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: 512, K: 256, N: 256 }
`;
    const says = async (at: string, whole = text) =>
      (await hoverAt(whole.indexOf(at) + at.length - 1, await parseDocument(language, whole, 'file:///both.ffarch')))!;

    it('says of levels and dimensions what each coupling reads, together where that is the same', async () => {
      const fanout = await says('PEs');
      assert.match(fanout, /16 instances of all that follows · over `M`, `K`, `conv\.C`/);
      assert.match(fanout, /- `gemm`: over `M`, `K`\.\n- `conv`: over `M`, `C`\./);
      const memory = await says('DRAM');
      assert.match(memory, /- `gemm`: Constraints: `K = 1`\.\n- `conv`: Constraints: `C = 2`, `P >= 2`\./);
      const dimension = await says('over M');
      assert.match(dimension, /dimension M of gemm, conv/);
      assert.match(dimension, /\| `gemm` \| `Out`, `W` \| `In` \|\n\| `conv` \| `Out`, `W` \| `In` \|/);
    });

    it('says only what the coupling of the mapping or of the last result reads', async () => {
      const mapped = `${text}mapping m of W on Both {\n  PEs: M 2\n}\n`;
      const fanout = await says('  PEs', mapped);
      assert.match(fanout, /over `M`, `K`\n/);
      assert.doesNotMatch(fanout, /conv/);
      const { value } = language.Ffarch.lowering.LoweringProvider.document(
        await parseDocument(language, 'workload V : conv { M: 1, P: 2, Q: 1, C: 2, R: 1, S: 1 }', 'file:///v.ffarch'),
      ).workloads[0];
      results = {
        forArchitecture: () => ({ report: {} as LastResult['report'], coupling: value!.coupling, outdated: null }),
      };
      assert.match(await says('over M'), /For the workload at hand:[\s\S]*\n\| `conv` \|[^\n]*$/);
    });
  });

  it('spells names as the language does', async () => {
    const text = `coupling "a kernel" { dims "row s", K; strides "s-1"; "Out 1"["row s"] += W["row s"][K] * In["s-1"*K + "row s"] }
architecture "my arch" : "a kernel" {
  memory "L1 buf" { size: unbounded; energy: 1; bandwidth: 1 }
  compute MAC { energy: 1 }
}
const "n+1" = 2
workload "L3+" : "a kernel" { "row s": "n+1", K: 4 }
network "my net" { "q-1" : "a kernel" { "row s": 1, K: 1 } }
mapping "by hand" of "L3+" on "my arch" { "L1 buf": "row s" 2, K 4 }
`;
    const on = await parseDocument(language, text, 'file:///quoted.ffarch');
    const heads: Record<string, string> = {
      'a kernel" {': 'coupling "a kernel"',
      'row s", K; strides': 'dimension "row s" of "a kernel"',
      's-1"; "Out': 'stride "s-1" of "a kernel"',
      'Out 1': 'operand "Out 1"["row s"] of "a kernel"',
      '["row s"] +=': 'axis ["row s"] of "Out 1"',
      'my arch" :': 'architecture "my arch" : "a kernel"',
      'L1 buf" {': 'memory "L1 buf"',
      'n+1" =': 'const "n+1" = 2',
      'L3+" :': 'workload "L3+" : "a kernel"',
      'my net': 'network "my net"',
      'q-1': '"my net"."q-1" : "a kernel"',
      'by hand': 'mapping "by hand" of "L3+" on "my arch"',
      '2, K 4': '"L1 buf": "row s" 2',
    };
    assert.match((await hoverAt(text.indexOf('q-1'), on))!, /^\*\*1\*\* MAC\.$/m);
    for (const [at, head] of Object.entries(heads)) {
      const shown = await hoverAt(text.indexOf(at), on);
      assert.equal(shown?.split('\n').slice(0, 3).join('\n'), `\`\`\`ffarch\n${head}\n\`\`\``, at);
    }
  });

  it('shows where a name is missing', async () => {
    const text =
      'coupling { dims M Out[M] += W[M] * In[M] }\nworkload : gemm { M: 1, K: 1 }\nmapping m of on Eyeriss {}\n';
    const on = await parseDocument(language, text, 'file:///nameless.ffarch');
    assert.match((await hoverAt(text.indexOf('M Out'), on))!, /dimension M of …/);
    for (let offset = 0; offset <= text.length; offset++) {
      assert.doesNotMatch((await hoverAt(offset, on)) ?? '', /undefined/, String(offset));
    }
  });

  describe('on a level', () => {
    const result = (): LastResult => {
      const { value } = language.Ffarch.lowering.LoweringProvider.document(document).mappings[0];
      const { architecture, workload, mapping } = value!;
      return { report: evaluate(architecture, workload, mapping), coupling: workload.coupling, outdated: null };
    };

    it('shows the numbers of the last result of its architecture', async () => {
      const inMapping = await hover('\n  ', 'Buffer:   M 16');
      results = {
        forArchitecture: ({ name }) => (name === 'Array' ? result() : undefined),
      };
      const inArchitecture = await hover('memory ', 'Buffer');
      const numbers = (text: string) => text.split('\n\n').filter((block) => /^\||^Footprint|^Energy/.test(block));
      assert.equal(numbers(inMapping).length, 4);
      assert.deepEqual(numbers(inArchitecture), numbers(inMapping));
      assert.match(inArchitecture, /In the last result, for `Layer`:/);
    });

    it('says when the result is older than the architecture', async () => {
      results = { forArchitecture: () => ({ ...result(), outdated: 'before the last changes of Array' }) };
      assert.match(await hover('memory ', 'Buffer'), /before the last changes/);
      assert.match(await hover('architecture ', 'Array'), /before the last changes/);
    });

    it('says how to get one for a level that the last result does not have', async () => {
      const { report, ...others } = result();
      const { levels, ...rest } = report;
      results = {
        forArchitecture: () => ({
          ...others,
          report: { ...rest, levels: levels.slice(0, 1) },
          outdated: 'before the last changes of Array',
        }),
      };
      assert.match(await hover('memory ', 'Buffer'), /Run \*\*FactorFlow: Map Workload\*\*/);
    });
  });

  describe('never fails', () => {
    const errors: unknown[][] = [];
    const { error } = console;
    before(() => {
      console.error = (...args) => errors.push(args);
    });
    after(() => {
      console.error = error;
    });

    const texts = readdirSync(samples).map(
      (name) => [name, withoutExpectations(readFileSync(join(samples, name), 'utf8'))] as const,
    );
    const library = [...LIBRARY_TEXTS].map(([uri, text]) => [uri.split('/').at(-1)!, text] as const);
    for (const [name, text] of [...texts, ...library]) {
      it(`at any place of ${name}`, async () => {
        const other = await parseDocument(language, text, `file:///any/${name}`);
        for (let offset = 0; offset < text.length; offset += 3) {
          const position = other.textDocument.positionAt(offset);
          const params = { textDocument: { uri: other.uri.toString() }, position };
          const { range } = (await language.Ffarch.lsp.HoverProvider!.getHoverContent(other, params)) ?? {};
          const contains =
            !range ||
            (other.textDocument.offsetAt(range.start) <= offset && offset <= other.textDocument.offsetAt(range.end));
          assert.ok(contains, `${offset} is outside ${JSON.stringify(range)}`);
        }
        assert.deepEqual(errors.splice(0), []);
      });
    }

    it('on anything in the examples but what holds others apart or together', async () => {
      const examples = join(here, '../../../../examples');
      const silent = new Set<string>();
      for (const name of readdirSync(examples).filter((one) => one.endsWith('.ffarch'))) {
        const text = readFileSync(join(examples, name), 'utf8');
        const other = await parseDocument(language, text, URI.file(join(examples, name)));
        for (const leaf of CstUtils.flattenCst(other.parseResult.value.$cstNode!)) {
          if (!leaf.hidden && !(await hoverAt(leaf.offset, other))) silent.add(leaf.text);
        }
      }
      // After a name other signs are still on the name; these stand apart from it.
      assert.deepEqual([...silent].sort(), [':', '{', '}']);
    });
  });
});
