/** A token of a text that need not be correct. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'comment';
  /** As it is written. */
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** Whether nothing but comments stands before it on its line. */
  readonly first: boolean;
}

const TOKEN =
  /(?<comment>\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>"(?:\\.|[^"\\\r\n])*"?)|(?<word>[A-Za-z_]\w*)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?[A-Za-z]*)|(?<sign>\+=|<=|>=|\*\*|\S)|(?<line>[\r\n])/g;

/**
 * Cuts a text, or a part of it that begins a line, into tokens, comments included. Nothing in it is an error: completion
 * is asked for in half-written lines.
 */
export function scan(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  let first = true;
  for (const match of text.slice(from, to).matchAll(TOKEN)) {
    const groups = match.groups!;
    if (groups.line !== undefined) {
      first = true;
      continue;
    }
    const kind = TOKEN_KINDS.find((name) => groups[name] !== undefined)!;
    const start = from + match.index;
    tokens.push({ kind, text: match[0], start, end: start + match[0].length, first });
    first = kind === 'comment' ? first || match[0].includes('\n') : false;
  }
  return tokens;
}

const TOKEN_KINDS: readonly Token['kind'][] = ['word', 'sign', 'number', 'comment', 'text'];

/** The name that a token spells, without quotes; undefined where it is none. */
export function nameOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text;
  return token?.kind === 'text' ? token.text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : undefined;
}

/** Whether a token can be a name. */
export function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'text';
}
