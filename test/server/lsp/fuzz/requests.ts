import type { Diagnostic, Position, Range, TextDocumentIdentifier } from 'vscode-languageserver/node';

/** What a request may be about. */
export interface Subject {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
  /** The whole file. */
  readonly all: Range;
  /** Those that the editor shows for the file. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Asking {
  readonly method: string;
  readonly params: (subject: Subject) => object;
  /** Codes of errors that are for the user to read, as of a name that is taken. */
  readonly refusals?: readonly number[];
}

const table = <Name extends string>(requests: Readonly<Record<Name, Asking>>) => requests;

const FORMATTING = { tabSize: 2, insertSpaces: true };
const REQUEST_FAILED = -32803;

const at = ({ textDocument, position }: Subject) => ({ textDocument, position });
const whole = ({ textDocument }: Subject) => ({ textDocument });

/** Everything that an editor asks of its own accord while its user types and looks around. */
export const REQUESTS = table({
  hover: { method: 'textDocument/hover', params: at },
  completion: { method: 'textDocument/completion', params: at },
  signatureHelp: { method: 'textDocument/signatureHelp', params: at },
  definition: { method: 'textDocument/definition', params: at },
  references: {
    method: 'textDocument/references',
    params: (subject) => ({ ...at(subject), context: { includeDeclaration: true } }),
  },
  documentHighlight: { method: 'textDocument/documentHighlight', params: at },
  documentSymbol: { method: 'textDocument/documentSymbol', params: whole },
  foldingRange: { method: 'textDocument/foldingRange', params: whole },
  documentLink: { method: 'textDocument/documentLink', params: whole },
  codeLens: { method: 'textDocument/codeLens', params: whole },
  semanticTokens: { method: 'textDocument/semanticTokens/full', params: whole },
  selectionRange: {
    method: 'textDocument/selectionRange',
    params: ({ textDocument, position }) => ({ textDocument, positions: [position] }),
  },
  inlayHint: { method: 'textDocument/inlayHint', params: ({ textDocument, all }) => ({ textDocument, range: all }) },
  codeAction: {
    method: 'textDocument/codeAction',
    params: ({ textDocument, all, diagnostics }) => ({ textDocument, range: all, context: { diagnostics } }),
  },
  codeActionAt: {
    method: 'textDocument/codeAction',
    params: ({ textDocument, position }) => ({
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    }),
  },
  formatting: {
    method: 'textDocument/formatting',
    params: ({ textDocument }) => ({ textDocument, options: FORMATTING }),
  },
  rangeFormatting: {
    method: 'textDocument/rangeFormatting',
    params: ({ textDocument, position, all }) => ({
      textDocument,
      range: { start: position, end: all.end },
      options: FORMATTING,
    }),
  },
  onTypeFormatting: {
    method: 'textDocument/onTypeFormatting',
    params: (subject) => ({ ...at(subject), ch: '\n', options: FORMATTING }),
  },
  prepareRename: { method: 'textDocument/prepareRename', params: at, refusals: [REQUEST_FAILED] },
  rename: {
    method: 'textDocument/rename',
    params: (subject) => ({ ...at(subject), newName: 'anew' }),
    refusals: [REQUEST_FAILED],
  },
  prepareCallHierarchy: { method: 'textDocument/prepareCallHierarchy', params: at },
  overview: { method: 'factorflow/overview', params: () => ({}) },
  workspaceSymbol: { method: 'workspace/symbol', params: () => ({ query: 'e' }) },
});

export type RequestName = keyof typeof REQUESTS;
