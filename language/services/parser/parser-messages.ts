import type { IToken, TokenType } from 'chevrotain';
import { AbstractParserErrorMessageProvider, DefaultLexerErrorMessageProvider } from 'langium';
import { nearest } from '../../lower/nearest.js';

/** Says syntax errors in the words of the language instead of those of the parser generator. */
export class FfarchParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage(options: { expected: TokenType; actual: IToken; ruleName: string }): string {
    const { expected, actual, ruleName } = options;
    if (expected.name === 'EOF') {
      return this.buildNotAllInputParsedMessage({ firstRedundant: actual });
    }
    const member = expected.name === '}' ? MEMBERS[ruleName.replace(/\W/g, '')] : undefined;
    const wanted = member ? `${member} or \`}\`` : describe(expected);
    const units =
      member && actual.image === '/' ? ' Units stand alone: energies are per word, bandwidths in words per cycle.' : '';
    const meant = expected.name === '}' ? didYouMean(actual, ruleName) : '';
    return `Expected ${wanted}, found ${found(actual)}.${units}${meant}`;
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: IToken }): string {
    return `Expected a declaration (import, const, coupling, architecture, workload, network or mapping), found ${found(firstRedundant)}.${didYouMean(firstRedundant)}`;
  }

  override buildNoViableAltMessage(options: { expectedPathsPerAlt: TokenType[][][]; actual: IToken[] }): string {
    const first = options.expectedPathsPerAlt.flatMap((paths) => paths.map((path) => path[0]));
    return expectedOneOf(first, options.actual[0]);
  }

  override buildEarlyExitMessage(options: { expectedIterationPaths: TokenType[][]; actual: IToken[] }): string {
    return expectedOneOf(
      options.expectedIterationPaths.map((path) => path[0]),
      options.actual[0],
    );
  }
}

export class FfarchLexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, offset: number, length: number): string {
    if (text[offset] === '"') {
      return 'This quote is never closed on its line. Close it with `"`.';
    }
    if (/[µμ²]/.test(text[offset])) {
      return `\`${text[offset]}\` has no meaning here. Areas are in \`um2\` or \`mm2\`.`;
    }
    return length === 1
      ? `\`${text[offset]}\` has no meaning here. Names that are no identifiers are quoted: "L3+".`
      : `\`${text.slice(offset, offset + Math.min(length, 20))}\` has no meaning here.`;
  }
}

/** The keywords that lines of a block begin with, by the rule of the grammar; those of a file by none. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  '': ['import', 'const', 'coupling', 'architecture', 'workload', 'network', 'mapping'],
  Architecture: ['memory', 'fanout', 'compute'],
};

/** The keyword that a word is likely meant to be where the parser found it. */
export function meantKeyword({ image }: IToken, ruleName = ''): string | undefined {
  const rule = ruleName.replace(/\W/g, '');
  return /^[A-Za-z_]\w*$/.test(image) ? nearest(image, KEYWORDS[rule === 'SourceFile' ? '' : rule] ?? []) : undefined;
}

function didYouMean(token: IToken, ruleName?: string): string {
  const keyword = meantKeyword(token, ruleName);
  return keyword === undefined ? '' : ` Did you mean \`${keyword}\`?`;
}

/** What may stand before the closing brace, by the rule of the grammar that wants it. */
const MEMBERS: Readonly<Record<string, string>> = {
  Coupling: '`dims`, `strides`, a computation',
  Architecture: 'a level (memory, fanout or compute)',
  Properties: 'a property like `energy: 2 pJ`',
  Sizes: 'a size like `M: 64`',
  Network: 'a layer',
  Mapping: 'a level with its loops like `DRAM: M 4`',
};

/** More alternatives than this say nothing to a reader. */
const MOST_ALTERNATIVES = 8;

function expectedOneOf(tokens: readonly (TokenType | undefined)[], actual: IToken): string {
  const names = [...new Set(tokens.filter((token) => token !== undefined).map(describe))];
  if (names.length === 0 || names.length > MOST_ALTERNATIVES) {
    return `Did not expect ${found(actual)} here.`;
  }
  const last = names.pop();
  return `Expected ${names.length > 0 ? `${names.join(', ')} or ${last}` : last}, found ${found(actual)}.`;
}

function describe(token: TokenType): string {
  switch (token.name) {
    case 'NAME':
    case 'REFERENCE':
    case 'TARGET':
    case 'KEYED':
      return 'a name';
    case 'KEY':
      return 'a property';
    case 'ID':
      return 'a word';
    case 'NUMBER':
      return 'a number';
    case 'STRING':
      return 'a quoted text';
    case 'EOF':
      return 'the end of the file';
    default:
      return `\`${token.name}\``;
  }
}

/** A section of a file ends with the first word of the next one; only the end of the file itself has no text. */
function found({ image }: IToken): string {
  return image === '' ? 'the end of the file' : `\`${image}\``;
}
