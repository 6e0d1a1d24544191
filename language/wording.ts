/** `a, b and c` */
export const and = (words: Iterable<string>): string => joined(words, 'and');

/** `a, b or c` */
export const either = (words: Iterable<string>): string => joined(words, 'or');

function joined(words: Iterable<string>, conjunction: string): string {
  const all = [...words];
  const last = all.pop() ?? '';
  return all.length > 0 ? `${all.join(', ')} ${conjunction} ${last}` : last;
}

/** A text of lines whose control characters a terminal shows instead of obeying them: `U+001B` for one that begins a colour. */
export const visible = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, codePoint);

/** `U+001B` */
export const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A list of names, as they are written: `K`, `N`. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** ` Did you mean …?` with the space before it, or nothing. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
}
