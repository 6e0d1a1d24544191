const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** `a, b and c` */
export function and(words: Iterable<string>): string {
  return AND.format(words);
}

/** `a, b or c` */
export function either(words: Iterable<string>): string {
  return OR.format(words);
}

/** A list of names, as they are written: `K`, `N`. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** ` Did you mean …?` with the space before it, or nothing. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
}
