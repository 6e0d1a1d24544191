import {
  CodeLensRequest,
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { prng } from '../../../server/mapper/prng.js';
import { median, percentile } from '../statistics.js';
import type { BenchFile } from './documents.js';
import { BenchEditor } from './editor.js';
import { session } from './edits.js';

/** How long answers take, in milliseconds: when nothing else is to be done, and asked straight after a keystroke. */
export interface RequestTimes {
  readonly request: string;
  readonly rest: Times;
  readonly edited: Times;
}

interface Times {
  readonly p50: number;
  readonly p95: number;
  /** Processor time of the server's main thread until the answer. */
  readonly cpu50: number;
  readonly cpu95: number;
}

type Ask = (editor: BenchEditor, offset: number) => Promise<unknown>;

const REQUESTS: Readonly<Record<string, Ask>> = {
  hover: (editor, offset) => editor.connection.sendRequest(HoverRequest.type, editor.at(offset)),
  completion: (editor, offset) => editor.connection.sendRequest(CompletionRequest.type, editor.at(offset)),
  'code lens': (editor) => editor.connection.sendRequest(CodeLensRequest.type, editor.at(0)),
  'inlay hints': (editor, offset) => {
    const { textDocument, position } = editor.at(offset);
    // As many lines as a window shows.
    const range = { start: { line: position.line, character: 0 }, end: { line: position.line + 60, character: 0 } };
    return editor.connection.sendRequest(InlayHintRequest.type, { textDocument, range });
  },
  'semantic tokens': (editor) => editor.connection.sendRequest(SemanticTokensRequest.type, editor.at(0)),
  'document symbols': (editor) => editor.connection.sendRequest(DocumentSymbolRequest.type, editor.at(0)),
  'folding ranges': (editor) => editor.connection.sendRequest(FoldingRangeRequest.type, editor.at(0)),
  formatting: (editor) =>
    editor.connection.sendRequest(DocumentFormattingRequest.type, {
      ...editor.at(0),
      options: { tabSize: 2, insertSpaces: true },
    }),
};

/** Asks a server in whose file somebody has been typing for a while. */
export async function requests(file: BenchFile, times: number): Promise<RequestTimes[]> {
  const editor = await BenchEditor.open(file);
  const random = prng(1);
  const keystrokes = session(file.text, 1);
  for (const keystroke of keystrokes) await editor.answer(editor.type(keystroke));
  /** Asks so often, each time at the place that the preparation tells, and then waits for what is still to come. */
  const measure = async (request: Ask, prepare: () => [offset: number, version: number]): Promise<Times> => {
    const values: number[] = [];
    const cpu: number[] = [];
    for (let i = 0; i < times; i++) {
      const before = editor.cpu();
      const [offset, version] = prepare();
      const sent = performance.now();
      await request(editor, offset);
      values.push(performance.now() - sent);
      cpu.push(editor.cpu() - before);
      await editor.answer(version);
    }
    return {
      p50: median(values),
      p95: percentile(values, 0.95),
      cpu50: median(cpu),
      cpu95: percentile(cpu, 0.95),
    };
  };
  const results: RequestTimes[] = [];
  let typed = 0;
  for (const [name, request] of Object.entries(REQUESTS)) {
    const rest = await measure(request, () => {
      // A place where something is written.
      const from = Math.floor(random() * editor.text.length * 0.99);
      return [from + editor.text.slice(from).search(/\w/), editor.version];
    });
    const edited = await measure(request, () => {
      const keystroke = keystrokes[typed++ % keystrokes.length];
      return [keystroke.offset + keystroke.typed.length, editor.type(keystroke)];
    });
    results.push({ request: name, rest, edited });
  }
  await editor.close();
  return results;
}
