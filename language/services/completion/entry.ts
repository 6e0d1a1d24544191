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
  /** Whether something is to be completed behind what is inserted, for which the editor may ask at once. */
  readonly goesOn?: boolean;
  /** Entries of a lower rank come first, others in their own order. */
  readonly rank?: number;
}

/** A word of the language. */
export function keyword(label: string, detail?: string, snippet: string = label): Entry {
  return { label, kind: CompletionItemKind.Keyword, detail, snippet };
}

/** What an editor understands of completions. */
export interface Abilities {
  /** Placeholders. */
  readonly snippets: boolean;
  /** A choice between putting a text in before the rest of a word, and replacing that, too. */
  readonly replaces: boolean;
}

/** What a completion replaces: what of a word is typed, and the whole word where the editor can choose. */
export interface Ranges {
  readonly insert: Range;
  readonly replace: Range;
}

export function completionItem(entry: Entry, index: number, ranges: Ranges, can: Abilities): CompletionItem {
  const { label, kind, detail, snippet, rank = 0 } = entry;
  const text = snippet ?? literal(printName(label));
  const newText = can.snippets ? text : withoutPlaceholders(text);
  const documentation = entry.documentation ?? preview(label, text);
  return {
    label,
    kind,
    detail,
    documentation: documentation ? { kind: MarkupKind.Markdown, value: documentation } : undefined,
    filterText: entry.filter ?? (snippet === undefined ? printName(label) : label),
    sortText: `${String(rank).padStart(2, '0')} ${String(index).padStart(5, '0')}`,
    data: entry.goesOn ? { goesOn: true } : undefined,
    insertTextFormat: can.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: can.replaces ? { ...ranges, newText } : { range: ranges.insert, newText },
  };
}

/** What is put in, where that is more than the label says. */
function preview(label: string, snippet: string): string | undefined {
  const text = withoutPlaceholders(snippet);
  return text.includes(label) && text.length < label.length + 4 ? undefined : `\`\`\`ffarch\n${text}\n\`\`\``;
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
