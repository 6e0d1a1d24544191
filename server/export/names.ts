/** Names as other tools take them, letters, digits and `_` alone, by the names that they stand for; each is there once. */
export function plainNames(names: readonly string[]): ReadonlyMap<string, string> {
  const plain = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of new Set(names)) {
    const base = name.replace(/\W+/g, '_').replace(/^(?=\d)/, '_');
    let free = base;
    for (let at = 2; taken.has(free); at++) free = `${base}_${at}`;
    taken.add(free);
    plain.set(name, free);
  }
  return plain;
}
