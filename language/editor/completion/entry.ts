import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Range,
} from 'vscode-languageserver-types';
import { printName } from '../../print/print.js';

/** Something that can be completed. */
export interface Entry {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** A few words after the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is inserted, with placeholders as in LSP's snippets; the label as a name where it is left out. */
  readonly snippet?: string;
  /** What the typed letters are compared with; what is inserted where it is left out, or the label of a snippet. */
  readonly filter?: string;
  /**
   * Whether it is offered only until something is typed. So are numbers, since one of the digits of another is complete as it
   * is, and what writes several things at once, since who types the first of them means no more than that.
   */
  readonly untyped?: boolean;
  /** Whether something is to be completed after what is inserted, for which the editor may ask at once. */
  readonly goesOn?: boolean;
  /** Entries of a lower rank come first, others in their own order. */
  readonly rank?: number;
}

/** A word of the language. */
export function keyword(label: string, detail?: string, snippet: string = label): Entry {
  return { label, kind: CompletionItemKind.Keyword, detail, snippet };
}

/** `from "ERT.yaml"`, with the files still to be chosen. */
export function fromFile(): Entry {
  return { ...keyword('from', 'a table of Accelergy', 'from "$1"'), goesOn: true };
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

/** What no typed letter is found in. */
const NOT_TYPED = '…';

export function completionItem(entry: Entry, index: number, ranges: Ranges, can: Abilities): CompletionItem {
  const { label, kind, detail, rank = 0 } = entry;
  const text = insertion(entry);
  const plain = withoutPlaceholders(text);
  // Editors take a snippet whenever Enter is pressed, a plain text only where it changes something.
  const isSnippet = can.snippets && hasPlaceholders(text);
  const newText = isSnippet ? text : plain;
  const documentation = entry.documentation ?? preview(label, text);
  return {
    label,
    kind,
    detail,
    documentation: documentation ? { kind: MarkupKind.Markdown, value: documentation } : undefined,
    filterText: filterText(entry),
    sortText: `${String(rank).padStart(2, '0')} ${String(index).padStart(5, '0')}`,
    data: entry.goesOn ? { goesOn: true } : undefined,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: can.replaces ? { ...ranges, newText } : { range: ranges.insert, newText },
  };
}

function insertion({ label, snippet }: Entry): string {
  return snippet ?? literal(printName(label));
}

function filterText(entry: Entry): string {
  if (entry.untyped) return NOT_TYPED;
  return entry.filter ?? (entry.snippet === undefined ? printName(entry.label) : entry.label);
}

/** Whether nothing is left to complete once a text is typed: it is all that the entry would insert. */
export function isWritten(entry: Entry, typed: string): boolean {
  return !entry.goesOn && insertion(entry) === literal(typed);
}

/**
 * Lets entries go once they are written in full, so Enter, Tab and the arrows mean the text again, and at once: the
 * editor compares what is typed with what it was given last. An entry whose letters others have, too, stays, since the
 * editor would choose one of those then.
 */
export function leaveOnceWritten(entries: readonly Entry[]): readonly Entry[] {
  const words = entries.map((entry) => wordsOf(filterText(entry)));
  return entries.map((entry, i) => {
    const filter = filterText(entry);
    if (!isWritten(entry, filter)) return entry;
    const text = filter.toLowerCase();
    const shared = words.some((others, j) => i !== j && others.some((word) => isFoundBy(text, word)));
    return shared ? entry : { ...entry, filter: filter.slice(0, -1) + NOT_TYPED };
  });
}

/** A text from each of its words on, in lower case: where editors begin to compare it with what is typed. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?<![A-Za-z0-9])./g), ...text.matchAll(/(?<=[a-z0-9])[A-Z]/g)].map(({ index }) =>
    text.slice(index).toLowerCase(),
  );
}

/** Whether the letters of a text are found in another in their order, the first of them at its start. */
function isFoundBy(text: string, other: string): boolean {
  if (text[0] !== other[0]) return false;
  let from = 0;
  for (const letter of text) {
    from = other.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
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

function hasPlaceholders(snippet: string): boolean {
  return /^(?:\\.|[^\\$])*\$/s.test(snippet);
}

function withoutPlaceholders(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([\\$},|])/g, '$1');
}
