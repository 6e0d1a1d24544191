import { distance } from 'fastest-levenshtein';

/** What was meant by a name: the candidate nearest in spelling, else the only one that it shortens or that shortens it. */
export const nearest = (name: string, candidates: Iterable<string>): string | undefined =>
  nearestSpelling(name, candidates) ?? shortened(name.toLowerCase(), candidates);

/** The candidate nearest in spelling, if it is near enough to be what was meant; letter case counts for nothing. */
export function nearestSpelling(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestEdits = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = editsBetween(wanted, candidate.toLowerCase());
    // As many edits as letters would turn anything into anything.
    if (edits < bestEdits && edits < Math.max(name.length, candidate.length)) {
      best = candidate;
      bestEdits = edits;
    }
  }
  return best;
}

/** The one candidate that is a beginning of a name, or begins with it: `conv` for `convolution`. */
function shortened(wanted: string, candidates: Iterable<string>): string | undefined {
  const found = [...candidates].filter((candidate) => {
    const [short, long] = [candidate.toLowerCase(), wanted].sort((a, b) => a.length - b.length);
    return short!.length >= 3 && long!.startsWith(short!);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** As many as letters that are inserted, left out or replaced; two neighbours in the wrong order are one edit, not two. */
function editsBetween(a: string, b: string): number {
  const edits = distance(a, b);
  if (edits !== 2 || a.length !== b.length) return edits;
  const first = [...a].findIndex((letter, i) => letter !== b[i]);
  const swapped = a[first] === b[first + 1] && a[first + 1] === b[first];
  return swapped && a.slice(first + 2) === b.slice(first + 2) ? 1 : edits;
}
