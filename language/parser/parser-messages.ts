import type { IToken, TokenType } from 'chevrotain';
import { AbstractParserErrorMessageProvider, DefaultLexerErrorMessageProvider } from 'langium';
import { nearest } from '../nearest.js';
import { DECLARATIONS, LEVEL_KINDS } from '../schema/index.js';
import { codePoint, either } from '../wording.js';
import { foreignSign } from './comparisons.js';
import { type Meant, meantByText } from './corrections.js';
import { FIRST_NAME } from './token-builder.js';

/** Says syntax errors in the words of the language instead of those of the parser generator. */
export class FfarchParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage(options: { expected: TokenType; actual: IToken; ruleName: string }): string {
    const { expected, actual, ruleName } = options;
    if (expected.name === 'EOF') {
      return this.buildNotAllInputParsedMessage({ firstRedundant: actual });
    }
    if (expected.name === '}' && lacksName(actual, ruleName)) return nameMissing(actual);
    const member = expected.name === '}' ? MEMBERS[ruleOf(ruleName)] : undefined;
    const wanted = member ? `${member} or \`}\`` : describe(expected);
    const meant = expected.name === '}' ? didYouMean(actual, ruleName) : '';
    return `Expected ${wanted}, found ${found(actual)}.${meant}`;
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: IToken }): string {
    if (lacksName(firstRedundant)) return nameMissing(firstRedundant);
    return `Expected a declaration (${either(keywordsOf())}), found ${found(firstRedundant)}.${didYouMean(firstRedundant)}`;
  }

  override buildNoViableAltMessage(options: { expectedPathsPerAlt: TokenType[][][]; actual: IToken[] }): string {
    const first = options.expectedPathsPerAlt.flatMap((paths) => paths.map((path) => path[0]));
    return expectedOneOf(first, options.actual[0]!);
  }

  override buildEarlyExitMessage(options: { expectedIterationPaths: TokenType[][]; actual: IToken[] }): string {
    return expectedOneOf(
      options.expectedIterationPaths.map((path) => path[0]),
      options.actual[0]!,
    );
  }
}

export class FfarchLexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, offset: number, length: number): string {
    if (text[offset] === '"') {
      return 'This quote is never closed on its line. Close it with `"`.';
    }
    if (/\p{Cc}/u.test(text[offset]!)) {
      return `The control character ${codePoint(text[offset]!)} has no meaning here. Remove it.`;
    }
    const meant = meantByText(text, offset);
    const remedy = meant?.quoted
      ? ` ${quotedName(meant)}`
      : /[µμ²]/.test(text[offset]!)
        ? ' Areas are in `um2` or `mm2`.'
        : meant
          ? ` Write \`${meant.text}\`.`
          : ` ${foreignSign(text.slice(offset, offset + 2)) ?? 'Names that are not identifiers are quoted: "L3+".'}`;
    return `\`${text.slice(offset, offset + Math.min(length, 20))}\` has no meaning here.${remedy}`;
  }
}

/** What to do about a name that is not an identifier, or about a path. */
export const quotedName = ({ text, quoted }: Meant): string =>
  `${quoted === 'path' ? 'Paths' : 'Names that are not identifiers'} are quoted: ${text}.`;

/** What the lines of a block begin with, by the rule of the grammar; those of a file by none. */
const ROWS: Readonly<Record<string, Readonly<Record<string, { readonly synonyms: readonly string[] }>>>> = {
  '': DECLARATIONS,
  Architecture: LEVEL_KINDS,
};

/** The name of a rule as the grammar has it; that of a file is empty. */
export function ruleOf(ruleName = ''): string {
  const rule = ruleName.replace(/\W/g, '');
  return rule === 'SourceFile' ? '' : rule;
}

function keywordsOf(ruleName?: string): readonly string[] {
  return Object.keys(ROWS[ruleOf(ruleName)] ?? {});
}

/** The keyword of what is called by a name of other languages. */
function keywordCalled(name: string, ruleName?: string): string | undefined {
  const rows = ROWS[ruleOf(ruleName)] ?? {};
  return Object.keys(rows).find((keyword) => rows[keyword]!.synonyms.includes(name.toLowerCase()));
}

/** The keyword that a word is likely meant to be where the parser found it. */
export function meantKeyword({ image, tokenType }: IToken, ruleName?: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(image)) return undefined;
  const begins = tokenType.name === FIRST_NAME;
  const synonym = begins ? keywordCalled(image, ruleName) : undefined;
  const meant = synonym ?? nearest(image, keywordsOf(ruleName));
  return meant === image ? undefined : meant;
}

/** Whether the parser did not take a keyword because no name follows. */
export function lacksName({ image }: IToken, ruleName?: string): boolean {
  return keywordsOf(ruleName).includes(image);
}

const nameMissing = ({ image }: IToken): string => `Expected a name after \`${image}\`.`;

function didYouMean(token: IToken, ruleName?: string): string {
  const keyword = meantKeyword(token, ruleName);
  return keyword === undefined ? '' : ` Did you mean \`${keyword}\`?`;
}

/** What may stand before the closing brace, by the rule of the grammar that wants it. */
const MEMBERS: Readonly<Record<string, string>> = {
  Coupling: '`dims`, `strides`, a computation',
  Architecture: `a level (${either(Object.keys(LEVEL_KINDS))})`,
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
  return `Expected ${either(names)}, found ${found(actual)}.`;
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
      return 'text in quotes';
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
