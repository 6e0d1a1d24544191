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
  readonly rest: { readonly p50: number; readonly p95: number };
  readonly edited: { readonly p50: number; readonly p95: number };
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

export async function requests(file: BenchFile, times: number): Promise<RequestTimes[]> {
  const editor = await BenchEditor.open(file);
  const random = prng(1);
  const keystrokes = session(file.text, 1);
  const ask = async (request: Ask, offset: number): Promise<number> => {
    const sent = performance.now();
    await request(editor, offset);
    return performance.now() - sent;
  };
  const results: RequestTimes[] = [];
  for (const [name, request] of Object.entries(REQUESTS)) {
    const [rest, edited]: [number[], number[]] = [[], []];
    for (let i = 0; i < times; i++) {
      // A place where something is written.
      const word = /\w/.exec(editor.text.slice(Math.floor(random() * editor.text.length * 0.99)))!;
      rest.push(await ask(request, editor.text.length - word.input.length + word.index));
      const keystroke = keystrokes[i % keystrokes.length];
      const version = editor.type(keystroke);
      edited.push(await ask(request, keystroke.offset + keystroke.typed.length));
      await editor.answer(version);
    }
    // The rest of the session leaves the text as it was.
    for (const keystroke of keystrokes.slice(times % keystrokes.length || keystrokes.length)) {
      await editor.answer(editor.type(keystroke));
    }
    const summary = (values: number[]) => ({ p50: median(values), p95: percentile(values, 0.95) });
    results.push({ request: name, rest: summary(rest), edited: summary(edited) });
  }
  await editor.close();
  return results;
}
