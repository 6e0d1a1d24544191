import fc from 'fast-check';
import type { Desk } from './fake-editor.js';
import { REQUESTS, type RequestName } from './requests.js';

/**
 * What a person does at an editor. Places are thousandths of a text and files are counted around, so a step means
 * something whatever came before it, also when a failing sequence is shortened.
 */
export type Step =
  | { readonly do: 'type' | 'paste'; readonly file: number; readonly at: number; readonly text: string }
  | { readonly do: 'erase'; readonly file: number; readonly at: number; readonly length: number }
  | { readonly do: 'swap'; readonly file: number; readonly at: number; readonly from: number }
  | { readonly do: 'undo' | 'open' | 'close' | 'save' | 'delete' | 'deleteFolder' | 'create'; readonly file: number }
  | {
      readonly do: 'ask';
      readonly request: RequestName;
      readonly file: number;
      readonly at: number;
      readonly cancel: boolean;
    }
  | { readonly do: 'wait' }
  | { readonly do: 'breathe' };

/** What is typed: letters and signs alone, and the beginnings and wholes of what the language has. */
const TYPED = [
  ...' {}[]():;,=.<>_+*/"0\n',
  'M 4, ',
  'factors: M <= 3',
  '\n  memory Extra { size: 64; energy: 1 pJ; bandwidth: 2 }\n',
  'fanout More[8] over M',
  'compute MAC { energy: 1 pJ }',
  'order: N, _, _',
  '16Ki * 8',
  ' unbounded',
  '// ',
  '/*',
  '*/',
  'const rows = 12\n',
  'import "imported.ffarch"\n',
  'import "edge-npu.ffarch"\n',
  'import "parts/kernel.ffarch"\n',
  'import "../imported.ffarch"\n',
  '\nworkload mine : gemm { M: 8, K: 8, N: 8 }\n',
  '\nworkload other : stridedConv { M: 8, P: 8 }\n',
  '\narchitecture Mine : gemm {\n  memory DRAM { size: unbounded; energy: 64 pJ; bandwidth: 8 }\n  compute MAC { energy: 1 pJ }\n}\n',
  '\nmapping found of mine on Mine { DRAM: M 8, K 8, N 8 }\n',
  '\nmapping library of MB6 on Eyeriss { DRAM: M 512, K 256, N 256 }\n',
  'coupling importedKernel { dims A, B; X[A] += Y[A] * Z[B] }\n',
];

const file = fc.nat(63);
const at = fc.nat(1000);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('type' as const), file, at, text: fc.constantFrom(...TYPED) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('paste' as const), file, at, text: fc.constantFrom(...TYPED) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('erase' as const), file, at, length: fc.nat(60) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('swap' as const), file, at, from: at }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'undo' as const,
        'open' as const,
        'close' as const,
        'save' as const,
        'delete' as const,
        'deleteFolder' as const,
        'create' as const,
      ),
      file,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      request: fc.constantFrom(...(Object.keys(REQUESTS) as RequestName[])),
      file,
      at,
      cancel: fc.integer({ min: 0, max: 9 }).map((die) => die === 9),
    }),
  },
  { weight: 6, arbitrary: fc.constantFrom<Step>({ do: 'wait' }, { do: 'breathe' }) },
);

/** Takes a step. Files are those with a text to begin with; it comes back by `undo` and `create`. */
export async function take(desk: Desk, taken: Step, files: ReadonlyMap<string, string>): Promise<void> {
  if (taken.do === 'wait') return desk.settle();
  if (taken.do === 'breathe') return new Promise((resolve) => setImmediate(resolve));
  const names = [...files.keys()];
  const name = names[taken.file % names.length];
  const text = () => desk.openFile(name).getText();
  const offset = (thousandths: number) => Math.round((thousandths / 1000) * text().length);
  switch (taken.do) {
    case 'type':
      for (let i = 0, start = offset(taken.at); i < taken.text.length; i++) {
        desk.replace(name, start + i, start + i, taken.text[i]);
      }
      break;
    case 'paste':
      desk.replace(name, offset(taken.at), offset(taken.at), taken.text);
      break;
    case 'erase':
      desk.replace(name, offset(taken.at), Math.min(offset(taken.at) + taken.length, text().length), '');
      break;
    case 'swap': {
      const words = [...text().matchAll(/\w+/g)];
      if (words.length === 0) break;
      const word = (thousandths: number) => words[Math.round((thousandths / 1000) * (words.length - 1))];
      const { index, 0: old } = word(taken.at);
      desk.replace(name, index, index + old.length, word(taken.from)[0]);
      break;
    }
    case 'undo':
      desk.replace(name, 0, text().length, files.get(name)!);
      break;
    case 'open':
      desk.openFile(name);
      break;
    case 'close':
      desk.closeFile(name);
      break;
    case 'save':
      desk.write(name, text());
      break;
    case 'delete':
      desk.delete(name);
      break;
    case 'deleteFolder':
      desk.deleteFolder(name);
      break;
    case 'create':
      desk.write(name, files.get(name));
      break;
    case 'ask':
      void desk.ask(taken.request, name, offset(taken.at), taken.cancel);
      break;
  }
}
