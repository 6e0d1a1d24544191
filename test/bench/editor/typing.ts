import { median, percentile } from '../statistics.js';
import type { BenchFile } from './documents.js';
import { BenchEditor } from './editor.js';
import { session } from './edits.js';

/** What a file's keystrokes took, in milliseconds; medians of several runs, each with a server of its own. */
export interface Typing {
  readonly file: BenchFile;
  readonly lines: number;
  readonly keystrokes: number;
  readonly p50: number;
  readonly p95: number;
  /** Processor time of the server's main thread for a keystroke, which other work on the machine changes less. */
  readonly cpu50: number;
  readonly cpu95: number;
}

/** Types a session, each key when the answer to the one before has come, as somebody who types fast would. */
export async function typing(
  file: BenchFile,
  runs: number,
  meanwhile: (editor: BenchEditor) => void = () => {},
): Promise<Typing> {
  const measured: Pick<Typing, 'p50' | 'p95' | 'cpu50' | 'cpu95'>[] = [];
  let keystrokes = 0;
  for (let run = 1; run <= runs; run++) {
    const editor = await BenchEditor.open(file);
    meanwhile(editor);
    const times: number[] = [];
    const cpu: number[] = [];
    for (const keystroke of session(file.text, run)) {
      const before = editor.cpu();
      const sent = performance.now();
      const { at } = await editor.answer(editor.type(keystroke));
      times.push(at - sent);
      cpu.push(editor.cpu() - before);
    }
    if (editor.text !== file.text) throw new Error('The session has changed the file.');
    keystrokes = times.length;
    measured.push({
      p50: median(times),
      p95: percentile(times, 0.95),
      cpu50: median(cpu),
      cpu95: percentile(cpu, 0.95),
    });
    await editor.close();
  }
  const of = (key: keyof (typeof measured)[number]) => median(measured.map((one) => one[key]));
  const lines = file.text.trimEnd().split('\n').length;
  return { file, lines, keystrokes, p50: of('p50'), p95: of('p95'), cpu50: of('cpu50'), cpu95: of('cpu95') };
}

/** How a server answers many keystrokes that come at once: how often, and when it has answered the last. */
export async function burst(
  file: BenchFile,
): Promise<{ keystrokes: number; answers: number; milliseconds: number; cpu: number }> {
  const editor = await BenchEditor.open(file);
  const keystrokes = session(file.text, 1).slice(0, 50);
  for (const keystroke of keystrokes.slice(0, 10)) await editor.answer(editor.type(keystroke));
  editor.published.splice(0);
  const before = editor.cpu();
  const sent = performance.now();
  const { at } = await editor.answer(editor.typeAtOnce(keystrokes.slice(10)));
  const answers = editor.published.length;
  const cpu = editor.cpu() - before;
  await editor.close();
  return { keystrokes: keystrokes.length - 10, answers, milliseconds: at - sent, cpu };
}
