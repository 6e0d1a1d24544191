import type { CompletionItem } from 'vscode-languageserver-types';

/** Whether an editor shows an item for what is typed: it looks for the letters in their order, the first at that of a word. */
export function found({ filterText }: CompletionItem, typed: string): boolean {
  const letters = [...typed].map((letter) => letter.replace(/\W/, '\\$&'));
  return new RegExp(`(?<![a-z0-9])${letters.join('.*')}`, 'i').test(filterText!);
}
