const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** `a, b or c` */
export function either(words: Iterable<string>): string {
  return OR.format(words);
}
