import type { AstNode } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Params } from '../../diagnostics/index.js';
import { foreignSign } from '../../parser/comparisons.js';
import type { DiagnosticWith, Fix, FixContext } from './fix.js';
import { rewrite, suggestion, written } from './names.js';

type Misread = Params<'ffarch/syntax' | 'ffarch/unexpected-text'>;

/** What the parser did not expect: the keyword, or the quotes, that are meant. */
export function syntax(at: AstNode, diagnostic: DiagnosticWith<Misread>, context: FixContext): Fix[] {
  return [...suggestion(at, diagnostic, context), ...replacement(diagnostic, context)];
}

/** What the lexer knows no token for: an open comment or quote, or a sign from elsewhere. */
export function unexpectedText(_: AstNode, diagnostic: DiagnosticWith<Misread>, context: FixContext): Fix[] {
  const text = written(diagnostic, context);
  if (text === '/*') return closeComment(diagnostic, context);
  if (text === '"') return closeQuote(diagnostic, context);
  const meant = replacement(diagnostic, context);
  // An expression with too many operators, or one that would mean something else without its sign.
  const end = context.document.textDocument.offsetAt(diagnostic.range.end);
  const after = context.document.textDocument.getText().slice(end, end + 1);
  if (meant.length > 0 || /^[-+*/()]+$/.test(text) || foreignSign(text + after)) return meant;
  return [{ title: `Remove \`${text}\``, edits: rewrite(diagnostic, context, '') }];
}

function replacement(diagnostic: DiagnosticWith<Misread>, context: FixContext): Fix[] {
  const text = diagnostic.data.replacement;
  if (text === undefined) return [];
  const [before, after] = [written(diagnostic, context).trim(), text.trim()];
  const title = after === '' ? `Remove \`${before}\`` : `Change \`${before}\` to \`${after}\``;
  return [{ title, edits: rewrite(diagnostic, context, text), preferred: true }];
}

/** Where a comment ends that is only begun: on its line, or where it reaches to. */
function closeComment({ range }: Diagnostic, { document }: FixContext): Fix[] {
  const text = document.textDocument.getText();
  const start = document.textDocument.offsetAt(range.start);
  const [line] = /^[^\r\n]*/.exec(text.slice(start))!;
  const close = (upTo: string) => {
    const end = start + upTo.trimEnd().length;
    return [{ document, start: end, end, text: ' */' }];
  };
  const rest = text.slice(start);
  return [
    { title: 'Close the comment on its line', edits: close(line), preferred: true },
    ...(rest.trimEnd() === line.trimEnd()
      ? []
      : [{ title: 'Close the comment at the end of the file', edits: close(rest) }]),
  ];
}

/** Where a quote ends that is only begun: after the word, or after the path of an import. */
function closeQuote({ range }: Diagnostic, { document }: FixContext): Fix[] {
  const text = document.textDocument.getText();
  const start = document.textDocument.offsetAt(range.start);
  const before = text.slice(document.textDocument.offsetAt({ line: range.start.line, character: 0 }), start);
  const isImport = /(?:^|;)\s*import\s*$/.test(before);
  const [word] = (isImport ? /^(?:(?!\s*(?:;|\/\/|\/\*))[^\r\n])*/ : /^[^\s:;,{}[\]()="]*/).exec(
    text.slice(start + 1),
  )!;
  const name = word.trimEnd();
  const end = start + 1 + name.length;
  const remove: Fix = { title: 'Remove the quote', edits: [{ document, start, end: start + 1, text: '' }] };
  if (name === '') return [remove];
  return [
    { title: `Close it: \`"${name}"\``, edits: [{ document, start: end, end, text: '"' }], preferred: true },
    ...(/^[A-Za-z_]\w*$/.test(name) && !isImport ? [remove] : []),
  ];
}
