import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { textEdit } from '../../../../language/editor/code-actions/fix.js';
import { makeLegal } from '../../../../language/editor/code-actions/legal.js';
import { judge } from '../../../../language/editor/code-actions/violation-fixes.js';
import { isMapping, type SourceFile } from '../../../../language/generated/ast.js';
import { parseDocument, startLanguage } from '../../../../language/language.js';
import { DEFAULT_OPTIONS } from '../../../../language/model/index.js';

const examples = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples');
/** An example up to its mapping. */
const example = (name: string) =>
  readFileSync(join(examples, name), 'utf8')
    .replace(/^\/\/ A mapping.*\n/m, '')
    .split(/^mapping/m)[0];

const constrained = `architecture Small : gemm {
  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8; factors: K = 2; order: M, N, K }
  memory Buffer { size: 64; energy: 2 pJ; bandwidth: 8; order: M, N, K; factors: M <= 2 }
  fanout PEs[4] over M, K
  memory Register { size: 8; energy: 1 pJ; bandwidth: 8; factors: N = 1, K = 2 }
  compute MAC { energy: 1 pJ }
}
workload W : gemm { M: 8, K: 8, N: 8 }
`;

interface Level {
  readonly name: string;
  readonly loops: [dimension: string, iterations: number][];
}

/** Legal mappings, by what they map, on what; those of the library cannot be made legal by changing anything else. */
const MAPPINGS: readonly { readonly head: string; readonly of: string; readonly levels: string }[] = [
  {
    head: constrained,
    of: 'W on Small',
    levels: 'DRAM: M 1, N 4, K 2; Buffer: M 2, N 2, K 2; PEs: M 4; Register: K 2',
  },
  {
    head: constrained.replace('over M, K', 'over M, K { factors: M = 3 }'),
    of: 'W on Small',
    levels: 'DRAM: M 3, N 4, K 2; Buffer: N 2, K 2; PEs: M 3; Register: K 2',
  },
  {
    head: example('eyeriss.ffarch'),
    of: 'MB6 on MyEyeriss',
    levels: 'DRAM: M 4; GlobalBuffer: K 2, N 256; SACols: K 8; SARows: M 8; WRegister: K 16; OutRegister: M 16',
  },
  {
    head: example('eyeriss.ffarch'),
    of: 'MB6 on MyEyeriss',
    levels: 'DRAM: M 3; GlobalBuffer: K 2, N 256; SACols: K 14; SARows: M 12; WRegister: K 16; OutRegister: M 16',
  },
  {
    head: example('edge-npu.ffarch'),
    of: 'downsample on EdgeNpu',
    levels:
      'LPDDR: M 4; Scratchpad: M 2, P 14, Q 2, C 4; Rows: M 16; Columns: C 16; WeightFile: R 3, S 3; Accumulator: P 2, Q 14',
  },
  {
    head: '',
    of: 'MB6 on Eyeriss',
    levels: 'DRAM: M 4; GlobalBuffer: K 2, N 256; SACols: K 8; SARows: M 8; WRegister: K 16; OutRegister: M 16',
  },
];

function read(levels: string): Level[] {
  return levels.split('; ').map((line) => {
    const [name, loops] = line.split(': ');
    return { name, loops: loops.split(', ').map((loop) => [loop.split(' ')[0], Number(loop.split(' ')[1])]) };
  });
}

function print(of: string, levels: readonly Level[]): string {
  const lines = levels.map(({ name, loops }) => `  ${name}: ${loops.map((loop) => loop.join(' ')).join(', ')}\n`);
  return `mapping m of ${of} {\n${lines.join('')}}\n`;
}

/** What people do to a mapping, at random places. */
const EDITS: readonly ((levels: Level[], at: { level: number; loop: number; n: number }) => void)[] = [
  (levels, { level, loop, n }) => {
    const changed = levels[level].loops[loop % levels[level].loops.length];
    if (changed) changed[1] = n;
  },
  (levels, { level, loop }) => levels[level].loops.splice(loop % levels[level].loops.length, 1),
  (levels, { level, loop, n }) => {
    const names = levels.flatMap(({ loops }) => loops.map(([dimension]) => dimension));
    if (names.length > 0) levels[level].loops.push([names[loop % names.length], n]);
  },
  (levels, { level, loop, n }) => {
    levels[n % levels.length].loops.push(...levels[level].loops.splice(loop % levels[level].loops.length, 1));
  },
  (levels, { level }) => levels[level].loops.reverse(),
  (levels, { level }) => levels.splice(level, 1),
  (levels) => levels.reverse(),
  (levels, { level }) => levels.push(structuredClone(levels[level])),
  (levels) => levels.splice(0),
];

describe('quick fixes of mappings', () => {
  /** Of its own, so it has no more files to look through than these tests give it. */
  const languages = startLanguage();
  const parse = async (text: string) => parseDocument(await languages, text, 'file:///broken.ffarch');

  const quickFixes = async (document: LangiumDocument, diagnostic: Diagnostic): Promise<CodeAction[]> => {
    const all = await (await languages).Ffarch.lsp.CodeActionProvider!.getCodeActions(document, {
      textDocument: { uri: document.uri.toString() },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
    return all as CodeAction[];
  };

  const preferred = async (document: LangiumDocument): Promise<CodeAction | undefined> => {
    for (const diagnostic of document.diagnostics!) {
      const found = (await quickFixes(document, diagnostic)).filter(({ isPreferred }) => isPreferred);
      assert.ok(found.length <= 1, `${diagnostic.message}: ${found.map(({ title }) => title).join(', ')}`);
      if (found.length > 0 && diagnostic.severity === 1) return found[0];
    }
    return undefined;
  };

  /** More steps than the longest repairs take; one that goes round in circles takes them all. */
  const MOST = 40;

  const edit = fc.record({ edit: fc.nat(EDITS.length - 1), level: fc.nat(9), loop: fc.nat(9), n: fc.nat(100) });
  const broken = fc.record({
    mapping: fc.constantFrom(...MAPPINGS),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  });

  const write = ({
    mapping,
    edits,
  }: {
    mapping: (typeof MAPPINGS)[number];
    edits: { edit: number; level: number; loop: number; n: number }[];
  }) => {
    const levels = read(mapping.levels);
    for (const { edit, level, loop, n } of edits) {
      if (levels.length > 0) EDITS[edit](levels, { level: level % levels.length, loop, n: n + 1 });
    }
    return `${mapping.head}${print(mapping.of, levels)}`;
  };

  const applied = (text: string, { edit }: CodeAction) =>
    TextDocument.applyEdits(TextDocument.create('', '', 0, text), Object.values(edit!.changes!)[0]);

  it('make any mapping legal, the preferred ones one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async ({ mapping, edits }) => {
        let text = write({ mapping, edits });
        for (let step = 0; ; step++) {
          const document = await parse(text);
          const errors = document.diagnostics!.filter(({ severity }) => severity === 1);
          const shown = `${text.slice(mapping.head.length)}${errors.map(({ message }) => message).join('\n')}`;
          if (errors.length === 0) return;
          assert.ok(!errors.some(({ code }) => code === 'ffarch/syntax'), shown);
          const fix = await preferred(document);
          assert.ok(fix && step < MOST, `step ${step}: ${shown}`);
          text = applied(text, fix);
        }
      }),
      { numRuns: 80, seed: 4 },
    );
  });

  it('include one that makes all legal at once, which is offered where several rules are broken', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async ({ mapping, edits }) => {
        const text = write({ mapping, edits });
        const errors = ({ diagnostics }: LangiumDocument) => diagnostics!.filter(({ severity }) => severity === 1);
        const document = await parse(text);
        const found = errors(document);
        if (found.length === 0 || found.some(({ code }) => /repeated/.test(String(code)))) return;
        const shown = `${text.slice(mapping.head.length)}${found.map(({ message }) => message).join('\n')}`;
        const node = (document.parseResult.value as SourceFile).declarations.find(isMapping)!;
        const { lowering } = (await languages).Ffarch.lowering.LoweringProvider;
        const repair = makeLegal(judge(node, lowering, DEFAULT_OPTIONS)!);
        assert.ok(repair, shown);
        const legal = TextDocument.applyEdits(document.textDocument, repair.map(textEdit));
        assert.deepEqual(
          errors(await parse(legal)).map(({ message }) => message),
          [],
          `${shown}\n${legal.slice(mapping.head.length)}`,
        );
        const offered = (await quickFixes(document, found[0])).map(({ title }) => title);
        assert.equal(offered.includes('Make mapping `m` legal'), found.length > 1, shown);
      }),
      { numRuns: 160, seed: 5 },
    );
  });
});
