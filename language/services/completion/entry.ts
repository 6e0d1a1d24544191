import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from 'vscode-languageserver-types';
import { printName } from '../../lower/print.js';

/** Something that can be completed. */
export interface Entry {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is inserted, with placeholders as in LSP's snippets; the label as a name where it is left out. */
  readonly snippet?: string;
  /** What the typed letters are compared with; the label as a name where it is left out. */
  readonly filter?: string;
  /** Entries of a lower rank come first, others in their own order. */
  readonly rank?: number;
}

export function keyword(label: string, detail?: string, snippet: string = label): Entry {
  return { label, kind: CompletionItemKind.Keyword, detail, snippet };
}

/** @param snippets Whether the editor knows placeholders. */
export function completionItem(entry: Entry, index: number, range: Range, snippets: boolean): CompletionItem {
  const { label, kind, detail, documentation, snippet, rank = 0 } = entry;
  const text = snippet ?? literal(printName(label));
  return {
    label,
    kind,
    detail,
    documentation: documentation ? { kind: MarkupKind.Markdown, value: documentation } : undefined,
    filterText: entry.filter ?? (snippet === undefined ? printName(label) : label),
    sortText: `${String(rank).padStart(2, '0')} ${String(index).padStart(5, '0')}`,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: snippets ? text : withoutPlaceholders(text) },
  };
}

/** A text in which nothing is a placeholder. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A placeholder to choose from a list, or just its text where there is no choice. */
export function choice(number: number, options: readonly string[]): string {
  if (options.length < 2) return `\${${number}:${literal(options[0] ?? '')}}`;
  return `\${${number}|${options.map((option) => option.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
}

function withoutPlaceholders(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}
